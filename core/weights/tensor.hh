// Tensors as values: what they are called and where their bytes lie. The bytes stay in their files.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/error.hh"
#include "core/weights/dtype.hh"
#include "core/weights/file.hh"

namespace mintport::weights {

// Limits on what a file may claim; far above any model, far below what would exhaust memory.
inline constexpr std::size_t kMaxTensors = std::size_t{1} << 20;
inline constexpr std::size_t kMaxNameBytes = 4096;
inline constexpr std::size_t kMaxDimensions = 64;

using Shape = std::vector<std::int64_t>;

// Elements of a shape, or nothing when a dimension is negative or their bytes do not fit 63 bits.
std::optional<std::uint64_t> count_elements(const Shape& shape, std::size_t element_size = 1);

// "(320, 4, 3, 3)", "(1280,)" and "()", as the tools print them.
std::string to_string(const Shape& shape);

// Takes bytes as they come; an error ends the whole.
using Sink = std::function<Result<void>(std::span<const std::byte>)>;

struct Tensor {
  std::string name;
  DType dtype = DType::f32;
  Shape shape;
  std::vector<Extent> extents;  // its bytes, row-major and little-endian, one piece behind the other
  Shape strides;  // in elements, for torch's views: the only extent is then what they reach; else empty

  std::uint64_t elements() const { return count_elements(shape).value_or(0); }
  std::uint64_t bytes() const { return elements() * size_of(dtype); }
};

// The tensor's bytes in order, in chunks that hold whole elements and are valid during the call.
Result<void> read_tensor(const Tensor& tensor, const Sink& sink);

// All of it in memory, as float. For tensors that are known to be small.
Result<std::vector<float>> read_floats(const Tensor& tensor);

// What is to be written as a tensor.
struct Output {
  std::string name;
  DType dtype = DType::f32;
  Shape shape;
  std::vector<Extent> extents;                         // its bytes are these...
  std::function<Result<void>(const Sink&)> produce{};  // ...or, when set, what this gives

  std::uint64_t bytes() const { return count_elements(shape).value_or(0) * size_of(dtype); }
};

// The tensor as it is, under another name if given.
Output copy_of(const Tensor& tensor, std::string name);

// The same with its numbers in another type: floats only; others stay as they are.
Output cast_of(Output output, DType to);

// The output's bytes in order, in chunks that hold whole elements and are valid during the call.
Result<void> read_output(const Output& output, const Sink& sink);

// Done and total bytes of a long run. May be null.
using Progress = std::function<void(std::uint64_t, std::uint64_t)>;

// Appends an output's bytes to `file`. An output that gives more or fewer than it said is an error.
Result<void> write_output(const Output& output, OutputFile& file);

}  // namespace mintport::weights
