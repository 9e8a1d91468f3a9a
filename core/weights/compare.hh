// Compares two checkpoints of any formats, tensor by tensor.
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
  std::string name;           // name in a; for extra: name in b
  Shape a, b;                 // for shape
  double largest = 0;         // for value: max |a - b|; NaN if only one of the two is NaN
  std::uint64_t outside = 0;  // for value: number of elements beyond the tolerance
  friend bool operator==(const Difference&, const Difference&) = default;
};

struct Comparison {
  std::size_t compared = 0;              // tensors in both, with the same shape
  std::vector<Difference> differences;   // in a's order, then tensors that only b has
  std::vector<std::string> other_types;  // pairs with different types, whether equal or not
  double largest = 0;                    // |a - b| over all compared elements
  std::string largest_in;                // name of that tensor; empty if the difference is 0
  bool same() const { return differences.empty(); }
  friend bool operator==(const Comparison&, const Comparison&) = default;
};

// Pairs tensors by name, or by their PyTorch names under the rules. An element is within the tolerance by the
// criterion of numpy.allclose: |a - b| <= absolute + relative |b|, infinities are equal, and NaN equals NaN.
Result<Comparison> compare(const Checkpoint& a, const Checkpoint& b, const Tolerance& tolerance,
                           const Progress& progress);

}  // namespace mintport::weights
