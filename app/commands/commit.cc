#include <algorithm>

#include "app/commands/commands.hh"
#include "app/commands/review.hh"
#include "core/base/text.hh"
#include "core/rules/catalog.hh"

namespace mintport::cli {
namespace {

Result<void> check_ready(Session& session) {
  if (const std::size_t conflicts = session.merges().count()) {
    return fail(refused(plural(conflicts, "file") + " in conflict",
                        "resolve the conflict, then `git add` what you resolved"));
  }
  if (session.commits().can_commit()) return {};
  return fail(refused("nothing is staged", "`mintport stage` stages the changes of the review"));
}

// Counts what the proposed messages tell of: the staged files.
void count_staged(Session& session, const std::vector<std::string>& staged) {
  const State& state = session.state();
  session.count([&](const std::string& path) {
    return std::binary_search(staged.begin(), staged.end(), state.port_path(path));
  });
}

Result<std::vector<StagedBreak>> breaks_of(Commits& commits) {
  std::vector<StagedBreak> out;
  const auto checked =
      run_job(commits.check_staged([&](std::vector<StagedBreak> found) { out = std::move(found); }));
  if (!checked) return fail(checked.error());
  return out;
}

Result<std::string> make_commits(Commits& commits, const CommitCommand& command,
                                 const std::vector<std::string>& staged) {
  switch (command.parts) {
    case CommitCommand::Parts::per_file:
      return run_job(commits.commit_apart(staged));
    case CommitCommand::Parts::per_rule:
      return run_job(commits.commit_by_rules());
    case CommitCommand::Parts::one:
      break;
  }
  const auto message =
      command.message.empty() ? commits.proposed_message() : Result<std::string>(command.message);
  return message ? commits.commit(*message) : message;
}

// The commits that came after `before`, oldest first; at most `most`.
Json commits_json(WorkTree& tree, const HeadPlace& before, std::size_t most) {
  const auto log = tree.log(most);
  std::vector<Json> made;
  for (std::size_t i = 0; log && i < log->size() && (*log)[i].id != before.id; ++i)
    made.push_back({{"id", (*log)[i].id}, {"subject", (*log)[i].subject}});
  std::reverse(made.begin(), made.end());
  return made;
}

Json breaks_json(const std::vector<StagedBreak>& breaks) {
  Json out = Json::array();
  for (const StagedBreak& one : breaks)
    out.push_back({{"path", one.path}, {"line", one.line}, {"what", one.what}, {"code", one.code}});
  return out;
}

Json commit_json(Json commits, const std::vector<StagedBreak>& breaks, const std::string& message) {
  Json out = json_header();
  out["commits"] = std::move(commits);
  out["breaks"] = breaks_json(breaks);
  out["message"] = message;
  return out;
}

Result<int> refuse_breaks(const std::vector<StagedBreak>& breaks, bool json) {
  const std::string message = "the commit would break " + plural(breaks.size(), "place");
  if (json) {
    if (auto printed = print_json(commit_json(Json::array(), breaks, message)); !printed)
      return fail(printed.error());
  }
  for (const StagedBreak& one : breaks) print_error({ErrorKind::refused, one.path, one.line, one.what, ""});
  return fail(refused(message, "fix them, or commit all the same with --force; nothing was committed"));
}

}  // namespace

Result<int> CommitCommand::run() const {
  const auto review = CommandReview::open(*this, Session::Access::change);
  if (!review) return fail(review.error());
  Session& session = (*review)->session();
  const std::vector<std::string> staged = session.commits().staged_paths();
  if (auto ready = check_ready(session); !ready) return fail(ready.error());
  count_staged(session, staged);
  const auto breaks = breaks_of(session.commits());
  if (!breaks) return fail(breaks.error());
  if (!breaks->empty() && !force) return refuse_breaks(*breaks, json);
  const auto before = session.tree().head_place();
  if (!before) return fail(before.error());
  const auto said = make_commits(session.commits(), *this, staged);
  if (!said) return fail(said.error());
  const std::size_t most = parts == Parts::one ? 1 : staged.size() + rule_catalog().size() + 2;
  const auto printed =
      json ? print_json(commit_json(commits_json(session.tree(), *before, most), *breaks, *said))
           : print_line(*said);
  if (!printed) return fail(printed.error());
  return 0;
}

}  // namespace mintport::cli
