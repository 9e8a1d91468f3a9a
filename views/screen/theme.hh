// Themes: each maps a face and a background to a style. Pure values. The terminal and the dumps turn styles
// into escape codes, ncurses pairs or SVG attributes.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "views/screen/grid.hh"

namespace mintport::ui {

// `none` uses no colours, only bold, underline, dim and reverse (NO_COLOR).
enum class Theme : std::uint8_t { dark, light, high_contrast, none };

// "dark", "light", "high-contrast", "none"; nullopt for other names.
std::optional<Theme> parse_theme(std::string_view name);
std::string_view to_string(Theme theme);

enum class ColourDepth : std::uint8_t { none, ansi8, ansi16, ansi256, rgb };

struct Colour {
  std::uint8_t red = 0, green = 0, blue = 0;
  std::uint8_t ansi16 = 0;   // 0-15, chosen by hand, because the nearest colour is often unreadable
  std::uint8_t ansi256 = 0;  // likewise; 0: use the nearest colour
  friend bool operator==(const Colour&, const Colour&) = default;
};

// The index in xterm's 256 colours (16-255: cube and greys): the chosen one, else the nearest.
int index_256(Colour colour);

struct Style {
  std::optional<Colour> ink;    // nullopt: the terminal's own
  std::optional<Colour> paper;  // nullopt: the terminal's own
  bool bold = false, dim = false, italic = false, underline = false, reverse = false;
  friend bool operator==(const Style&, const Style&) = default;
};

// With 16 colours or fewer, diff rows use inks instead of papers, because code on those papers would be
// unreadable.
Style style_of(Theme theme, ColourDepth depth, Face face, Face back);

// The style of a page without a terminal (SVG). Both colours are set.
Style page_style(Theme theme);

}  // namespace mintport::ui
