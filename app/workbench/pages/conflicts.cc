#include "app/workbench/pages/conflicts.hh"

#include <algorithm>
#include <array>

#include "app/workbench/git_words.hh"
#include "core/base/text.hh"

namespace mintport::ui {
namespace {

constexpr std::size_t kAround = 12;  // lines of the result shown above and below

constexpr Favor kChoices[] = {Favor::ours, Favor::theirs, Favor::both};

std::vector<std::string> strings(const std::vector<std::string_view>& lines) {
  return {lines.begin(), lines.end()};
}

// The number of leading lines that all non-empty sides share.
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

// A conflict about a whole file, which one side deleted.
void show_whole(const ConflictFile& file, ConflictPane& out) {
  const bool by_ours = file.deleted == ConflictFile::Deleted::by_ours;
  out.note = file.deleted == ConflictFile::Deleted::no ? "the whole file: edit it, then stage it"
             : by_ours                                 ? "deleted by ours, changed by theirs"
                                                       : "deleted by theirs, changed by ours";
  (by_ours ? out.theirs : out.ours) = file.text;
  out.base = file.base;
  const Favor deletes = by_ours ? Favor::ours : Favor::theirs;
  if (kChoices[out.choice] != deletes) out.chosen = strings(split_lines(file.text));
}

}  // namespace

void ConflictsPage::shown() {
  at_ = 0;
  refresh();
}

void ConflictsPage::refresh() {
  files_ = host_.session().merges().conflicts();
  places_.clear();
  for (std::size_t file = 0; file < files_.size(); ++file) {
    const std::size_t count = std::max<std::size_t>(files_[file].places.size(), 1);
    for (std::size_t i = 0; i < count; ++i) places_.emplace_back(file, i);
  }
  at_ = std::min(at_, places_.empty() ? 0 : places_.size() - 1);
  begin();
}

// Scrolls the sides to their first difference.
void ConflictsPage::begin() {
  top_ = choice_ = 0;
  if (!places_.empty() && !file().places.empty()) top_ = common_lines(file().places[places_[at_].second]);
}

void ConflictsPage::go(long by) {
  if (places_.empty()) return;
  const auto count = static_cast<long>(places_.size());
  const long to = static_cast<long>(at_) + by;
  if (to < 0 || to >= count)
    return host_.say(by > 0 ? "that is the last conflict" : "that is the first conflict");
  at_ = static_cast<std::size_t>(to);
  begin();
}

void ConflictsPage::choose(std::size_t by) {
  choice_ = (choice_ + by) % std::size(kChoices);
}

void ConflictsPage::take(std::size_t choice) {
  if (places_.empty()) return;
  const auto done = host_.session().merges().resolve(file(), places_[at_].second, kChoices[choice]);
  host_.refresh();
  host_.say(done);
}

void ConflictsPage::edit() {
  if (places_.empty()) return;
  const ConflictFile& here = file();
  const std::uint32_t line = here.places.empty() ? 1 : here.places[places_[at_].second].line;
  const auto done = host_.session().merges().edit(here.path, line);
  host_.refresh();
  host_.say(done);
}

void ConflictsPage::move(Move move) {
  if (places_.empty()) return;
  constexpr long kPage = 8;
  const long most = static_cast<long>(pane().top_most()), by = move.page ? move.by * kPage : move.by;
  top_ = static_cast<std::size_t>(std::clamp(static_cast<long>(top_) + by, 0L, most));
}

Handled ConflictsPage::command(Command command) {
  switch (command) {
    case Command::half_page_down:
      move({1, true});
      return Handled::yes;
    case Command::half_page_up:
      move({-1, true});
      return Handled::yes;
    case Command::right:
    case Command::next_pane:
      choose(1);
      return Handled::yes;
    case Command::left:
    case Command::previous_pane:
      choose(std::size(kChoices) - 1);
      return Handled::yes;
    case Command::next_hunk:
    case Command::next_finding:
    case Command::next_match:
      go(1);
      return Handled::yes;
    case Command::previous_hunk:
    case Command::previous_finding:
    case Command::previous_match:
      go(-1);
      return Handled::yes;
    case Command::take_ours:
      take(0);
      return Handled::yes;
    case Command::take_theirs:
      take(1);
      return Handled::yes;
    case Command::take_both:
      take(2);
      return Handled::yes;
    case Command::open:
      take(choice_);
      return Handled::yes;
    case Command::edit:
      edit();
      return Handled::yes;
    default:
      return Handled::no;
  }
}

ConflictPane ConflictsPage::pane() const {
  const ConflictFile& here = file();
  ConflictPane out{.path = here.path,
                   .line = 1,
                   .number = at_,
                   .of = places_.size(),
                   .files = files_.size(),
                   .choice = choice_,
                   .top = top_};
  const SideTitles titles = side_titles(host_.session().git());
  out.ours_title = titles.ours;
  out.base_title = titles.base;
  out.theirs_title = titles.theirs;
  if (here.places.empty()) {
    show_whole(here, out);
    return out;
  }
  const ConflictPlace& conflict = here.places[places_[at_].second];
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

void ConflictsPage::draw(Rect body, Grid& grid) {
  if (!places_.empty()) return draw_conflict(pane(), body, grid);
  draw_no_conflicts(git_notes(host_.session().git(), 0, "", host_.hint(Command::commit)), body, grid);
}

Bar ConflictsPage::bar() const {
  return {"conflicts", plural(places_.size(), "conflict") + " left"};
}

std::vector<Hint> ConflictsPage::hints() const {
  std::vector<Hint> out;
  if (!places_.empty()) {
    out = {host_.hint(Command::take_ours, "take ours"),
           host_.hint(Command::take_theirs, "theirs"),
           host_.hint(Command::take_both, "both"),
           host_.hint(Command::edit, "edit"),
           host_.hint(Command::next_hunk, "next"),
           host_.hint(Command::previous_hunk, "previous"),
           host_.hint(Command::undo, "undo")};
  }
  if (places_.empty() && host_.session().git().operation == GitState::Operation::merge)
    out.push_back(host_.hint(Command::commit, "conclude the merge"));
  out.push_back(host_.hint(Command::back, "back"));
  out.push_back(host_.hint(Command::explain, "keys"));
  return out;
}

void ConflictsPage::where(Where& out) const {
  out.page = "conflicts";
  if (places_.empty()) return;
  out.subject = nth(at_, places_.size(), file().path);
  out.focus = std::array{"ours", "theirs", "both"}[choice_];
}

}  // namespace mintport::ui
