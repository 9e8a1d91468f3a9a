#include "app/workbench/pages/findings.hh"

#include <algorithm>

#include "app/workbench/overlays/live_field.hh"
#include "app/workbench/pages/batch.hh"
#include "app/workbench/pages/files/files_page.hh"
#include "app/workbench/pages/waive.hh"
#include "core/base/text.hh"

namespace mintport::ui {

void FindingsPage::refresh() {
  Session& session = host_.session();
  groups_ = pane_.filter.empty() ? host_.groups()
                                 : group_findings(session.state(), pane_.filter, session.imports().pipelines);
  pane_.list.move(0, groups_.size());
}

void FindingsPage::show_symbol(const std::string& symbol) {
  pane_.filter.clear();
  refresh();
  const auto at = std::find_if(groups_.begin(), groups_.end(),
                               [&](const SymbolGroup& group) { return group.symbol == symbol; });
  if (at == groups_.end()) return;
  pane_.list.cursor = static_cast<std::size_t>(at - groups_.begin());
  pane_.places = {};
  pane_.in_places = true;
}

const FindingPlace* FindingsPage::place_here() const {
  if (groups_.empty() || !pane_.in_places) return nullptr;
  const auto& places = groups_[pane_.list.cursor].places;
  return pane_.places.cursor < places.size() ? &places[pane_.places.cursor] : nullptr;
}

Subject FindingsPage::subject() const {
  Subject out;
  if (const FindingPlace* place = place_here()) {
    out.path = place->path;
    out.changed = {host_.session().state().port_path(place->path)};
    out.line = place->line;
    out.finding = place->finding;
  }
  return out;
}

void FindingsPage::move(Move move) {
  if (pane_.in_places && !groups_.empty()) {
    move_list(pane_.places, move, groups_[pane_.list.cursor].places.size(), host_.page_rows());
  } else {
    move_list(pane_.list, move, groups_.size(), host_.page_rows());
    pane_.places = {};
  }
}

void FindingsPage::enter() {
  if (groups_.empty()) return;
  const FindingPlace* here = place_here();
  if (here == nullptr) {
    pane_.in_places = true;
    return;
  }
  const FindingPlace place = *here;
  host_.files().open(place.path, [&host = host_, place] {
    if (place.finding < host.session().file()->findings.size()) host.files().to_finding(place.finding);
  });
}

void FindingsPage::back() {
  if (pane_.in_places) {
    pane_.in_places = false;
  } else if (!pane_.filter.empty()) {
    pane_.filter.clear();
    refresh();
  } else {
    host_.pop();
  }
}

void FindingsPage::filter() {
  const auto narrow = [this](const std::string& text) {
    pane_.filter = text;
    pane_.list = pane_.places = {};
    refresh();
    return plural(groups_.size(), "symbol") + " of " + grouped(host_.groups().size());
  };
  host_.push(std::make_shared<LiveField>(
      host_, "Filter", "words in symbol, kind, path or code; kind:unmapped; in:models/unets", narrow, narrow,
      [narrow, before = pane_.filter] { narrow(before); }));
}

// Opens the page that applies one fix at all places of the group.
void FindingsPage::fix_all() {
  if (groups_.empty()) return host_.say("there is no open finding here");
  const SymbolGroup& group = groups_[pane_.list.cursor];
  std::vector<FixGroup> fixes = host_.session().batches().fixes_of(group);
  if (fixes.empty()) return host_.say("no fix for " + group.symbol + " in files that the port has");
  host_.push(std::make_shared<BatchPage>(host_, group.symbol, std::move(fixes), [this] {
    pane_.places = {};
    pane_.in_places = false;
  }));
}

// Opens the page that waives the places of the group for one reason.
void FindingsPage::waive_all() {
  if (groups_.empty()) return host_.say("there is no open finding here");
  const SymbolGroup& group = groups_[pane_.list.cursor];
  std::vector<FindingAt> places;
  for (const FindingPlace& place : group.places) {
    const FileEntry* file = host_.session().state().find(place.path);
    if (file != nullptr && file->ported) places.push_back({place.path, place.finding});
  }
  if (places.empty()) return host_.say("no file of the port has " + group.symbol + ", nothing to waive");
  host_.push(std::make_shared<WaivePage>(host_, group.symbol, places));
}

Handled FindingsPage::command(Command command) {
  switch (command) {
    case Command::open:
    case Command::right:
      enter();
      return Handled::yes;
    case Command::back:
    case Command::left:
      back();
      return Handled::yes;
    case Command::next_pane:
      pane_.in_places = !pane_.in_places;
      return Handled::yes;
    case Command::search:
      filter();
      return Handled::yes;
    case Command::fix_all:
      fix_all();
      return Handled::yes;
    case Command::waive:
      if (place_here() != nullptr) return Handled::no;  // one place
      waive_all();
      return Handled::yes;
    default:
      return Handled::no;
  }
}

void FindingsPage::draw(Rect body, Grid& grid) {
  pane_.groups = &groups_;
  draw_symbols(pane_, body, grid);
}

Bar FindingsPage::bar() const {
  std::size_t places = 0;
  for (const SymbolGroup& group : groups_) places += group.places.size();
  return {"findings of the project",
          plural(groups_.size(), "symbol") + ", " + grouped(places) + " open" +
              (pane_.filter.empty() ? "" : " of " + grouped(host_.summary().open))};
}

std::vector<Hint> FindingsPage::hints() const {
  return {host_.hint(Command::open, pane_.in_places ? "go there" : "places"),
          host_.hint(Command::fix_all, "fix all places"),
          host_.hint(Command::waive, pane_.in_places ? "waive" : "waive all places"),
          host_.hint(Command::search, "filter"),
          host_.hint(Command::back, "back"),
          host_.hint(Command::explain, "keys")};
}

void FindingsPage::where(Where& out) const {
  out.page = "findings";
  out.focus = pane_.in_places ? "places" : "symbols";
  if (groups_.empty()) return;
  const SymbolGroup& group = groups_[pane_.list.cursor];
  out.subject = nth(pane_.list.cursor, groups_.size(), group.symbol);
  if (const FindingPlace* at = place_here())
    out.subject = nth(pane_.places.cursor, group.places.size(), place_of(at->path, at->line));
}

}  // namespace mintport::ui
