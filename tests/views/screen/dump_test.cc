#include "views/screen/dump.hh"

#include <gtest/gtest.h>

namespace mintport::ui {
namespace {

Grid small_page() {
  Grid grid(3, 10);
  grid.put(0, 0, "if a<漢&b", Face::normal);
  grid.put(0, 0, "if", Face::keyword);
  grid.put(1, 2, "gone", Face::normal, Face::removed);
  return grid;
}

TEST(ToAnsi, WritesColoursOnlyWhereTheyChange) {
  EXPECT_EQ(to_ansi(small_page(), Theme::dark, ColourDepth::rgb),
            "\x1b[0;38;2;198;120;221mif\x1b[0m a<漢&b\n"
            "  \x1b[0;48;2;59;34;36mgone\x1b[0m\n"
            "\n");
  EXPECT_EQ(to_ansi(small_page(), Theme::dark, ColourDepth::ansi256),
            "\x1b[0;38;5;176mif\x1b[0m a<漢&b\n"
            "  \x1b[0;48;5;52mgone\x1b[0m\n"
            "\n");
  EXPECT_EQ(to_ansi(small_page(), Theme::dark, ColourDepth::ansi16),
            "\x1b[0;95mif\x1b[0m a<漢&b\n"
            "  \x1b[0;31mgone\x1b[0m\n"
            "\n");
}

TEST(ToAnsi, ThemeNoneHasAttributesOnly) {
  EXPECT_EQ(to_ansi(small_page(), Theme::none, ColourDepth::rgb), "\x1b[0;1mif\x1b[0m a<漢&b\n  gone\n\n");
}

TEST(ToSvg, DrawsRunsOnTheirColumns) {
  Grid grid = small_page();
  grid.cursor_row = 2;
  grid.cursor_column = 1;
  EXPECT_EQ(to_svg(grid, Theme::dark),
            R"(<svg xmlns="http://www.w3.org/2000/svg" width="80" height="51" viewBox="0 0 80 51">
<rect width="80" height="51" fill="#1e2127"/>
<g font-family="monospace" font-size="13" fill="#d4d7dd" xml:space="preserve">
<text x="0" y="13" textLength="16" fill="#c678dd">if</text>
<text x="24" y="13" textLength="16">a&lt;</text>
<text x="40" y="13" textLength="16">漢</text>
<text x="56" y="13" textLength="16">&amp;b</text>
<rect x="16" y="17" width="32" height="17" fill="#3b2224"/>
<text x="16" y="30" textLength="32">gone</text>
<rect x="8" y="34" width="2" height="17"/>
</g>
</svg>
)");
}

TEST(ToSvg, EmptyGridIsAnEmptyPage) {
  EXPECT_EQ(to_svg(Grid(0, 0), Theme::light),
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"0\" height=\"0\" viewBox=\"0 0 0 0\">\n"
            "<rect width=\"0\" height=\"0\" fill=\"#ffffff\"/>\n"
            "<g font-family=\"monospace\" font-size=\"13\" fill=\"#1f2328\" "
            "xml:space=\"preserve\">\n</g>\n</svg>\n");
}

}  // namespace
}  // namespace mintport::ui
