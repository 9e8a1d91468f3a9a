// The page of a table entry: what it says, where it changes something, and yes or no.
#include <algorithm>
#include <cstdlib>

#include "app/workbench/workbench.hh"
#include "core/base/text.hh"
#include "core/mapping/table_text.hh"

namespace mintport {

void Workbench::start_entry() {
  const auto row = row_here();
  if (page_ != Page::main || !row) {
    said_ = "on code that you changed by hand, " + keys_.hint(Command::entry) + " makes a table entry of it";
    return;
  }
  auto proposed = session_.entries().propose(*row);
  if (!proposed) return say(fail(proposed.error()));
  entry_ = {*std::move(proposed), 0, *row, {}, std::nullopt, "", {}};
  if (try_proposal(entry_.proposals.entries.front().table)) page_ = Page::entry;
}

// Looks what a table would change; the one that is on the page stays when this one is none.
bool Workbench::try_proposal(const std::string& table) {
  if (auto tried = session_.entries().look_at(table, entry_.row); !tried) {
    say(fail(tried.error()));
    return false;
  }
  entry_.list = {};
  entry_.shown = {};
  update_entry();
  return true;
}

void Workbench::next_proposal() {
  const std::size_t next = (entry_.at + 1) % entry_.proposals.entries.size();
  if (try_proposal(entry_.proposals.entries[next].table)) entry_.at = next;
}

// The preview of the place under the cursor, when it is another one.
void Workbench::update_entry() {
  const EntryLook* look = session_.entries().look();
  if (look->spots.empty()) return;
  entry_.list.move(0, look->spots.size());
  const EntrySpot& spot = look->spots[entry_.list.cursor];
  const std::pair place(spot.path, spot.place.line);
  if (entry_.shown == place) return;
  entry_.shown = place;
  entry_.preview.reset();
  entry_.refusal = !spot.ported ? "not converted yet: it comes with the file's conversion"
                   : spot.place.state == EntryPlace::State::changed
                       ? "edited by hand otherwise: it stays; of the conversion, the entry would change this"
                   : spot.place.state == EntryPlace::State::done ? "the port says it already"
                                                                 : "";
  auto preview = session_.entries().preview(entry_.list.cursor);
  if (preview) {
    entry_.preview = *std::move(preview);
  } else {
    entry_.refusal = to_string(preview.error());
  }
}

void Workbench::leave_entry() {
  session_.entries().leave();
  page_ = Page::main;
}

// Help closes to the entry that it was asked from.
void Workbench::close_page() {
  page_ = session_.entries().look() != nullptr ? Page::entry : Page::main;
}

// The entry goes with its page, except for what is read and closed again.
void Workbench::keep_entry() {
  if (page_ != Page::help && page_ != Page::explain && page_ != Page::entry) session_.entries().leave();
}

void Workbench::accept_entry(bool replace) {
  const auto written = session_.entries().write(replace);
  const EntryLook* look = session_.entries().look();
  if (!written && !replace && !look->said.empty() && look->tried == look->of) {
    return ask(Asking::replace_entry, "The project says otherwise",
               look->file + " has an entry of this name already. yes puts this one in its place:");
  }
  say(written);
  if (!written) return;
  page_ = Page::main;
  refresh_views();
}

void Workbench::edit_entry() {
  const EntryLook* look = session_.entries().look();
  auto text = surroundings_.edit_text(look->table, "entry.json");
  if (!text) return say(fail(text.error()));
  if (*text == look->table) return;
  const auto named = named_in("the entry", *text);
  if (!named) return say(fail(named.error()));
  if (named->empty()) return say(fail(refused("it names nothing: the entry stays as it was")));
  (void)try_proposal(*text);
}

void Workbench::move_entry(long by) {
  entry_.list.move(by, session_.entries().look()->spots.size());
  update_entry();
}

bool Workbench::entry_command(Command command) {
  const std::size_t count = session_.entries().look()->spots.size();
  const auto height = [&] { return static_cast<long>(entry_list_height(entry_pane(), layout().body)); };
  switch (command) {
    case Command::down:
    case Command::next_hunk:
    case Command::next_match:
      move_entry(1);
      return true;
    case Command::up:
    case Command::previous_hunk:
    case Command::previous_match:
      move_entry(-1);
      return true;
    case Command::page_down:
    case Command::half_page_down:
      move_entry(height());
      return true;
    case Command::page_up:
    case Command::half_page_up:
      move_entry(-height());
      return true;
    case Command::top:
      move_entry(-static_cast<long>(count));
      return true;
    case Command::bottom:
      move_entry(static_cast<long>(count));
      return true;
    case Command::stage:
      if (count > 0) session_.entries().choose(entry_.list.cursor);
      move_entry(1);
      return true;
    case Command::stage_file:
      session_.entries().choose_all();
      return true;
    case Command::next_pane:
      next_proposal();
      return true;
    case Command::edit:
      edit_entry();
      return true;
    case Command::open:
      accept_entry(false);
      return true;
    case Command::entry:
    case Command::back:
    case Command::quit:
      leave_entry();
      return true;
    case Command::help:
    case Command::explain:
    case Command::command_line:
      return false;
    default:
      return true;  // what other keys do needs a page that is not in the middle of something
  }
}

EntryPane Workbench::entry_pane() const {
  const EntryLook& look = *session_.entries().look();
  const EntryProposal& proposal = entry_.proposals.entries[entry_.at];
  EntryPane out;
  out.title = look.table == proposal.table ? proposal.title : "the entry as you edited it";
  out.file = look.file;
  out.number = entry_.at;
  out.of = entry_.proposals.entries.size();
  out.table = look.table;
  if (look.as_by_hand == false) {
    out.warned = true;
    out.remarks.push_back("with it the converter would not write here what you wrote: edit it, or leave it");
  }
  if (look.tried == look.of && look.findings != 0) {
    out.remarks.push_back(plural(static_cast<std::size_t>(std::abs(look.findings)), "finding") +
                          (look.findings < 0 ? " fewer with it" : " more with it"));
  }
  if (!look.said.empty()) out.remarks.push_back(look.file + " says something else of this name");
  if (look.table == proposal.table) {
    out.remarks.insert(out.remarks.end(), proposal.remarks.begin(), proposal.remarks.end());
  }
  for (const std::string& unsaid : entry_.proposals.unsaid)
    out.remarks.push_back("not said by it: " + unsaid);
  std::size_t taken = 0;
  for (const EntrySpot& spot : look.spots) {
    taken += spot.chosen;
    const std::string note = !spot.ported                                     ? "not converted yet"
                             : spot.place.state == EntryPlace::State::done    ? "as it is"
                             : spot.place.state == EntryPlace::State::changed ? "changed by hand"
                             : spot.by_hand                                   ? "edited file"
                                                                              : "";
    out.rows.push_back({spot.path + ":" + std::to_string(spot.place.line), spot.place.before,
                        spot.place.after, note, spot.can_take(), spot.chosen});
  }
  out.progress = look.tried < look.of
                     ? "looking at " + grouped(look.tried) + " of " + plural(look.of, "file")
                     : std::to_string(taken) + " of " + plural(look.spots.size(), "place") + " taken";
  out.list = entry_.list;
  out.preview = entry_.preview ? &*entry_.preview : nullptr;
  if (entry_.list.cursor < look.spots.size()) out.line = look.spots[entry_.list.cursor].place.line;
  out.refusal = look.spots.empty() && look.tried == look.of ? "it changes nothing" : entry_.refusal;
  return out;
}

void Workbench::draw_entry_page(Rect area, Grid& grid) {
  // Places that were found since stand above: the cursor stays on its own.
  const auto& spots = session_.entries().look()->spots;
  const auto& [path, line] = entry_.shown;
  const auto own = std::find_if(spots.begin(), spots.end(), [&](const EntrySpot& spot) {
    return spot.path == path && spot.place.line == line;
  });
  if (own != spots.end()) entry_.list.cursor = static_cast<std::size_t>(own - spots.begin());
  update_entry();
  draw_entry(entry_pane(), area, grid);
}

}  // namespace mintport
