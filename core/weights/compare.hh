// Two checkpoints, of any formats, tensor by tensor.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/base/error.hh"
#include "core/weights/checkpoint.hh"

namespace mintport::weights {

struct Tolerance {
  double relative = 1e-3, absolute = 1e-3;
};

struct Difference {
  enum class Kind { missing, extra, shape, value };  // missing: only in a; extra: only in b
  Kind kind = Kind::value;
  std::string name;           // as in a; of extra: as in b
  Shape a, b;                 // of shape
  double largest = 0;         // of value: |a - b|, NaN where only one of the two is NaN
  std::uint64_t outside = 0;  // of value: elements beyond the tolerance
  friend bool operator==(const Difference&, const Difference&) = default;
};

struct Comparison {
  std::size_t compared = 0;              // tensors that are in both with one shape
  std::vector<Difference> differences;   // in a's order, then what only b has
  std::vector<std::string> other_types;  // equal or not, of two types
  double largest = 0;                    // |a - b| of all elements that were compared
  std::string largest_in;                // empty when it is 0
  bool same() const { return differences.empty(); }
  friend bool operator==(const Comparison&, const Comparison&) = default;
};

// Tensors are paired by name; where names differ, by what the rules make of them in PyTorch. An element is
// within the tolerance as numpy.allclose has it: |a - b| <= absolute + relative |b|, infinities equal, and
// NaN equal to NaN.
Result<Comparison> compare(const Checkpoint& a, const Checkpoint& b, const Tolerance& tolerance,
                           const Progress& progress);

}  // namespace mintport::weights
