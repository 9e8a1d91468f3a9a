#include "app/workbench/pages/commit.hh"

#include <algorithm>
#include <utility>

#include "app/workbench/pages/breaks.hh"
#include "app/workbench/typing.hh"
#include "core/base/text.hh"

namespace mintport::ui {
namespace {

// Notes: the message typed so far, and the files that were staged when typing began.
constexpr const char* kNote = "message";
constexpr const char* kFilesNote = "message-files";

// "a.py, b.py and 3 more"
std::string names_of(const std::vector<std::string>& paths) {
  constexpr std::size_t kMost = 2;
  std::string out;
  for (std::size_t i = 0; i < std::min(paths.size(), kMost); ++i) out += (i > 0 ? ", " : "") + paths[i];
  return paths.size() > kMost ? out + " and " + std::to_string(paths.size() - kMost) + " more" : out;
}

// Amends HEAD with the staged changes, the message, or both.
class AmendPage : public CommitPage {
 public:
  AmendPage(Host& host, std::string message) : CommitPage(host) { message_ = {std::move(message), 0}; }

 protected:
  bool amends() const override { return true; }
  void typed() override {}
  Result<std::string> proposed() const override { return host_.session().tree().head_message(); }
  void accept() override {
    commit_checked(host_, [&session = host_.session(), text = message_.text] {
      return at_once("committing", [&session, text] { return session.commits().amend(text); });
    });
  }
};

}  // namespace

void commit_checked(Host& host, MakeCommit commit) {
  auto found = std::make_shared<std::vector<StagedBreak>>();
  auto take = [found](std::vector<StagedBreak> breaks) { *found = std::move(breaks); };
  host.begin(host.session().commits().check_staged(take),
             [&host, commit, found](const Result<std::string>& checked) {
               if (!checked) return host.say(checked);
               auto make = [&host, commit] {
                 host.begin(commit(), [&host](const Result<std::string>& done) {
                   host.say(done);
                   if (done) host.home();
                   host.refresh();
                 });
               };
               if (found->empty()) return make();
               host.forget_keys();  // nothing may run before the user has seen the breaks
               host.push(std::make_shared<BreaksPage>(host, std::move(*found), make));
             });
}

CommitPage::CommitPage(Host& host) : host_(host) {
  message_ = {host.surroundings().read_note(kNote), 0};
  typed_ = !message_.text.empty();
  const std::string files = host.surroundings().read_note(kFilesNote);
  for (const std::string_view line : split_lines(files)) written_for_.emplace_back(trim(line));
}

void CommitPage::start(Host& host) {
  if (const std::size_t conflicts = host.session().merges().count()) {
    return host.complain(plural(conflicts, "file") + " in conflict; " + host.hint(Command::conflicts) +
                         " shows what to resolve first");
  }
  if (!host.session().commits().can_commit()) {
    return host.complain("nothing is staged; " + host.hint(Command::stage) + " stages a hunk or a file");
  }
  const auto page = std::static_pointer_cast<CommitPage>(host.page(Command::commit));
  if (!page->typed_ || page->message_.text.empty()) {
    if (auto done = page->propose(); !done) return host.say(fail(done.error()));
  }
  host.show(page);
}

void CommitPage::start_amend(Host& host) {
  auto message = host.session().tree().head_message();
  if (!message) return host.say(fail(message.error()));
  host.show(std::make_shared<AmendPage>(host, std::move(*message)));
}

Result<std::string> CommitPage::proposed() const {
  return host_.session().commits().proposed_message();
}

Result<void> CommitPage::propose() {
  auto message = proposed();
  if (!message) return fail(message.error());
  message_ = {std::move(*message), 0};
  if (typed_ && !amends()) forget_typed();
  return {};
}

// Saves the typed text, so that it survives a crash.
void CommitPage::typed() {
  if (!std::exchange(typed_, true)) remember_files();
  host_.surroundings().write_note(kNote, message_.text);
}

void CommitPage::remember_files() {
  written_for_ = host_.session().commits().staged_paths();
  std::string paths;
  for (const std::string& path : written_for_) paths += path + "\n";
  host_.surroundings().write_note(kFilesNote, paths);
}

// Takes the waivers and notes along. A typed message stays, and is for this file as well.
void CommitPage::stage_decisions() {
  const std::string manifest(kManifestName);
  const bool others = !written_for_others().empty();
  auto staged = host_.session().index().stage_files({manifest});
  if (staged && !typed_ && !amends()) {
    if (auto proposed = propose(); !proposed) staged = fail(proposed.error());
  }
  if (staged && typed_ && !others) remember_files();
  host_.say(staged);
  host_.refresh();
}

// What a person should know before the commit.
void CommitPage::warn() {
  const Commits& commits = host_.session().commits();
  warnings_.clear();
  for (const auto& [path, open] : commits.open_in_staged())
    warnings_.push_back(plural(open, "finding") + " open in " + path);
  constexpr std::size_t kMost = 3;
  if (warnings_.size() > kMost) {
    const std::size_t more = warnings_.size() - (kMost - 1);
    warnings_.resize(kMost - 1);
    warnings_.push_back("and findings open in " + plural(more, "more file"));
  }
  const auto [waivers, notes] = commits.decisions_not_staged();
  if (waivers + notes == 0) return;
  const std::string what = (waivers > 0 ? plural(waivers, "new waiver") : "") +
                           (waivers > 0 && notes > 0 ? " and " : "") +
                           (notes > 0 ? plural(notes, "new note") : "");
  warnings_.push_back(std::string(kManifestName) + " has " + what + ", not staged; " +
                      host_.hint(Command::text_decisions, Context::message) + " stages it");
}

void CommitPage::forget_typed() {
  typed_ = false;
  written_for_.clear();
  host_.surroundings().write_note(kNote, "");
  host_.surroundings().write_note(kFilesNote, "");
}

// The files that the typed message was written for, if others are staged now.
std::string CommitPage::written_for_others() const {
  if (amends() || !typed_ || written_for_.empty() || written_for_ == host_.session().commits().staged_paths())
    return "";
  return names_of(written_for_);
}

void CommitPage::accept() {
  commit_checked(host_, [this, text = message_.text] {
    return at_once("committing", [this, text] {
      auto done = host_.session().commits().commit(text);
      if (!done) return done;
      message_ = {};
      forget_typed();
      return done;
    });
  });
}

void CommitPage::key(const Key& key) {
  const std::string before = message_.text;
  const auto command = host_.keys().find(key, Context::message);
  if (command == Command::text_accept) return accept();
  if (command == Command::text_cancel) {
    host_.say(amends() ? "not amended" : "not committed; the message is kept");
    return host_.home();
  }
  if (command == Command::text_reset) {
    host_.say(propose().map([] { return std::string("proposed anew; what was typed is gone"); }));
    return;
  }
  if (command == Command::text_decisions) return stage_decisions();
  if (command == Command::text_editor) {
    auto text = host_.surroundings().edit_text(message_.text, "COMMIT_EDITMSG");
    if (!text) return host_.say(fail(text.error()));
    message_ = {std::move(*text), 0};
  } else {
    type_key(key, host_.keys(), Context::message, message_);
  }
  if (message_.text != before) typed();
}

bool CommitPage::paste(std::string_view bytes) {
  paste_into(message_, bytes, Context::message);
  typed();
  return true;
}

void CommitPage::draw(Rect body, Grid& grid) {
  CommitPane pane{message_, {}, "", amends() ? "Amend" : "Commit", warnings_};
  for (const ChangedFile& file : host_.session().index().changed_files()) {
    if (file.staged != Staged::no) pane.staged.push_back(file);
  }
  draw_commit(pane, body, grid);
}

Bar CommitPage::bar() const {
  Session& session = host_.session();
  const GitState& git = session.git();
  Bar out{(amends() ? "amend the last commit of " : "commit to ") + git.branch, ""};
  if (!amends() && git.operation == GitState::Operation::merge)
    out.where = "conclude the merge of " + git.other + " into " + git.branch;
  if (git.detached) out.where += ", which is no branch: HEAD is detached";
  if (const std::string others = written_for_others(); !others.empty()) {
    out.state =
        "written for " + others + "; " + host_.hint(Command::text_reset, Context::message) + " proposes anew";
    return out;
  }
  return out;
}

std::vector<Hint> CommitPage::hints() const {
  return {host_.hint(Command::text_accept, amends() ? "amend" : "commit", Context::message),
          host_.hint(Command::text_editor, "in $EDITOR", Context::message),
          host_.hint(Command::text_reset, "propose anew", Context::message),
          host_.hint(Command::text_cancel, "not now", Context::message)};
}

void CommitPage::where(Where& out) const {
  out.page = amends() ? "amend" : "commit";
  out.typed = with_cursor(message_);
}

}  // namespace mintport::ui
