// Numbers of small types, by their definitions.
#include "core/weights/dtype.hh"

#include <gtest/gtest.h>

#include <cmath>
#include <cstring>
#include <limits>

namespace mintport::weights {
namespace {

std::uint32_t stored(DType type, float value) {
  std::uint32_t bits = 0;
  from_float(type, std::span(&value, 1), reinterpret_cast<std::byte*>(&bits));
  return bits;
}

float number(DType type, std::uint32_t bits) {
  float value = 0;
  to_float(type, reinterpret_cast<const std::byte*>(&bits), std::span(&value, 1));
  return value;
}

TEST(DTypes, RoundToNearestEven) {
  EXPECT_EQ(stored(DType::f16, 1.0F), 0x3c00U);
  EXPECT_EQ(stored(DType::f16, 65504.0F), 0x7bffU);
  EXPECT_EQ(stored(DType::f16, 65519.0F), 0x7bffU);
  EXPECT_EQ(stored(DType::f16, 65520.0F), 0x7c00U);       // infinity
  EXPECT_EQ(stored(DType::f16, 5.9604645e-8F), 0x0001U);  // the smallest
  EXPECT_EQ(stored(DType::f16, 2.9802322e-8F), 0x0000U);  // half of it: to even
  EXPECT_EQ(stored(DType::f16, 2.9802326e-8F), 0x0001U);
  EXPECT_EQ(stored(DType::f16, 1.0F + 1.0F / 2048), 0x3c00U);  // a tie, to even
  EXPECT_EQ(stored(DType::f16, 1.0F + 3.0F / 2048), 0x3c02U);
  EXPECT_EQ(stored(DType::bf16, 1.00390625F), 0x3f80U);  // a tie
  EXPECT_EQ(stored(DType::bf16, 3.4e38F), 0x7f80U);
  EXPECT_EQ(stored(DType::f8_e4m3, 448.0F), 0x7eU);
  EXPECT_EQ(stored(DType::f8_e4m3, 500.0F), 0x7fU);  // NaN: there is no infinity
  EXPECT_EQ(stored(DType::f8_e4m3, std::ldexp(1.0F, -9)), 0x01U);
  EXPECT_EQ(stored(DType::f8_e5m2, 57344.0F), 0x7bU);
  EXPECT_EQ(stored(DType::f8_e5m2, 1e6F), 0x7cU);
  EXPECT_EQ(stored(DType::f16, -0.0F), 0x8000U);
  EXPECT_TRUE(std::isnan(number(DType::bf16, stored(DType::bf16, std::nanf("")))));
}

// Each bit pattern converts to a number and back.
TEST(DTypes, GoThereAndBack) {
  for (const DType type : {DType::f16, DType::bf16, DType::f8_e4m3, DType::f8_e5m2}) {
    const std::uint32_t count = size_of(type) == 2 ? 0x10000 : 0x100;
    for (std::uint32_t bits = 0; bits < count; ++bits) {
      const float value = number(type, bits);
      if (std::isnan(value)) {
        EXPECT_TRUE(std::isnan(number(type, stored(type, value))));
      } else {
        EXPECT_EQ(stored(type, value), bits) << safetensors_name(type) << ' ' << value;
      }
    }
  }
}

TEST(DTypes, HaveUniqueNames) {
  for (int i = 0; i <= static_cast<int>(DType::boolean); ++i) {
    const auto type = static_cast<DType>(i);
    EXPECT_EQ(from_safetensors_name(safetensors_name(type)), type);
    EXPECT_EQ(from_mindspore_name(mindspore_name(type)), type);
    EXPECT_EQ(from_torch_name(torch_name(type)), type);
  }
  EXPECT_FALSE(from_safetensors_name("F4").has_value());
}

}  // namespace
}  // namespace mintport::weights
