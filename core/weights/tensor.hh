// Tensors as values: a name, a type, a shape, and the location of the bytes. The bytes stay in their files.
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

// Limits on what a file may declare: far above any model, far below exhausting memory.
inline constexpr std::size_t kMaxTensors = std::size_t{1} << 20;
inline constexpr std::size_t kMaxNameBytes = 4096;
inline constexpr std::size_t kMaxDimensions = 64;

using Shape = std::vector<std::int64_t>;

// The number of elements, or nullopt if a dimension is negative or the size in bytes does not fit 63 bits.
std::optional<std::uint64_t> count_elements(const Shape& shape, std::size_t element_size = 1);

// "(320, 4, 3, 3)", "(1280,)" and "()", as the port's tools print them.
std::string to_string(const Shape& shape);

// Receives bytes in order. An error stops the reading.
using Sink = std::function<Result<void>(std::span<const std::byte>)>;

struct Tensor {
  std::string name;
  DType dtype = DType::f32;
  Shape shape;
  std::vector<Extent> extents;  // row-major, little-endian pieces, in order
  Shape strides;  // in elements, for torch's views: the only extent is then what they reach; else empty

  std::uint64_t elements() const { return count_elements(shape).value_or(0); }
  std::uint64_t bytes() const { return elements() * size_of(dtype); }
};

// Passes the tensor's bytes in order, in chunks of whole elements that are valid during the call.
Result<void> read_tensor(const Tensor& tensor, const Sink& sink);

// Reads the whole tensor as floats. Only for small tensors.
Result<std::vector<float>> read_floats(const Tensor& tensor);

// A tensor to be written.
struct Output {
  std::string name;
  DType dtype = DType::f32;
  Shape shape;
  std::vector<Extent> extents;                         // its bytes, unless `produce` is set
  std::function<Result<void>(const Sink&)> produce{};  // produces the bytes

  std::uint64_t bytes() const { return count_elements(shape).value_or(0) * size_of(dtype); }
};

// An output with the tensor's bytes, under the given name.
Output copy_of(const Tensor& tensor, std::string name);

// The output cast to another type; only floats are cast.
Output cast_of(Output output, DType to);

// Passes the output's bytes in order, in chunks of whole elements that are valid during the call.
Result<void> read_output(const Output& output, const Sink& sink);

// Receives done and total bytes of a long run. May be null.
using Progress = std::function<void(std::uint64_t, std::uint64_t)>;

// Appends an output's bytes to `file`. A size other than declared is an error.
Result<void> write_output(const Output& output, OutputFile& file);

}  // namespace mintport::weights
