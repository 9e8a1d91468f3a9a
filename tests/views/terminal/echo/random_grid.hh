// Random grids of narrow, wide and combining characters; the same for the same seed.
#pragma once

#include <random>

#include "views/screen/grid.hh"

namespace mintport::ui {

inline Grid random_grid(int height, int width, unsigned seed) {
  static constexpr const char* kPieces[] = {"a",    "bc",   "漢", "字x", "e\u0301",
                                            "🙂", "한글", "─│", " ",   "   "};
  static constexpr Face kBacks[] = {Face::normal, Face::added, Face::cursor, Face::match};
  std::mt19937 random(seed);
  const auto below = [&](unsigned n) { return static_cast<int>(random() % n); };
  Grid grid(height, width);
  for (int i = 0; i < height * width / 4; ++i) {
    grid.put(below(static_cast<unsigned>(height)), below(static_cast<unsigned>(width) + 2) - 2,
             kPieces[below(10)], static_cast<Face>(below(20)), kBacks[below(4)]);
  }
  for (int row = 0; row < height; ++row) {  // marks in the last column are not drawn
    if (grid.at(row, width - 1).text == "e\u0301") grid.put(row, width - 1, "+", Face::normal);
  }
  return grid;
}

}  // namespace mintport::ui
