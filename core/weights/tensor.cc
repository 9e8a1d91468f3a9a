#include "core/weights/tensor.hh"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <sys/mman.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <limits>

namespace mintport::weights {
namespace {

// A memory mapping of a file's bytes, for the lifetime of the object.
class Mapping {
 public:
  explicit Mapping(const Extent& extent) {
    const auto page = static_cast<std::uint64_t>(::sysconf(_SC_PAGESIZE));
    const std::uint64_t start = extent.offset / page * page;
    length_ = extent.size + (extent.offset - start);
    start_ = ::mmap(nullptr, length_, PROT_READ, MAP_PRIVATE, extent.file->descriptor(),
                    static_cast<off_t>(start));
    bytes_ = static_cast<const std::byte*>(start_) + (extent.offset - start);
  }
  ~Mapping() {
    if (good()) ::munmap(start_, length_);
  }
  Mapping(const Mapping&) = delete;
  Mapping& operator=(const Mapping&) = delete;
  bool good() const { return start_ != MAP_FAILED; }
  const std::byte* bytes() const { return bytes_; }

 private:
  void* start_;
  std::size_t length_;
  const std::byte* bytes_;
};

// Reads a strided view of torch in row-major order.
Result<void> read_strided(const Tensor& tensor, const Sink& sink) {
  const std::size_t size = size_of(tensor.dtype);
  std::uint64_t left = tensor.elements();
  if (left == 0) return {};
  const Mapping mapping(tensor.extents.front());
  if (!mapping.good()) {
    return fail(
        {.kind = ErrorKind::io, .file = tensor.extents.front().file->path(), .what = std::strerror(errno)});
  }
  std::vector<std::int64_t> at(tensor.shape.size(), 0);
  std::int64_t element = 0;
  std::vector<std::byte> buffer;
  buffer.reserve(kChunk);
  while (left > 0) {
    const std::byte* from = mapping.bytes() + static_cast<std::size_t>(element) * size;
    buffer.insert(buffer.end(), from, from + size);
    for (std::size_t d = at.size(); d-- > 0;) {
      element += tensor.strides[d];
      if (++at[d] < tensor.shape[d]) break;
      element -= tensor.strides[d] * tensor.shape[d];
      at[d] = 0;
    }
    if (--left == 0 || buffer.size() + size > kChunk) {
      if (const auto taken = sink(buffer); !taken) return taken;
      buffer.clear();
    }
  }
  return {};
}

}  // namespace

std::optional<std::uint64_t> count_elements(const Shape& shape, std::size_t element_size) {
  const std::uint64_t most = std::numeric_limits<std::int64_t>::max() / element_size;
  if (std::any_of(shape.begin(), shape.end(), [](std::int64_t d) { return d < 0; })) return std::nullopt;
  if (std::count(shape.begin(), shape.end(), 0) > 0) return 0;  // whatever the other dimensions are
  std::uint64_t count = 1;
  for (const std::int64_t dimension : shape) {
    if (count > most / static_cast<std::uint64_t>(dimension)) return std::nullopt;
    count *= static_cast<std::uint64_t>(dimension);
  }
  return count;
}

std::string to_string(const Shape& shape) {
  return fmt::format("({}{})", fmt::join(shape, ", "), shape.size() == 1 ? "," : "");
}

Result<void> read_tensor(const Tensor& tensor, const Sink& sink) {
  if (!tensor.strides.empty()) return read_strided(tensor, sink);
  std::vector<std::byte> buffer(std::min<std::uint64_t>(tensor.bytes(), kChunk));
  std::size_t filled = 0;  // pieces need not end at element boundaries
  for (const Extent& extent : tensor.extents) {
    for (std::uint64_t done = 0; done < extent.size;) {
      const std::size_t step = std::min<std::uint64_t>(extent.size - done, buffer.size() - filled);
      const auto part = std::span(buffer).subspan(filled, step);
      if (const auto read = extent.file->read(extent.offset + done, part); !read) return read;
      done += step;
      filled += step;
      if (filled == buffer.size()) {
        if (const auto taken = sink(buffer); !taken) return taken;
        filled = 0;
      }
    }
  }
  if (filled == 0) return {};
  return sink(std::span(buffer).first(filled));
}

Result<std::vector<float>> read_floats(const Tensor& tensor) {
  std::vector<float> numbers(tensor.elements());
  std::size_t at = 0;
  const auto read = read_tensor(tensor, [&](std::span<const std::byte> bytes) -> Result<void> {
    const std::size_t count = bytes.size() / size_of(tensor.dtype);
    to_float(tensor.dtype, bytes.data(), std::span(numbers).subspan(at, count));
    at += count;
    return {};
  });
  if (!read) return fail(read.error());
  return numbers;
}

Output copy_of(const Tensor& tensor, std::string name) {
  Output output{.name = std::move(name), .dtype = tensor.dtype, .shape = tensor.shape, .extents = {}};
  if (tensor.strides.empty()) {
    output.extents = tensor.extents;
  } else {
    output.produce = [tensor](const Sink& sink) { return read_tensor(tensor, sink); };
  }
  return output;
}

Output cast_of(Output output, DType to) {
  if (!is_float(output.dtype) || output.dtype == to) return output;
  const DType from = output.dtype;
  auto source = [output](const Sink& sink) { return read_output(output, sink); };
  output.extents.clear();
  output.dtype = to;
  output.produce = [source = std::move(source), from, to](const Sink& sink) {
    std::vector<float> numbers;
    std::vector<std::byte> cast;
    return source([&](std::span<const std::byte> bytes) {
      numbers.resize(bytes.size() / size_of(from));
      cast.resize(numbers.size() * size_of(to));
      to_float(from, bytes.data(), numbers);
      from_float(to, numbers, cast.data());
      return sink(cast);
    });
  };
  return output;
}

Result<void> read_output(const Output& output, const Sink& sink) {
  if (output.produce) return output.produce(sink);
  return read_tensor(
      {.name = output.name, .dtype = output.dtype, .shape = output.shape, .extents = output.extents}, sink);
}

Result<void> write_output(const Output& output, OutputFile& file) {
  const std::uint64_t start = file.position();
  if (output.produce) {
    const auto made = output.produce([&](std::span<const std::byte> bytes) { return file.write(bytes); });
    if (!made) return made;
  }
  for (const Extent& extent : output.extents) {
    if (const auto copied = file.copy(extent); !copied) return copied;
  }
  if (file.position() - start == output.bytes()) return {};
  return fail({.kind = ErrorKind::content,
               .what = fmt::format("'{}' has {} bytes of data instead of {}", output.name,
                                   file.position() - start, output.bytes())});
}

}  // namespace mintport::weights
