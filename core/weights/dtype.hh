// Element types of checkpoints, their names in each format, and conversion of elements to float and back.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

namespace mintport::weights {

enum class DType : std::uint8_t {
  f64,
  f32,
  f16,
  bf16,
  f8_e4m3,  // the "fn" variant: no infinities, NaN is S.1111.111
  f8_e5m2,
  i64,
  i32,
  i16,
  i8,
  u64,
  u32,
  u16,
  u8,
  boolean,
};

// Size of an element in bytes.
std::size_t size_of(DType type);

// True for floating-point types.
bool is_float(DType type);

// Names, each unique. safetensors: "BF16" (its format description). MindSpore: "BFloat16" (tensor_to_ms_type
// of mindspore.train.serialization and str(dtype)). torch: "bfloat16" (the attribute of torch).
std::string_view safetensors_name(DType type);
std::string_view mindspore_name(DType type);
std::string_view torch_name(DType type);
std::optional<DType> from_safetensors_name(std::string_view name);
std::optional<DType> from_mindspore_name(std::string_view name);
std::optional<DType> from_torch_name(std::string_view name);

// MindSpore 2.10 writes f8 parameters, but load_checkpoint refuses them.
bool mindspore_loads(DType type);

// Converts little-endian elements at `from`. Integers wider than the mantissa are rounded.
void to_float(DType type, const std::byte* from, std::span<float> to);
void to_double(DType type, const std::byte* from, std::span<double> to);

// Rounds to nearest, ties to even. Overflow becomes infinity (NaN if the type has none). `type` must be a
// float type.
void from_float(DType type, std::span<const float> from, std::byte* to);

}  // namespace mintport::weights
