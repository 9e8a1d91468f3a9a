#include "views/panes/panes.hh"

#include <gtest/gtest.h>

#include "core/base/text.hh"

namespace mintport::ui {
namespace {

TEST(Draw, CutsAndWraps) {
  EXPECT_EQ(elide("abcdef", 4), "abc…");
  EXPECT_EQ(elide_front("models/unets/a.py", 7), "…s/a.py");
  EXPECT_EQ(elide_middle("models/unets/a.py", 17), "models/unets/a.py");
  EXPECT_EQ(elide_middle("models/unets/a.py", 10), "mode…/a.py");
  EXPECT_EQ(elide_middle("漢字漢字漢字", 8), "漢…漢字");
  EXPECT_EQ(elide_middle("models", 1), "…");
  EXPECT_EQ(elide_middle("models", 0), "");
  EXPECT_EQ(elide("漢字漢字", 5), "漢字…");
  EXPECT_EQ(wrap("one two three", 8), (std::vector<std::string>{"one two", "three"}));
  EXPECT_EQ(grouped(1234567), "1,234,567");
  EXPECT_EQ(scroll_to(50, 0, 10, 100), 44u);
}

// The left side of the findings of a project.
std::vector<std::string> symbol_rows(int columns, const std::string& filter = "") {
  const std::vector<SymbolGroup> groups = {
      {"torch.fft.fftn", 12, 1234, true, {{"a.py"}, {"b.py"}}},
      {"torch.a_name_that_has_no_room_in_a_list", 1, 0, false, {{"a.py"}}}};
  SymbolsPane pane;
  pane.groups = &groups;
  pane.filter = filter;
  Grid grid(3, columns);
  draw_symbols(pane, {0, 0, 3, columns}, grid);
  std::vector<std::string> out;
  const std::string text = grid.text();
  for (std::size_t at = 0; at < text.size(); at = text.find('\n', at) + 1) {
    out.push_back(text.substr(at, text.find("│", at) - at));
  }
  return out;
}

TEST(DrawSymbols, PutsFilesPipelinesAndPlacesUnderTheirHeadings) {
  using Rows = std::vector<std::string>;
  EXPECT_EQ(symbol_rows(120), (Rows{"─ Findings of the project ─── files pipelines places ─",
                                    " torch.fft.fftn                  12       all      2  ",
                                    " torch.a_name_…oom_in_a_list      1         0      1  "}));
  EXPECT_EQ(symbol_rows(80),
            (Rows{"─ All findings ────────────────── files ─", " torch.fft.fftn                      12  ",
                  " torch.a_name_th…_room_in_a_list      1  "}));
}

TEST(DrawSymbols, KeepsTheHeadingsUnderAFilter) {
  EXPECT_EQ(symbol_rows(120, "fft").front(), "─ /fft ────────────────────── files pipelines places ─");
}

// The rows of a grid that is drawn by `draw`.
template <class Draw>
std::vector<std::string> drawn(int rows, int columns, Draw draw) {
  Grid grid(rows, columns);
  draw(Rect{0, 0, rows, columns}, grid);
  std::vector<std::string> out;
  const std::string text = grid.text();
  for (std::string_view line : split_lines(text)) {
    line = trim(line);
    out.emplace_back(line);
  }
  return out;
}

TEST(DrawHelp, WrapsTextsAndKeysAndCutsNothing) {
  const std::vector<HelpLine> lines = {
      {"Move", "j down", "one row down"},
      {"", "backspace ctrl-h", "delete the character before the cursor of this field"}};
  std::string all;
  for (const std::string& row :
       drawn(8, 60, [&](Rect area, Grid&grid) { draw_help(lines, 0, area, grid); })) {
    EXPECT_EQ(row.find("…"), std::string::npos) << row;
    all += row + "\n";
  }
  EXPECT_NE(all.find("backspace ctrl-h  delete the character"), std::string::npos) << all;
  EXPECT_NE(all.find("of this field"), std::string::npos) << all;
}

TEST(DrawStatus, GivesALongMessageTheRowsAboveIt) {
  StatusBar bar;
  bar.message = "one two three four five six";
  const auto rows = drawn(5, 16, [&](Rect, Grid& grid) { draw_status(bar, {3, 0, 2, 16}, grid); });
  EXPECT_EQ(rows, (std::vector<std::string>{"", "", "one two three", "four five six", ""}));
}

TEST(DrawFindings, SaysInFullWhatTheListCuts) {
  TrackedFinding finding;
  finding.line = 3;
  finding.finding.symbol = "torch.cat";
  finding.finding.message = "the port has another default for this argument; pass it explicitly here";
  FindingsPane pane;
  pane.finding = 0;
  const auto rows = drawn(6, 60, [&](Rect area, Grid& grid) { draw_findings({finding}, pane, area, grid); });
  EXPECT_EQ(rows.at(3), "torch.cat: the port has another default for this argument;");
  EXPECT_EQ(rows.at(4), "pass it explicitly here");
}

TEST(DrawBreaks, WrapsWhatIsBroken) {
  BreaksPane pane;
  for (const char* place : {"a.py:1", "b.py:2"})
    pane.rows.push_back(
        {place, "mint is imported in the work tree, but not in what is staged", "x = mint.cat(y)"});
  pane.list.cursor = 1;
  const auto rows = drawn(9, 50, [&](Rect area, Grid& grid) { draw_breaks(pane, area, grid); });
  EXPECT_EQ(std::vector(rows.begin() + 3, rows.begin() + 7),
            (std::vector<std::string>{"b.py:2", "mint is imported in the work tree, but not",
                                      "in what is staged", "x = mint.cat(y)"}));
}

TEST(DrawDetail, SaysThatAFindingIsFixed) {
  TrackedFinding finding;
  finding.life = Life::fixed;
  finding.finding.symbol = "torch.cat";
  DetailPane pane;
  pane.finding = &finding;
  std::string all;
  for (const auto& row : drawn(8, 60, [&](Rect area, Grid&grid) { draw_detail(pane, area, grid); }))
    all += row;
  EXPECT_EQ(all.find("No fix"), std::string::npos) << all;
  EXPECT_NE(all.find("unmapped: a known torch name that has no target"), std::string::npos) << all;
}

TEST(TextField, EditsLines) {
  TextField field{"one\ntwo", 7};
  field.up();
  EXPECT_EQ(field.cursor, 3u);
  field.insert("é");
  field.erase_before();
  field.down();
  field.erase_word();
  EXPECT_EQ(field, (TextField{"one\n", 4}));
}

}  // namespace
}  // namespace mintport::ui
