#include "views/screen/theme.hh"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

namespace mintport::ui {
namespace {

constexpr Theme kThemes[] = {Theme::dark, Theme::light, Theme::high_contrast, Theme::none};
constexpr ColourDepth kDepths[] = {ColourDepth::none, ColourDepth::ansi8, ColourDepth::ansi16,
                                   ColourDepth::ansi256, ColourDepth::rgb};

TEST(Theme, NamesRoundTrip) {
  for (const Theme theme : kThemes) EXPECT_EQ(parse_theme(to_string(theme)), theme);
  EXPECT_EQ(parse_theme("blue"), std::nullopt);
}

TEST(Theme, NoneHasNoColourAndStillTellsThingsApart) {
  for (int face = 0; face <= static_cast<int>(Face::match); ++face) {
    for (int back = 0; back <= static_cast<int>(Face::match); ++back) {
      const Style style =
          style_of(Theme::none, ColourDepth::rgb, static_cast<Face>(face), static_cast<Face>(back));
      EXPECT_FALSE(style.ink || style.paper);
    }
  }
  EXPECT_EQ(style_of(Theme::none, ColourDepth::rgb, Face::normal, Face::cursor), (Style{.reverse = true}));
  EXPECT_EQ(style_of(Theme::none, ColourDepth::rgb, Face::status, Face::normal), (Style{.reverse = true}));
  EXPECT_EQ(style_of(Theme::none, ColourDepth::rgb, Face::normal, Face::added_word),
            (Style{.reverse = true}));
  EXPECT_EQ(style_of(Theme::dark, ColourDepth::none, Face::title, Face::normal), (Style{.bold = true}));
  // A match must differ from the cursor row that it is on.
  for (const ColourDepth depth : kDepths) {
    EXPECT_EQ(style_of(Theme::none, depth, Face::match, Face::cursor), (Style{.underline = true}));
  }
}

TEST(Theme, DiffRowsAreInksWhereColoursAreFew) {
  const Style row = style_of(Theme::dark, ColourDepth::ansi16, Face::keyword, Face::removed);
  EXPECT_EQ(row.ink->ansi16, 1);
  EXPECT_EQ(row.paper, std::nullopt);
  EXPECT_TRUE(style_of(Theme::light, ColourDepth::ansi8, Face::normal, Face::added_word).reverse);
}

// WCAG's contrast of two colours, 1 to 21.
double contrast(Colour a, Colour b) {
  const auto luminance = [](Colour c) {
    const auto linear = [](int value) {
      const double v = value / 255.0;
      return v <= 0.04045 ? v / 12.92 : std::pow((v + 0.055) / 1.055, 2.4);
    };
    return 0.2126 * linear(c.red) + 0.7152 * linear(c.green) + 0.0722 * linear(c.blue);
  };
  const double x = luminance(a), y = luminance(b);
  return (std::max(x, y) + 0.05) / (std::min(x, y) + 0.05);
}

TEST(Theme, CodeCanBeReadOnEveryPaper) {
  const Face inks[] = {Face::normal, Face::keyword, Face::string, Face::number, Face::function, Face::type};
  const Face papers[] = {Face::normal, Face::cursor, Face::selected, Face::removed, Face::added};
  for (const Theme theme : {Theme::dark, Theme::light, Theme::high_contrast}) {
    const Style page = page_style(theme);
    for (const Face ink : inks) {
      for (const Face paper : papers) {
        const Style style = style_of(theme, ColourDepth::rgb, ink, paper);
        const double seen = contrast(style.ink.value_or(*page.ink), style.paper.value_or(*page.paper));
        EXPECT_GE(seen, theme == Theme::high_contrast ? 7.0 : 3.5)
            << to_string(theme) << ": ink " << static_cast<int>(ink) << " on " << static_cast<int>(paper);
      }
    }
  }
}

// The 16 colours of xterm. Other terminals are darker on white and lighter on black, and so more readable.
Colour of_xterm(int number) {
  constexpr int kColours[] = {0x000000, 0xCD0000, 0x00CD00, 0xCDCD00, 0x0000EE, 0xCD00CD, 0x00CDCD, 0xE5E5E5,
                              0x7F7F7F, 0xFF0000, 0x00FF00, 0xFFFF00, 0x5C5CFF, 0xFF00FF, 0x00FFFF, 0xFFFFFF};
  const int rgb = kColours[number];
  return {static_cast<std::uint8_t>(rgb >> 16), static_cast<std::uint8_t>(rgb >> 8),
          static_cast<std::uint8_t>(rgb), 0};
}

TEST(Theme, EverythingCanBeReadWithFewColours) {
  const Face papers[] = {Face::normal, Face::cursor,       Face::selected,  Face::removed,
                         Face::added,  Face::removed_word, Face::added_word};
  for (const ColourDepth depth : {ColourDepth::ansi8, ColourDepth::ansi16}) {
    const auto seen_as = [&](const std::optional<Colour>& colour, int own) {
      const int number = colour ? colour->ansi16 : own;
      return of_xterm(depth == ColourDepth::ansi8 ? number % 8 : number);
    };
    for (const Theme theme : {Theme::dark, Theme::light, Theme::high_contrast}) {
      const bool light = theme == Theme::light;
      for (int face = 0; face <= static_cast<int>(Face::match); ++face) {
        for (const Face paper : papers) {
          const Style style = style_of(theme, depth, static_cast<Face>(face), paper);
          const double seen =
              contrast(seen_as(style.ink, light ? 0 : 7), seen_as(style.paper, light ? 15 : 0));
          EXPECT_GE(seen, light && depth == ColourDepth::ansi8 ? 3.0 : 3.4)
              << to_string(theme) << ": ink " << face << " on " << static_cast<int>(paper);
        }
      }
    }
  }
}

TEST(Theme, NearestOf256) {
  EXPECT_EQ(index_256({0, 0, 0, 0}), 16);
  EXPECT_EQ(index_256({255, 255, 255, 0}), 231);
  EXPECT_EQ(index_256({0, 0, 255, 0}), 21);
  EXPECT_EQ(index_256({0x1C, 0x1C, 0x1C, 0}), 234);
  EXPECT_EQ(index_256({0x87, 0x5F, 0xD7, 0}), 98);
}

TEST(Theme, EveryFaceHasAStyleInEveryTheme) {
  for (const Theme theme : kThemes) {
    for (const ColourDepth depth : kDepths) {
      for (int face = 1; face <= static_cast<int>(Face::match); ++face) {
        EXPECT_TRUE(theme == Theme::none || depth == ColourDepth::none ||
                    style_of(theme, depth, static_cast<Face>(face), Face::normal) != Style{})
            << face;
      }
    }
  }
}

// With eight colours bright black is black.
TEST(Theme, DrawsNothingInBlackOnBlack) {
  for (const Theme theme : {Theme::dark, Theme::high_contrast}) {
    for (int face = 0; face <= static_cast<int>(Face::match); ++face) {
      const Style style = style_of(theme, ColourDepth::ansi8, static_cast<Face>(face), Face::normal);
      if (style.paper && style.paper->ansi16 != 0) continue;  // has its own background
      EXPECT_FALSE(style.ink && style.ink->ansi16 % 8 == 0) << to_string(theme) << " " << face;
    }
  }
  EXPECT_EQ(style_of(Theme::dark, ColourDepth::ansi8, Face::line_number, Face::normal), (Style{.dim = true}));
}

}  // namespace
}  // namespace mintport::ui
