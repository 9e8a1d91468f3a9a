// Small checkpoints for tests.
#pragma once

#include <cstring>
#include <string>
#include <string_view>
#include <vector>

#include "core/weights/checkpoint.hh"
#include "support/temp_dir.hh"

namespace mintport::weights {

using mintport::testing::read_file;
using mintport::testing::TempDir;
using mintport::testing::write_file;

// An output with these bytes.
inline Output output(std::string name, DType dtype, Shape shape, std::string bytes) {
  Output out{.name = std::move(name), .dtype = dtype, .shape = std::move(shape), .extents = {}};
  out.produce = [bytes = std::move(bytes)](const Sink& sink) {
    return sink(std::as_bytes(std::span(bytes)));
  };
  return out;
}

inline std::string bytes_of(const std::vector<float>& numbers) {
  return {reinterpret_cast<const char*>(numbers.data()), numbers.size() * sizeof(float)};
}

inline Output floats(std::string name, Shape shape, const std::vector<float>& numbers) {
  return output(std::move(name), DType::f32, std::move(shape), bytes_of(numbers));
}

// A tensor's bytes.
inline std::string contents(const Tensor& tensor) {
  std::string all;
  const auto read = read_tensor(tensor, [&](std::span<const std::byte> bytes) -> Result<void> {
    all.append(reinterpret_cast<const char*>(bytes.data()), bytes.size());
    return {};
  });
  return read ? all : "error: " + to_string(read.error());
}

// A tensor of a checkpoint with its bytes, as one value to compare.
struct Seen {
  std::string name;
  DType dtype;
  Shape shape;
  std::string bytes;
  friend bool operator==(const Seen&, const Seen&) = default;
  friend void PrintTo(const Seen& seen, std::ostream* out) {
    *out << seen.name << ' ' << safetensors_name(seen.dtype) << ' ' << weights::to_string(seen.shape);
  }
};

inline std::vector<Seen> seen(const Checkpoint& checkpoint) {
  std::vector<Seen> all;
  for (const Tensor& t : checkpoint.tensors) all.push_back({t.name, t.dtype, t.shape, contents(t)});
  return all;
}

inline std::vector<Seen> seen(const std::filesystem::path& path) {
  const auto checkpoint = open_checkpoint(path);
  if (!checkpoint) return {{"error: " + to_string(checkpoint.error()), DType::f32, {}, ""}};
  return seen(*checkpoint);
}

// The error of opening a file with these bytes, without the file name.
inline std::string error_of(const TempDir& folder, std::string_view bytes, std::string_view name = "x.ckpt") {
  write_file(folder / name, bytes);
  const auto checkpoint = open_checkpoint(folder / name);
  return checkpoint ? "" : checkpoint.error().what;
}

inline std::string safetensors(std::string header, std::string_view data) {
  std::uint64_t size = header.size();
  return std::string(reinterpret_cast<const char*>(&size), sizeof size) + header + std::string(data);
}

}  // namespace mintport::weights
