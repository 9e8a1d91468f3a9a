// The page on which conflicts are resolved.
#include <algorithm>

#include "app/workbench/workbench.hh"
#include "core/base/text.hh"

namespace mintport {
namespace {

constexpr std::size_t kAround = 12;  // lines of the result above and below

constexpr Favor kChoices[] = {Favor::ours, Favor::theirs, Favor::both};

std::vector<std::string> strings(const std::vector<std::string_view>& lines) {
  return {lines.begin(), lines.end()};
}

// Lines at the start that all sides with lines share.
std::size_t common_lines(const ConflictPlace& conflict) {
  std::vector<std::vector<std::string_view>> sides;
  for (const std::string* side : {&conflict.ours, &conflict.base, &conflict.theirs}) {
    if (!side->empty()) sides.push_back(split_lines(*side));
  }
  const auto shared = [&](std::size_t i) {
    return std::all_of(sides.begin(), sides.end(),
                       [&](const auto& lines) { return i < lines.size() && lines[i] == sides.front()[i]; });
  };
  std::size_t out = 0;
  while (!sides.empty() && shared(out)) ++out;
  return out;
}

}  // namespace

void Workbench::show_conflicts() {
  page_ = Page::conflicts;
  conflicts_.at = 0;
  refresh_conflicts();
}

void Workbench::refresh_conflicts() {
  conflicts_.files = session_.merges().conflicts();
  conflicts_.places.clear();
  for (std::size_t file = 0; file < conflicts_.files.size(); ++file) {
    const std::size_t count = std::max<std::size_t>(conflicts_.files[file].places.size(), 1);
    for (std::size_t i = 0; i < count; ++i) conflicts_.places.emplace_back(file, i);
  }
  conflicts_.at = std::min(conflicts_.at, conflicts_.places.empty() ? 0 : conflicts_.places.size() - 1);
  begin_conflict();
}

// The sides from where they differ.
void Workbench::begin_conflict() {
  conflicts_.top = conflicts_.choice = 0;
  if (conflicts_.places.empty()) return;
  const auto [file, place] = conflicts_.places[conflicts_.at];
  const ConflictFile& here = conflicts_.files[file];
  if (!here.places.empty()) conflicts_.top = common_lines(here.places[place]);
}

void Workbench::to_conflict(long by) {
  if (conflicts_.places.empty()) return;
  const auto count = static_cast<long>(conflicts_.places.size());
  const long to = static_cast<long>(conflicts_.at) + by;
  if (to < 0 || to >= count) {
    said_ = by > 0 ? "that is the last conflict" : "that is the first conflict";
    return;
  }
  conflicts_.at = static_cast<std::size_t>(to);
  begin_conflict();
}

void Workbench::take(std::size_t choice) {
  if (conflicts_.places.empty()) return;
  const auto [file, place] = conflicts_.places[conflicts_.at];
  const auto done = session_.merges().resolve(conflicts_.files[file], place, kChoices[choice]);
  refresh_views();
  say(done);
}

void Workbench::edit_conflict() {
  if (conflicts_.places.empty()) return;
  const auto [file, place] = conflicts_.places[conflicts_.at];
  const ConflictFile& here = conflicts_.files[file];
  const auto done = session_.merges().edit(here.path, here.places.empty() ? 1 : here.places[place].line);
  refresh_views();
  say(done);
}

void Workbench::scroll_conflict(long by) {
  if (conflicts_.places.empty()) return;
  const long most = static_cast<long>(conflict_pane().top_most());
  conflicts_.top = static_cast<std::size_t>(std::clamp(static_cast<long>(conflicts_.top) + by, 0L, most));
}

bool Workbench::conflict_command(Command command) {
  constexpr long kPage = 8;
  const auto choose = [this](std::size_t by) {
    conflicts_.choice = (conflicts_.choice + by) % std::size(kChoices);
  };
  switch (command) {
    case Command::down:
      scroll_conflict(1);
      return true;
    case Command::up:
      scroll_conflict(-1);
      return true;
    case Command::page_down:
    case Command::half_page_down:
      scroll_conflict(kPage);
      return true;
    case Command::page_up:
    case Command::half_page_up:
      scroll_conflict(-kPage);
      return true;
    case Command::right:
    case Command::next_pane:
      choose(1);
      return true;
    case Command::left:
    case Command::previous_pane:
      choose(2);
      return true;
    case Command::next_hunk:
    case Command::next_finding:
    case Command::next_match:
      to_conflict(1);
      return true;
    case Command::previous_hunk:
    case Command::previous_finding:
    case Command::previous_match:
      to_conflict(-1);
      return true;
    case Command::take_ours:
      take(0);
      return true;
    case Command::take_theirs:
      take(1);
      return true;
    case Command::take_both:
      take(2);
      return true;
    case Command::open:
      take(conflicts_.choice);
      return true;
    case Command::edit:
      edit_conflict();
      return true;
    default:
      return false;
  }
}

ConflictPane Workbench::conflict_pane() const {
  const auto [file, place] = conflicts_.places[conflicts_.at];
  const ConflictFile& here = conflicts_.files[file];
  ConflictPane out{.path = here.path,
                   .line = 1,
                   .number = conflicts_.at,
                   .of = conflicts_.places.size(),
                   .files = conflicts_.files.size(),
                   .choice = conflicts_.choice,
                   .top = conflicts_.top};
  if (here.places.empty()) {
    out.note = "deleted upstream: ours keeps the file, theirs deletes it";
    out.ours = here.text;
    if (out.choice != 1) out.chosen = strings(split_lines(here.text));
    return out;
  }
  const ConflictPlace& conflict = here.places[place];
  out.line = conflict.line;
  out.ours = conflict.ours;
  out.base = conflict.base;
  out.theirs = conflict.theirs;
  const std::string_view text = here.text;
  out.above = strings(split_lines(text.substr(0, conflict.range.begin)));
  if (out.above.size() > kAround) out.above.erase(out.above.begin(), out.above.end() - kAround);
  out.chosen = strings(split_lines(taken(conflict, kChoices[out.choice])));
  out.below = strings(split_lines(text.substr(conflict.range.end)));
  if (out.below.size() > kAround) out.below.resize(kAround);
  return out;
}

void Workbench::draw_conflicts(Rect area, Grid& grid) const {
  conflicts_.places.empty() ? draw_no_conflicts(area, grid) : draw_conflict(conflict_pane(), area, grid);
}

}  // namespace mintport
