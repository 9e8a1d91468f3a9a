// The results of a file's classes: how far each got on the ladder, and below those that differ their layers.
#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "core/validate/store.hh"
#include "views/panes/panes.hh"

namespace mintport::ui {

struct ValidationPane {
  struct Row {
    std::size_t result = 0;
    std::optional<std::size_t> layer;  // of that result; unset: the class itself
    friend bool operator==(const Row&, const Row&) = default;
  };
  std::vector<KeptResult> results;
  ValidatedBlobs now;  // results for other texts are stale
  ListState list;

  std::vector<Row> rows() const;
};

void draw_validation(const ValidationPane& pane, Rect area, Grid& grid);

}  // namespace mintport::ui
