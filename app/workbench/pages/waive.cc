#include "app/workbench/pages/waive.hh"

#include <algorithm>

#include "core/base/text.hh"
#include "views/panes/batch.hh"

namespace mintport::ui {

WaivePage::WaivePage(Host& host, std::string title, const std::vector<FindingAt>& places)
    : host_(host), title_(std::move(title)) {
  for (const FindingAt& place : places) {
    const TrackedFinding& found = at(host.session().state(), place);
    places_.push_back({place, found.finding, found.line, found.code});
  }
}

void WaivePage::refresh() {
  const State& state = host_.session().state();
  std::erase_if(places_, [&](const Place& place) {
    const FileEntry* file = state.find(place.at.path);
    if (file == nullptr || place.at.finding >= file->findings.size()) return true;
    const TrackedFinding& found = file->findings[place.at.finding];
    return found.life != Life::open || found.finding != place.finding;
  });
  list_.move(0, places_.size());
}

void WaivePage::move(Move move) {
  move_list(list_, move, places_.size(), host_.page_rows());
}

// Ticks all places, or none if all are ticked.
void WaivePage::choose_all() {
  const bool every = std::all_of(places_.begin(), places_.end(), [](const Place& at) { return at.chosen; });
  for (Place& place : places_) place.chosen = !every;
}

void WaivePage::accept() {
  const auto chosen =
      std::count_if(places_.begin(), places_.end(), [](const Place& at) { return at.chosen; });
  if (chosen == 0) {
    return host_.say("no place is ticked: " + host_.hint(Command::stage) + " ticks one, " +
                     host_.hint(Command::stage_file) + " all");
  }
  host_.ask_reason("Waive " + title_ + " at " + plural(static_cast<std::size_t>(chosen), "place"),
                   [this](const std::string& reason) { return waive(reason); });
}

Result<std::string> WaivePage::waive(const std::string& reason) {
  std::vector<FindingAt> findings;
  for (const Place& place : places_) {
    if (place.chosen) findings.push_back(place.at);
  }
  auto waived = host_.session().batches().waive(findings, reason);
  if (waived) host_.pop();
  return waived;
}

Handled WaivePage::command(Command command) {
  switch (command) {
    case Command::open:
    case Command::waive:
      accept();
      return Handled::yes;
    case Command::stage: {
      bool& chosen = places_[list_.cursor].chosen;
      chosen = !chosen;
      move({1, false});
      return Handled::yes;
    }
    case Command::stage_file:
      choose_all();
      return Handled::yes;
    default:
      return Handled::no;
  }
}

void WaivePage::draw(Rect body, Grid& grid) {
  const Place& here = places_[list_.cursor];
  WaivePane pane{"Waive " + title_, here.finding.symbol + ": " + here.finding.message, {}, list_};
  for (const Place& place : places_)
    pane.rows.push_back({place.at.path + ":" + std::to_string(place.line), place.code, place.chosen});
  draw_waive(pane, body, grid);
}

std::vector<Hint> WaivePage::hints() const {
  return {host_.hint(Command::open, "waive the ticked places"), host_.hint(Command::stage, "tick or not"),
          host_.hint(Command::stage_file, "all"), host_.hint(Command::back, "back"),
          host_.hint(Command::explain, "keys")};
}

Subject WaivePage::subject() const {
  const Place& here = places_[list_.cursor];
  return {.path = here.at.path,
          .changed = {host_.session().state().port_path(here.at.path)},
          .line = here.line,
          .finding = here.at.finding};
}

void WaivePage::where(Where& out) const {
  out.page = "waive at many places";
  const Place& at = places_[list_.cursor];
  out.subject =
      nth(list_.cursor, places_.size(), place_of(at.at.path, at.line) + (at.chosen ? ", ticked" : ""));
}

}  // namespace mintport::ui
