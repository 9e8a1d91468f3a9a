// The state of the project, of a folder, or of a file.
#include <algorithm>

#include "core/base/text.hh"
#include "views/panes/kinds.hh"
#include "views/panes/panes.hh"

namespace mintport::ui {
namespace {

constexpr int kName = 7;  // the column of a name, behind its number

// Draws from the top to the end of an area.
class SummaryColumn {
 public:
  SummaryColumn(Rect area, Grid& grid) : area_(area), grid_(grid), row_(area.row) {}

  int left() const { return area_.column; }
  int width() const { return area_.width; }
  int rows_left() const { return std::max(area_.row + area_.height - row_, 0); }
  void skip() { ++row_; }

  // Text wraps at the width, behind `indent` columns.
  void say(std::string_view text, Face face, int indent = 0) {
    for (const std::string& line : wrap(text, width() - indent)) {
      if (rows_left() == 0) return;
      grid_.put(row_++, left() + indent, line, width() - indent, face);
    }
  }
  void counted_name(std::string_view count, Face face, std::string_view name, Face back = Face::normal) {
    if (rows_left() == 0) return;
    grid_.fill({row_, left(), 1, width()}, Face::normal, back);
    grid_.put(row_, left() + kName - 1 - display_width(count), count, face, back);
    grid_.put(row_++, left() + kName, elide_middle(name, width() - kName), Face::normal, back);
  }
  void pieces(const std::vector<Piece>& pieces, Face back = Face::normal) {
    if (rows_left() == 0) return;
    grid_.fill({row_, left(), 1, width()}, Face::normal, back);
    draw_pieces(grid_, row_++, left(), width(), pieces, back);
  }
  void states(const Summary& summary) {
    if (rows_left() > 0) draw_states(summary, row_++, left(), width(), grid_);
  }

