// The code pane: its rows, and how they are drawn.
#include "views/panes/code.hh"

#include <gtest/gtest.h>

#include <algorithm>

#include "views/panes/code_line.hh"

namespace mintport::ui {
namespace {

TEST(DrawCode, PutsBothSidesInStep) {
  CodeFile file;
  file.left = CodeSide::make("hf/a.py", "import torch\ny = torch.cat(x)\ngone = 1\n", true);
  file.right = CodeSide::make("port/a.py", "import torch\ny = mint.cat(x)\n", true);
  file.diff =
      diff_by_edits(file.left.text, file.right.text, {{{17, 22}, "mint"}, {{30, 39}, ""}}, {true, false});
  file.marks.resize(2);
  file.marks[0].finding = LineMark::Finding::open;
  const auto rows = code_rows(file, {}, {});
  Grid grid(4, 60);
  draw_code({&file, &rows, 99, 0, 0, true, ""}, {0, 0, 4, 60}, grid);
  EXPECT_EQ(grid.text(),
            "─ hf/a.py ──────────────────┬─ port/a.py ───────────────────\n"
            "  1 import torch            │!   1 import torch            ▐\n"
            "  2·y = torch.cat(x)        │    2·y = mint.cat(x)         │\n"
            "  3-gone = 1                │      ╱ ╱ ╱ ╱ ╱ ╱ ╱ ╱ ╱ ╱ ╱ ╱ ▐\n");
  EXPECT_EQ(grid.at(1, 4).face, Face::keyword);
  EXPECT_EQ(grid.at(2, 8), (Cell{"t", Face::renamed_word, Face::normal}));
  EXPECT_EQ(grid.at(3, 4).back, Face::removed);
}

TEST(CodeRows, FoldsWhatIsEqual) {
  CodeFile file;
  std::string text;
  for (int i = 0; i < 20; ++i) text += "x\n";
  file.left = CodeSide::make("a", text, false);
  file.right = CodeSide::make("b", text + "y\n", false);
  file.diff = diff_by_edits(text, file.right.text, {{{40, 40}, "y\n"}});
  EXPECT_EQ(code_rows(file, {.fold = Fold::equal}, {}).front(), (CodeRow{0, 17}));
  EXPECT_EQ(code_rows(file, {.fold = Fold::equal}, {}).size(), 5u);
  EXPECT_EQ(code_rows(file, {.fold = Fold::equal}, {0}).size(), 21u);
}

TEST(CodeRows, FoldsAllThatNeedsNoPerson) {
  CodeFile file;
  std::string left, right;
  std::vector<Edit> edits;
  std::vector<bool> expected;
  for (int i = 0; i < 40; ++i) {
    const auto at = static_cast<ByteOffset>(left.size());
    const bool renamed = i == 10, changed = i == 20 || i == 30;
    if (renamed || changed) edits.push_back({{at, at + 1}, "y"}), expected.push_back(renamed);
    left += "x\n";
    right += renamed || changed ? "y\n" : "x\n";
  }
  file.left = CodeSide::make("a", left, false);
  file.right = CodeSide::make("b", right, false);
  file.diff = diff_by_edits(left, right, edits, expected);
  ASSERT_EQ(file.diff.hunks.size(), 3u);
  const auto shown = [&](Fold fold, const std::vector<bool>& reviewed, std::size_t row) {
    const auto rows = code_rows(file, {.fold = fold}, {}, nullptr, reviewed);
    return std::any_of(rows.begin(), rows.end(),
                       [&](const CodeRow& at) { return at.row == row && at.count == 0; });
  };
  EXPECT_TRUE(shown(Fold::equal, {}, 10));
  EXPECT_FALSE(shown(Fold::settled, {}, 10)) << "a rename";
  EXPECT_TRUE(shown(Fold::settled, {}, 20));
  EXPECT_FALSE(shown(Fold::settled, {false, true, false}, 20)) << "a reviewed hunk";
  EXPECT_TRUE(shown(Fold::settled, {false, true, false}, 30));
  file.marks.resize(40);
  file.marks[10].finding = LineMark::Finding::open;
  EXPECT_TRUE(shown(Fold::settled, {}, 10)) << "an open finding";
}

TEST(Code, IsInOneColumnWhereTwoWouldCutMuch) {
  CodeFile file;
  const std::string wide(60, 'w');
  file.left = CodeSide::make("a", "a\n" + wide + "\nb\n", false);
  file.right = CodeSide::make("b", "c\n" + wide + "v\nd\n", false);
  const auto size = static_cast<ByteOffset>(wide.size());
  file.diff = diff_by_edits(file.left.text, file.right.text,
                            {{{0, 1}, "c"}, {{2 + size, 2 + size}, "v"}, {{3 + size, 4 + size}, "d"}});
  EXPECT_FALSE(beside_cuts_much(file, {0, 0, 10, 100})) << "one of three lines";
  file.diff.rows.pop_back();
  EXPECT_TRUE(beside_cuts_much(file, {0, 0, 10, 100})) << "one of two";
  EXPECT_FALSE(beside_cuts_much(file, {0, 0, 10, 160}));
}

// x stays; one line is renamed, one is changed, one is removed.
CodeFile file_of_four() {
  CodeFile file;
  file.left = CodeSide::make("hf/a.py", "x = 1\ny = torch.cat(x)\nz = f(y)\ngone = 1\n", true);
  file.right = CodeSide::make("port/a.py", "x = 1\ny = mint.cat(x)\nz = g(y)\n", true);
  file.diff = diff_by_edits(file.left.text, file.right.text,
                            {{{10, 15}, "mint"}, {{26, 27}, "g"}, {{31, 40}, ""}}, {true, false, false});
  file.marks.resize(3);
  file.marks[1] = {LineMark::Finding::open, LineMark::Git::staged, false};
  file.marks[2] = {LineMark::Finding::none, LineMark::Git::unstaged, true};
  return file;
}

TEST(CodeRows, PutWhatWentAboveWhatCameAndRenamesOnce) {
  const CodeFile file = file_of_four();
  const auto rows = code_rows(file, {.view = CodeView::unified}, {});
  EXPECT_EQ(rows,
            (std::vector<CodeRow>{{0}, {1}, {2, 0, Side::left}, {3, 0, Side::left}, {2, 0, Side::right}}));
  EXPECT_EQ(index_of_row(rows, 2), 2u);
  EXPECT_EQ(index_of_row(rows, 2, Side::right), 4u);
  EXPECT_EQ(index_of_row(rows, 1, Side::right), 1u);
  EXPECT_EQ(index_of_row(rows, 3, Side::right), 3u);  // no row shows that side
}

TEST(DrawCode, PutsBothSidesInOneColumn) {
  const CodeFile file = file_of_four();
  const auto rows = code_rows(file, {.view = CodeView::unified}, {});
  Grid grid(6, 40);
  draw_code({&file, &rows, 0, 0, 0, true, "", CodeView::unified}, {0, 0, 6, 40}, grid);
  EXPECT_EQ(grid.text(),
            "─ hf → port  a.py ──────────────────────\n"
            "    1   1 x = 1                        │\n"
            "!●  2   2·y = mint.cat(x)              ▐\n"
            "    3    -z = f(y)                     ▐\n"
            "    4    -gone = 1                     ▐\n"
            "◆○      3+z = g(y)                     ▐\n");
  EXPECT_EQ(grid.at(2, 14), (Cell{"m", Face::renamed_word, Face::normal}));
  EXPECT_EQ(grid.at(3, 14).back, Face::removed_word);
  EXPECT_EQ(grid.at(5, 14).back, Face::added_word);
  EXPECT_EQ(grid.at(1, 39).face, Face::border);
  EXPECT_EQ(grid.at(2, 39).face, Face::finding);
  EXPECT_EQ(grid.at(4, 39).face, Face::added_word);
}

TEST(LineParts, BreakAtBlanksAndHang) {
  EXPECT_EQ(line_parts("short", 10), (std::vector<LinePart>{{{0, 5}, 0}}));
  EXPECT_EQ(line_parts("", 10), (std::vector<LinePart>{{{0, 0}, 0}}));
  EXPECT_EQ(line_parts("  value = other, more", 16), (std::vector<LinePart>{{{0, 16}, 0}, {{16, 21}, 6}}));
  EXPECT_EQ(line_parts("abcdefghijkl", 10), (std::vector<LinePart>{{{0, 10}, 0}, {{10, 12}, 4}}));
  // An indentation that would leave no room is ignored.
  EXPECT_EQ(line_parts("       abcdefgh", 10), (std::vector<LinePart>{{{0, 10}, 0}, {{10, 15}, 0}}));
}

TEST(LineParts, KeepWideCharactersAndMarksWhole) {
  EXPECT_EQ(line_parts("漢字漢", 5), (std::vector<LinePart>{{{0, 6}, 0}, {{6, 9}, 0}}));
  EXPECT_EQ(line_parts("abcde\u0301f", 5), (std::vector<LinePart>{{{0, 7}, 0}, {{7, 8}, 0}}));
  EXPECT_EQ(line_parts("漢", 1), (std::vector<LinePart>{{{0, 3}, 0}}));
  EXPECT_EQ(line_parts("\tab", 5), (std::vector<LinePart>{{{0, 2}, 0}, {{2, 3}, 0}}));
}

TEST(DrawCode, WrapsLongLinesInStep) {
  CodeFile file;
  file.left = CodeSide::make("a", "short = 1\n", false);
  file.right = CodeSide::make("b", "short = 漢字漢字漢字漢字\n", false);
  file.diff = diff_by_edits(file.left.text, file.right.text, {{{8, 9}, "漢字漢字漢字漢字"}});
  const TextWidths widths = text_widths(file, CodeView::beside, {0, 0, 4, 40});
  const RowOptions options{Fold::none, CodeView::beside, widths.left, widths.right};
  const auto rows = code_rows(file, options, {});
  EXPECT_EQ(rows, (std::vector<CodeRow>{{0}, {0, 0, std::nullopt, 1}}));
  Grid grid(4, 40);
  draw_code({&file, &rows, 0, 0, 0, true, "", CodeView::beside, true}, {0, 0, 4, 40}, grid);
  EXPECT_EQ(grid.text(),
            "─ a ──────────────┬─ b ─────────────────\n"
            "  1~short = 1     │    1~short = 漢字漢▐\n"
            "                  │     ↪    字漢字漢字▐\n"
            "                  │                    ▐\n");
}

TEST(DrawCode, PutsThePureConversionBetween) {
  CodeFile file;
  PureText pure;
  const std::string hf = "x = 1\ny = torch.cat(x)\n", port = "x = 1\ny = ours.cat(x)\n";
  pure.side = CodeSide::make("pure", "import it\nx = 1\ny = mint.cat(x)\n", true);
  file.left = CodeSide::make("hf", hf, true);
  file.right = CodeSide::make("port", port, true);
  const std::vector<LineHunk> by_hand = {{1, 1, 0, 0}, {3, 1, 2, 1}};
  pure.first = diff_by_edits(hf, pure.side.text, {{{0, 0}, "import it\n"}, {{10, 15}, "mint"}}, {true, true});
  pure.second = diff_by_hunks(pure.side.text, port, by_hand);
  file.diff = compose(pure.first, by_hand, hf, port);
  pure.rows = between_rows(file.diff, pure.first, pure.second);
  const auto rows = code_rows(file, {.view = CodeView::three}, {}, &pure);
  EXPECT_EQ(rows.size(), 3u);
  EXPECT_EQ(index_of_row(rows, 0), 1u);  // a line of the conversion alone is not a row of the two sides
  Grid grid(4, 72);
  draw_code({&file, &rows, 1, 0, 0, true, "", CodeView::three, false, Side::right, {}, &pure}, {0, 0, 4, 72},
            grid);
  EXPECT_EQ(grid.text(),
            "─ hf ─────────────────┬─ pure ───────────────┬─ port ───────────────────\n"
            "    ╱ ╱ ╱ ╱ ╱ ╱ ╱ ╱ ╱ │  1-import it         │      ╱ ╱ ╱ ╱ ╱ ╱ ╱ ╱ ╱ ╱▐\n"
            "  1 x = 1             │  2 x = 1             │    1 x = 1              │\n"
            "  2·y = torch.cat(x)  │  3~y = mint.cat(x)   │    2~y = ours.cat(x)    ▐\n");
  EXPECT_EQ(grid.at(3, 8).face, Face::renamed_word);
  EXPECT_EQ(grid.at(3, 31).back, Face::removed_word);
  EXPECT_EQ(grid.at(3, 56).back, Face::added_word);
  EXPECT_EQ(code_rows(file, {.fold = Fold::equal, .view = CodeView::three}, {}, &pure).size(), 3u);
}

// Drawing must be valid at any size.
TEST(DrawCode, DrawsIntoAnyRoom) {
  const CodeFile file = file_of_four();
  for (const CodeView view : {CodeView::beside, CodeView::unified}) {
    for (int width = 1; width < 40; ++width) {
      for (const bool wrap : {false, true}) {
        const TextWidths widths = text_widths(file, view, {0, 0, 3, width});
        const RowOptions options{Fold::none, view, wrap ? widths.left : 0, wrap ? widths.right : 0};
        const auto rows = code_rows(file, options, {});
        Grid grid(3, width);
        draw_code({&file, &rows, 1, 0, 0, true, "", view, wrap}, {0, 0, 3, width}, grid);
      }
    }
  }
}

}  // namespace
}  // namespace mintport::ui
