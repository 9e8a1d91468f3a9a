#include "core/weights/dtype.hh"

#include <algorithm>
#include <array>
#include <bit>
#include <cassert>
#include <cmath>
#include <cstring>

namespace mintport::weights {
namespace {

struct Names {
  DType type;
  std::uint8_t size;
  std::string_view safetensors, mindspore, torch;
};

constexpr std::array<Names, 15> kTypes{{
    {DType::f64, 8, "F64", "Float64", "float64"},
    {DType::f32, 4, "F32", "Float32", "float32"},
    {DType::f16, 2, "F16", "Float16", "float16"},
    {DType::bf16, 2, "BF16", "BFloat16", "bfloat16"},
    {DType::f8_e4m3, 1, "F8_E4M3", "Float8E4M3FN", "float8_e4m3fn"},
    {DType::f8_e5m2, 1, "F8_E5M2", "Float8E5M2", "float8_e5m2"},
    {DType::i64, 8, "I64", "Int64", "int64"},
    {DType::i32, 4, "I32", "Int32", "int32"},
    {DType::i16, 2, "I16", "Int16", "int16"},
    {DType::i8, 1, "I8", "Int8", "int8"},
    {DType::u64, 8, "U64", "UInt64", "uint64"},
    {DType::u32, 4, "U32", "UInt32", "uint32"},
    {DType::u16, 2, "U16", "UInt16", "uint16"},
    {DType::u8, 1, "U8", "UInt8", "uint8"},
    {DType::boolean, 1, "BOOL", "Bool", "bool"},
}};

const Names& names(DType type) {
  return kTypes[static_cast<std::size_t>(type)];
}

std::optional<DType> find(std::string_view Names::*column, std::string_view name) {
  const auto found =
      std::find_if(kTypes.begin(), kTypes.end(), [&](const Names& n) { return n.*column == name; });
  if (found == kTypes.end()) return std::nullopt;
  return found->type;
}

// A small IEEE-like float: sign, exponent, mantissa.
struct Layout {
  int exponent, mantissa;
  bool finite_only;  // the largest exponent is also used for numbers; only all ones is NaN
  int bias() const { return (1 << (exponent - 1)) - 1; }
};

constexpr Layout kHalf{5, 10, false};
constexpr Layout kE4M3{4, 3, true};
constexpr Layout kE5M2{5, 2, false};

float widen(Layout layout, std::uint32_t bits) {
  const std::uint32_t sign = bits >> (layout.exponent + layout.mantissa);
  const std::uint32_t exponent = (bits >> layout.mantissa) & ((1U << layout.exponent) - 1);
  const std::uint32_t mantissa = bits & ((1U << layout.mantissa) - 1);
  const std::uint32_t top = (1U << layout.exponent) - 1;
  std::uint32_t out = sign << 31;
  if (exponent == top && (!layout.finite_only || mantissa == (1U << layout.mantissa) - 1)) {
    out |= 0x7f800000U | (mantissa << (23 - layout.mantissa));
    return std::bit_cast<float>(out);
  }
  if (exponent == 0) {  // exact as a float
    const float value = std::ldexp(static_cast<float>(mantissa), 1 - layout.bias() - layout.mantissa);
    return sign != 0 ? -value : value;
  }
  out |= (exponent + 127U - static_cast<std::uint32_t>(layout.bias())) << 23;
  return std::bit_cast<float>(out | mantissa << (23 - layout.mantissa));
}

std::uint32_t narrow(Layout layout, float value) {
  const auto bits = std::bit_cast<std::uint32_t>(value);
  const std::uint32_t sign = (bits >> 31) << (layout.exponent + layout.mantissa);
  const std::uint32_t all = (1U << (layout.exponent + layout.mantissa)) - 1;
  const std::uint32_t infinity = layout.finite_only ? all : all ^ ((1U << layout.mantissa) - 1);
  if (std::isnan(value)) return sign | all;
  const int exponent = static_cast<int>((bits >> 23) & 0xff) - 127 + layout.bias();
  const int shift = 23 - layout.mantissa + std::max(0, 1 - exponent);
  if (shift > 24) return sign;  // less than half of the smallest number, including f32's subnormals
  if (exponent > 0xff) return sign | infinity;
  const std::uint32_t full = (bits & 0x7fffffU) | 0x800000U;
  const std::uint32_t rest = full & ((1U << shift) - 1), half = 1U << (shift - 1);
  std::uint32_t rounded = full >> shift;
  if (rest > half || (rest == half && (rounded & 1U) != 0)) ++rounded;
  // A carry out of the mantissa raises the exponent, as it should.
  const std::uint32_t out = exponent >= 1 ? (static_cast<std::uint32_t>(exponent) << layout.mantissa) +
                                                rounded - (1U << layout.mantissa)
                                          : rounded;
  return sign | std::min(out, infinity);
}

template <class Stored, class Number, class Convert>
void each(const std::byte* from, std::span<Number> to, Convert convert) {
  for (Number& number : to) {
    Stored stored;
    std::memcpy(&stored, from, sizeof stored);
    from += sizeof stored;
    number = convert(stored);
  }
}

template <class Number>
void read(DType type, const std::byte* from, std::span<Number> to) {
  const auto plain = [](auto stored) { return static_cast<Number>(stored); };
  const auto small = [](Layout layout) {
    return [layout](auto stored) { return static_cast<Number>(widen(layout, stored)); };
  };
  switch (type) {
    case DType::f64:
      return each<double>(from, to, plain);
    case DType::f32:
      return each<float>(from, to, plain);
    case DType::f16:
      return each<std::uint16_t>(from, to, small(kHalf));
    case DType::bf16:
      return each<std::uint16_t>(from, to, [](std::uint16_t stored) {
        return static_cast<Number>(std::bit_cast<float>(static_cast<std::uint32_t>(stored) << 16));
      });
    case DType::f8_e4m3:
      return each<std::uint8_t>(from, to, small(kE4M3));
    case DType::f8_e5m2:
      return each<std::uint8_t>(from, to, small(kE5M2));
    case DType::i64:
      return each<std::int64_t>(from, to, plain);
    case DType::i32:
      return each<std::int32_t>(from, to, plain);
    case DType::i16:
      return each<std::int16_t>(from, to, plain);
    case DType::i8:
      return each<std::int8_t>(from, to, plain);
    case DType::u64:
      return each<std::uint64_t>(from, to, plain);
    case DType::u32:
      return each<std::uint32_t>(from, to, plain);
    case DType::u16:
      return each<std::uint16_t>(from, to, plain);
    case DType::u8:
      return each<std::uint8_t>(from, to, plain);
    case DType::boolean:
      return each<std::uint8_t>(from, to, [](std::uint8_t stored) { return Number(stored != 0); });
  }
}

template <class Stored, class Convert>
void put(std::span<const float> from, std::byte* to, Convert convert) {
  for (const float number : from) {
    const auto stored = static_cast<Stored>(convert(number));
    std::memcpy(to, &stored, sizeof stored);
    to += sizeof stored;
  }
}

std::uint16_t to_bfloat16(float value) {
  const auto bits = std::bit_cast<std::uint32_t>(value);
  if (std::isnan(value)) return static_cast<std::uint16_t>((bits >> 16) | 0x40U);  // keep it a NaN
  return static_cast<std::uint16_t>((bits + 0x7fffU + ((bits >> 16) & 1U)) >> 16);
}

}  // namespace

std::size_t size_of(DType type) {
  return names(type).size;
}

bool is_float(DType type) {
  return type <= DType::f8_e5m2;
}

std::string_view safetensors_name(DType type) {
  return names(type).safetensors;
}
std::string_view mindspore_name(DType type) {
  return names(type).mindspore;
}
std::string_view torch_name(DType type) {
  return names(type).torch;
}
std::optional<DType> from_safetensors_name(std::string_view name) {
  return find(&Names::safetensors, name);
}
std::optional<DType> from_mindspore_name(std::string_view name) {
  return find(&Names::mindspore, name);
}
std::optional<DType> from_torch_name(std::string_view name) {
  return find(&Names::torch, name);
}

bool mindspore_loads(DType type) {
  return type != DType::f8_e4m3 && type != DType::f8_e5m2;
}

void to_float(DType type, const std::byte* from, std::span<float> to) {
  read(type, from, to);
}

void to_double(DType type, const std::byte* from, std::span<double> to) {
  read(type, from, to);
}

void from_float(DType type, std::span<const float> from, std::byte* to) {
  assert(is_float(type));
  const auto small = [](Layout layout) { return [layout](float number) { return narrow(layout, number); }; };
  switch (type) {
    case DType::f64:
      return put<double>(from, to, [](float number) { return number; });
    case DType::f32:
      return put<float>(from, to, [](float number) { return number; });
    case DType::f16:
      return put<std::uint16_t>(from, to, small(kHalf));
    case DType::bf16:
      return put<std::uint16_t>(from, to, to_bfloat16);
    case DType::f8_e4m3:
      return put<std::uint8_t>(from, to, small(kE4M3));
    case DType::f8_e5m2:
      return put<std::uint8_t>(from, to, small(kE5M2));
    default:
      return;
  }
}

}  // namespace mintport::weights
