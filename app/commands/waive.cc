#include "app/commands/commands.hh"
#include "app/commands/review.hh"
#include "core/base/text.hh"

namespace mintport::cli {
namespace {

Result<void> check_reason(const std::string& reason) {
  if (trim(reason).empty()) {
    return fail({ErrorKind::usage, "", 0, "waive: the reason is empty",
                 "say why the code can stay; mintport.json keeps it"});
  }
  if (reason.find('\n') == reason.npos) return {};
  return fail({ErrorKind::usage, "", 0, "waive: the reason has several lines",
               "write one line; it also becomes a trailer of the commit"});
}

Result<void> check_open(const State& state, const std::vector<FindingAt>& places) {
  for (const FindingAt& place : places) {
    const TrackedFinding& found = at(state, place);
    if (found.life == Life::open) continue;
    const bool fixed = found.life == Life::fixed;
    return fail({ErrorKind::refused, place_text(state, place), 0,
                 fixed ? "the finding is already fixed" : "the finding is already waived: " + found.reason,
                 "nothing was waived"});
  }
  return {};
}

}  // namespace

Result<int> WaiveCommand::run() const {
  if (auto good = check_reason(reason); !good) return fail(good.error());
  const auto review = CommandReview::open(*this, Session::Access::change);
  if (!review) return fail(review.error());
  Session& session = (*review)->session();
  const auto searched = (*review)->places_of(paths);
  if (!searched) return fail(searched.error());
  session.count([&](const std::string& path) { return is_at(path, *searched); });
  const State before = session.state();
  const auto places = with_ids(before, ids);
  if (!places) return fail(places.error());
  if (auto open = check_open(before, *places); !open) return fail(open.error());
  const auto said = session.batches().waive(*places, std::string(trim(reason)));
  if (!said) return fail(said.error());
  Json out = json_header();
  out["waived"] = Json::array();
  for (const FindingAt& place : *places) out["waived"].push_back(finding_json(before, place));
  out["message"] = *said;
  const auto printed = json ? print_json(out) : print_line(*said);
  if (!printed) return fail(printed.error());
  return 0;
}

}  // namespace mintport::cli
