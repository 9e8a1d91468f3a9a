#include "views/screen/grid.hh"

#include <gtest/gtest.h>

namespace mintport::ui {
namespace {

std::vector<std::string> cells(const Grid& grid, int row) {
  std::vector<std::string> out;
  for (int column = 0; column < grid.width(); ++column) out.emplace_back(grid.at(row, column).text);
  return out;
}

using Cells = std::vector<std::string>;

TEST(Grid, PutWritesTextWithFaceAndBack) {
  Grid grid(1, 4);
  EXPECT_EQ(grid.put(0, 1, "ab", Face::keyword, Face::added), 2);
  EXPECT_EQ(grid.at(0, 0), (Cell{" ", Face::normal, Face::normal}));
  EXPECT_EQ(grid.at(0, 1), (Cell{"a", Face::keyword, Face::added}));
  EXPECT_EQ(grid.at(0, 2), (Cell{"b", Face::keyword, Face::added}));
  EXPECT_EQ(grid.text(), " ab\n");
}

TEST(Grid, ClipsOnAllSides) {
  Grid grid(2, 4);
  EXPECT_EQ(grid.put(0, 2, "abcdef", Face::normal), 2);
  EXPECT_EQ(grid.put(1, -2, "abcdef", Face::normal), 6);
  EXPECT_EQ(grid.put(-1, 0, "x", Face::normal), 0);
  EXPECT_EQ(grid.put(2, 0, "x", Face::normal), 0);
  EXPECT_EQ(grid.put(0, 4, "x", Face::normal), 0);
  EXPECT_EQ(grid.text(), "  ab\ncdef\n");
}

TEST(Grid, MaxWidthClips) {
  Grid grid(1, 8);
  EXPECT_EQ(grid.put(0, 0, "abcdef", 3, Face::normal), 3);
  EXPECT_EQ(grid.put(0, 4, "ab", 0, Face::normal), 0);
  EXPECT_EQ(grid.put(0, 5, "xy", 99, Face::normal), 2);
  EXPECT_EQ(grid.text(), "abc  xy\n");
}

TEST(Grid, EmptyGridsTakeAnything) {
  Grid grid(0, -5);
  EXPECT_EQ(grid.put(0, 0, "x", Face::normal), 0);
  grid.fill({0, 0, 9, 9}, Face::normal);
  EXPECT_EQ(grid, Grid(0, 0));
}

TEST(Grid, WideCharactersTakeTwoCells) {
  Grid grid(1, 5);
  EXPECT_EQ(grid.put(0, 0, "a漢b", Face::string), 4);
  EXPECT_EQ(cells(grid, 0), (Cells{"a", "漢", "", "b", " "}));
  EXPECT_EQ(grid.at(0, 2), (Cell{"", Face::string, Face::normal}));
}

TEST(Grid, WideCharacterCutAtTheEdgeLeavesABlank) {
  Grid grid(1, 3);
  EXPECT_EQ(grid.put(0, 0, "漢字", Face::normal, Face::added), 3);
  EXPECT_EQ(cells(grid, 0), (Cells{"漢", "", " "}));
  EXPECT_EQ(grid.at(0, 2).back, Face::added);
  EXPECT_EQ(grid.put(0, -1, "漢x", Face::normal), 3);
  EXPECT_EQ(cells(grid, 0), (Cells{" ", "x", " "}));
}

TEST(Grid, OverwritingHalfOfAWideCharacterBlanksTheOther) {
  Grid left(1, 4), right(1, 4), shifted(1, 4);
  left.put(0, 0, "漢字", Face::normal);
  left.put(0, 2, "x", Face::normal);
  EXPECT_EQ(cells(left, 0), (Cells{"漢", "", "x", " "}));
  right.put(0, 0, "漢字", Face::normal);
  right.put(0, 1, "x", Face::normal);
  EXPECT_EQ(cells(right, 0), (Cells{" ", "x", "字", ""}));
  shifted.put(0, 0, "漢字", Face::normal);
  shifted.put(0, 1, "語", Face::normal);
  EXPECT_EQ(cells(shifted, 0), (Cells{" ", "語", "", " "}));
}

TEST(Grid, CombiningMarksJoinTheCellBefore) {
  Grid grid(1, 3);
  EXPECT_EQ(grid.put(0, 0, "e\u0301\u0323漢\u0301", Face::normal), 3);
  EXPECT_EQ(cells(grid, 0), (Cells{"e\u0301\u0323", "漢\u0301", ""}));
  Grid alone(1, 2);
  EXPECT_EQ(alone.put(0, 0, "\u0301a", Face::normal), 1);  // no character to join
  EXPECT_EQ(cells(alone, 0), (Cells{"a", " "}));
}

TEST(Grid, ControlCharactersAreShown) {
  Grid grid(1, 12);
  EXPECT_EQ(grid.put(0, 0, "a\tb\x1b\x7f\u0085\u202e\xff.", Face::normal), 11);
  EXPECT_EQ(grid.text(), "a b^[^???\uFFFD.\n");
}

TEST(Grid, FillBlanks) {
  Grid grid(2, 4);
  grid.put(0, 0, "abcd", Face::keyword);
  grid.put(1, 0, "efgh", Face::keyword);
  grid.fill({0, 1, 1, 2}, Face::dim, Face::selected);
  EXPECT_EQ(grid.text(), "a  d\nefgh\n");
  EXPECT_EQ(grid.at(0, 1), (Cell{" ", Face::dim, Face::selected}));
  EXPECT_EQ(grid.at(1, 1), (Cell{"f", Face::keyword, Face::normal}));
}

struct WidthCase {
  std::string_view text;
  int columns;
};

TEST(DisplayWidth, FollowsUnicodeNotTheLocale) {
  const WidthCase cases[] = {
      {"", 0},        {"abc", 3},        {"é", 1},
      {"e\u0301", 1}, {"漢字", 4},       {"ﾊﾝ", 2},
      {"ハン", 4},    {"한글", 4},       {"\u1112\u1161", 2},  // conjoining Jamo: one syllable
      {"，", 2},      {"…", 1},          {"─│└", 3},
      {"✓", 1},       {"🙂", 2},       {"👍🏽", 4},
      {"❤\uFE0F", 1}, {"a\u200Bb", 2},   {"\u200D", 0},
      {"\u00AD", 1},  {"\U00020000", 2}, {"\u0e01\u0e34", 1},
      {"\t", 1},      {"\x1b", 2},       {"\xff\xfe", 2},
      {"\u202e", 1},
  };
  for (const WidthCase& c : cases) {
    EXPECT_EQ(display_width(c.text), c.columns) << c.text;
    Grid grid(1, 10);
    EXPECT_EQ(grid.put(0, 0, c.text, Face::normal), c.columns) << c.text;
  }
}

}  // namespace
}  // namespace mintport::ui
