// Copies a grid to ncurses' screen: finds the changed cells, and their colour pairs and attributes. ncurses
// decides which bytes to send.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

#include "views/screen/grid.hh"
#include "views/screen/theme.hh"

namespace mintport::ui {

class Painter {
 public:
  explicit Painter(ColourDepth depth) : depth_(depth) {}

  void set_theme(Theme theme);
  Theme theme() const { return theme_; }
  ColourDepth depth() const { return depth_; }
  // Forgets the shown screen, so that the next paint() draws every cell.
  void forget() { shown_.reset(); }
  // Draws into ncurses' standard screen and sends it to the terminal.
  void paint(const Grid& grid);

 private:
  struct Look {
    std::uint32_t attributes = 0;
    int pair = 0;
  };
  const Look& look_of(Face face, Face back);
  void paint_row(const Grid& grid, int row);
  void put_cell(int row, int column, const Cell& cell, bool wide);

  static constexpr std::size_t kFaces = static_cast<std::size_t>(Face::match) + 1;
  Theme theme_ = Theme::dark;
  ColourDepth depth_;
  std::optional<Grid> shown_;
  std::array<std::optional<Look>, kFaces * kFaces> looks_;
};

// The colour depth that ncurses reports after start_color().
ColourDepth colour_depth();

}  // namespace mintport::ui
