#include <fmt/format.h>

#include <algorithm>

#include "app/commands/commands.hh"
#include "app/commands/review.hh"
#include "app/git/patch.hh"
#include "core/base/text.hh"

namespace mintport::cli {
namespace {

// What becomes of the chosen findings. Places refer to the state before the fixes.
struct FixRun {
  FixGroup group;             // to apply
  std::vector<FixLeft> left;  // what cannot be applied
  std::string diff;           // of a dry run
  std::string message;
};

std::string titles_of(const std::vector<Fix>& fixes) {
  std::string out;
  for (std::size_t i = 0; i < fixes.size(); ++i)
    out += (i == 0 ? "" : ", ") + std::to_string(i + 1) + " '" + fixes[i].title + "'";
  return out;
}

// The index of the fix that the command means. Errors: none, or it is not clear which.
Result<std::size_t> fix_of(const std::vector<Fix>& fixes, const FixCommand& command) {
  if (fixes.empty()) return fail(refused("it offers no fix", "edit the code, or waive the finding"));
  if (command.which > fixes.size()) {
    return fail(refused("it offers only " + plural(fixes.size(), "fix"), "choose among " + titles_of(fixes)));
  }
  if (command.which > 0) return command.which - 1;
  if (fixes.size() > 1)
    return fail(refused("it offers " + std::to_string(fixes.size()) + " fixes",
                        "choose one with --fix: " + titles_of(fixes)));
  return 0;
}

std::string group_title(const State& state, const FixGroup& group, const FixCommand& command) {
  std::string title;
  for (const FixPlace& place : group.places) {
    const std::string& one = state.find(place.path)->findings[place.finding].finding.fixes[place.fix].title;
    if (title.empty()) title = one;
    if (title == one) continue;
    return command.all_certain      ? "every certain fix"
           : command.symbol.empty() ? "several fixes"
                                    : "fixes of " + command.symbol;
  }
  return title;
}

FixRun plan_of(const State& state, const std::vector<FindingAt>& chosen, const FixCommand& command) {
  FixRun out;
  for (const FindingAt& place : chosen) {
    const TrackedFinding& found = at(state, place);
    const std::vector<Fix>& fixes = found.finding.fixes;
    FixPlace to{place.path, place.finding, 0, found.line, found.code};
    const auto certain = std::find_if(fixes.begin(), fixes.end(), is_certain);
    const auto which = found.life == Life::fixed ? fail(refused("the finding is already fixed"))
                       : command.all_certain && command.which == 0
                           ? Result<std::size_t>(static_cast<std::size_t>(certain - fixes.begin()))
                           : fix_of(fixes, command);
    if (which) {
      to.fix = *which;
      out.group.places.push_back(std::move(to));
    } else {
      out.left.push_back({std::move(to), which.error()});
    }
  }
  out.group.title = group_title(state, out.group, command);
  return out;
}

Result<void> draw_fixes(Batches& batches, FixRun& run) {
  const std::vector<TextChange> texts = batches.fixed_texts(run.group, run.left);
  for (const TextChange& text : texts) {
    const auto diff = unified_diff({.path = text.path, .before = *text.before, .after = *text.after});
    if (!diff) return fail(diff.error());
    run.diff += *diff;
  }
  const std::size_t done = run.group.places.size() - std::min(run.left.size(), run.group.places.size());
  run.message = "would fix " + plural(done, "place") + " in " + plural(texts.size(), "file");
  return {};
}

Result<void> make_fixes(Batches& batches, FixRun& run) {
  const std::size_t left = run.left.size();
  auto said =
      run_job(batches.fix_places(run.group, [&](const FixLeft& place) { run.left.push_back(place); }));
  // Where nothing could be fixed, each place says why.
  if (!said && run.left.size() == left) return fail(said.error());
  run.message = said ? *said : "nothing was fixed";
  return {};
}

bool is_left(const FixRun& run, const FixPlace& place) {
  return std::any_of(run.left.begin(), run.left.end(), [&](const FixLeft& left) {
    return left.place.path == place.path && left.place.finding == place.finding;
  });
}

// `before`: the state when the fixes were planned.
Json fixes_json(const FixRun& run, const State& before, bool dry_run) {
  Json out = json_header();
  out["dry_run"] = dry_run;
  out["fixed"] = Json::array();
  out["left"] = Json::array();
  for (const FixPlace& place : run.group.places) {
    if (is_left(run, place)) continue;
    Json one = finding_json(before, {place.path, place.finding});
    one["title"] = at(before, {place.path, place.finding}).finding.fixes[place.fix].title;
    out["fixed"].push_back(std::move(one));
  }
  for (const FixLeft& left : run.left) {
    Json one = finding_json(before, {left.place.path, left.place.finding});
    one["reason"] = to_string(left.why);
    out["left"].push_back(std::move(one));
  }
  out["diff"] = dry_run ? Json(run.diff) : Json(nullptr);
  out["message"] = run.message;
  return out;
}

}  // namespace

Result<int> FixCommand::run() const {
  const auto review = CommandReview::open(*this, dry_run ? Session::Access::read : Session::Access::change);
  if (!review) return fail(review.error());
  Session& session = (*review)->session();
  const auto places = (*review)->places_of(paths);
  if (!places) return fail(places.error());
  session.count([&](const std::string& path) { return is_at(path, *places); });
  const State before = session.state();
  const auto chosen =
      ids.empty()
          ? Result<std::vector<FindingAt>>(select_fixable(before, {*places, kind, symbol}, all_certain))
          : with_ids(before, ids);
  if (!chosen) return fail(chosen.error());
  FixRun run = plan_of(before, *chosen, *this);
  run.message = "no open finding in the port offers such a fix";
  if (!run.group.places.empty()) {
    auto done = dry_run ? draw_fixes(session.batches(), run) : make_fixes(session.batches(), run);
    if (!done) return fail(done.error());
  } else if (!run.left.empty()) {
    run.message = "nothing was fixed";
  }
  const auto printed = json      ? print_json(fixes_json(run, before, dry_run))
                       : dry_run ? print_text(run.diff)
                                 : print_line(run.message);
  if (!printed) return fail(printed.error());
  for (const FixLeft& left : run.left) {
    Error why = left.why;
    why.file = place_text(before, {left.place.path, left.place.finding});
    why.what = "not fixed: " + why.what;
    print_error(why);
  }
  return run.left.empty() ? 0 : exit_status(ErrorKind::refused);
}

}  // namespace mintport::cli
