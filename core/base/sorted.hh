// Sorts small vectors of values.
#pragma once

#include <algorithm>

namespace mintport {

// Sorts the values and removes duplicates.
template <class Vector>
void sort_once(Vector& values) {
  std::sort(values.begin(), values.end());
  values.erase(std::unique(values.begin(), values.end()), values.end());
}

}  // namespace mintport
