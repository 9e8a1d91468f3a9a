// One file's conversion drawn as text, for output that is no terminal.
#pragma once

#include <string>
#include <string_view>

#include "core/convert/convert.hh"

namespace mintport {

struct SideBySide {
  std::string_view path;
  const Conversion& conversion;
  int height = 36, width = 120;
};

// The source left, the converted text right, rows aligned by the edits, around the first finding (else the
// first change). Lines that differ are marked between the two, findings by '!'. `height` lines.
std::string draw_side_by_side(const SideBySide& view);

}  // namespace mintport