 private:
  Rect area_;
  Grid& grid_;
  int row_;
};

void put_stages(const Summary& s, SummaryColumn& to) {
  static constexpr std::pair<std::string_view, Face> kMarks[] = {{"·", Face::unconverted},
                                                                 {"○", Face::normal},
                                                                 {"◆", Face::key},
                                                                 {"●", Face::staged},
                                                                 {"✓", Face::committed}};
  to.states(s);
  for (std::size_t i = kFileStages; i-- > 0;) {
    const std::string count = grouped(s.states[i]);
    to.pieces({{std::string(static_cast<std::size_t>(std::max(kName - 1 - display_width(count), 0)), ' ') +
                    count + " ",
                Face::title},
               {std::string(kMarks[i].first) + " ", kMarks[i].second},
               {std::string(to_string(static_cast<FileStage>(i))), Face::normal}});
  }
}

void put_findings(const Summary& s, SummaryColumn& to) {
  if (s.counted < s.files) {
    to.pieces({{"… open", Face::finding}});
    to.say("reading " + grouped(s.counted) + " of " + plural(s.files, "file"), Face::dim);
    return;
  }
  to.pieces({{grouped(s.open), Face::finding}, {" open in " + plural(s.with_open, "file"), Face::normal}});
  to.say(grouped(s.fixed) + " fixed, " + grouped(s.waived) + " waived", Face::dim);
  constexpr int kMeaning = 26, kLeastMeaning = 24;
  int kinds = static_cast<int>(
      kFindingKinds - static_cast<std::size_t>(std::count(s.open_kinds.begin(), s.open_kinds.end(), 0u)));
  for (std::size_t i = 0; i < kFindingKinds; ++i) {
    if (s.open_kinds[i] == 0) continue;
    const auto kind = static_cast<FindingKind>(i);
    --kinds;  // those that still need a row
    const auto meaning = wrap(meaning_of(kind), to.width() - kMeaning);
    const bool explained =
        to.width() >= kMeaning + kLeastMeaning && static_cast<int>(meaning.size()) + kinds <= to.rows_left();
    const std::string count = grouped(s.open_kinds[i]), name(to_string(kind));
    const auto blanks = [](int number) {
      return std::string(static_cast<std::size_t>(std::max(number, 0)), ' ');
    };
    to.pieces(
        {{blanks(kName - 1 - display_width(count)) + count, Face::finding},
         {" " + name, Face::normal},
         {explained ? blanks(kMeaning - kName - display_width(name)) + meaning.front() : "", Face::dim}});
    for (std::size_t k = 1; explained && k < meaning.size(); ++k) to.say(meaning[k], Face::dim, kMeaning);
  }
}

void put_lists(const SummaryPane& pane, SummaryColumn& to) {
  std::size_t index = 0;  // of the row, in all lists
  const auto back = [&] { return pane.cursor == index++ ? Face::cursor : Face::normal; };
  if (!pane.blocking.empty() && to.rows_left() > 1) {
    to.say("Most frequent blockers, with the files that have them", Face::title);
    for (const SymbolGroup& group : pane.blocking)
      to.counted_name(grouped(group.files), Face::finding, group.symbol, back());
    to.skip();
  }
  if (!pane.staged.empty() && to.rows_left() > 1) {
    to.say(plural(pane.staged.size(), "file") + " staged", Face::title);
    for (std::size_t i = 0; i < pane.staged_shown(); ++i)
      to.pieces({{"● ", Face::staged}, {elide_front(pane.staged[i], to.width() - 2), Face::normal}}, back());
    to.skip();
  }
  if (!pane.commits.empty() && to.rows_left() > 1) {
    to.say("Last commits", Face::title);
    for (const auto& [id, subject] : pane.commits)
      to.pieces({{id.substr(0, 7) + " ", Face::key}, {elide(subject, to.width() - 8), Face::normal}}, back());
  }
}

}  // namespace

std::string counted_number(const Summary& summary, std::size_t number) {
  return summary.counted < summary.files ? "…" : grouped(number);
}

void draw_states(const Summary& summary, int row, int column, int width, Grid& grid) {
  draw_bar(grid, row, column, width, summary.files,
           {{summary.states[4], Face::committed},
            {summary.states[3], Face::staged},
            {summary.states[2], Face::key},
            {summary.states[1], Face::dim, "▒"}});
}

void draw_summary(const SummaryPane& pane, Rect area, Grid& grid) {
  constexpr int kTwoColumns = 76, kNarrow = 34, kWide = 120, kGap = 3;
  draw_title(grid, {area.row, area.column, 1, area.width}, pane.title, "", false);
  Rect inside{area.row + 2, area.column + 2, std::max(area.height - 2, 0), std::max(area.width - 4, 1)};
  for (const std::string& note : pane.notes) {
    for (const std::string& line : wrap(note, inside.width)) {
      if (inside.height == 0) break;
      grid.put(inside.row++, inside.column, line, inside.width, Face::warning);
      --inside.height;
    }
  }
  if (!pane.notes.empty() && inside.height > 0) ++inside.row, --inside.height;
  if (area.width < kTwoColumns) {
    SummaryColumn all(inside, grid);
    put_stages(pane.summary, all);
    all.skip();
    put_findings(pane.summary, all);
    all.skip();
    return put_lists(pane, all);
  }
  const int left = area.width >= kWide ? (inside.width - kGap) / 2 : kNarrow;
  SummaryColumn first({inside.row, inside.column, inside.height, left}, grid);
  put_stages(pane.summary, first);
  first.skip();
  put_findings(pane.summary, first);
  SummaryColumn second({inside.row, inside.column + left + kGap, inside.height, inside.width - left - kGap},
                       grid);
  put_lists(pane, second);
}

void draw_file_summary(const FileEntry& file, Rect area, Grid& grid) {
  draw_title(grid, {area.row, area.column, 1, area.width}, file.path, "", false);
  SummaryColumn to({area.row + 2, area.column + 2, std::max(area.height - 2, 0), std::max(area.width - 4, 1)},
                   grid);
  to.say(std::string(to_string(file.state())) + (file.staged == Staged::partly ? ", partly staged" : "") +
             (file.by_hand ? ", edited" : ""),
         Face::normal);
  if (!file.error.empty()) to.say(file.error, Face::error);
  to.skip();
  if (!file.counted) return to.say("… open findings", Face::dim);
  to.say(plural(file.count(Life::open), "open finding") + ", " + grouped(file.count(Life::fixed)) +
             " fixed, " + grouped(file.count(Life::waived)) + " waived",
         Face::dim);
  for (const TrackedFinding& finding : file.findings) {
    if (finding.life != Life::open) continue;
    to.skip();
    to.pieces({{std::to_string(finding.line) + "  ", Face::line_number},
               {finding.finding.symbol, Face::title},
               {"  " + std::string(to_string(finding.finding.kind)), Face::dim}});
    to.say(finding.finding.message, Face::normal, 2);
  }
}

}  // namespace mintport::ui
