// torch archives: written files can be read again, and views give the same values as in torch.
#include "core/weights/torch.hh"

#include <gtest/gtest.h>

#include "support.hh"

namespace mintport::weights {
namespace {

TEST(Torch, ReadsWhatItWrote) {
  TempDir folder;
  const std::vector<Output> outputs{floats("w", {2, 3}, {1, 2, 3, 4, 5, 6}),
                                    floats("scalar", {}, {7}),
                                    floats("empty", {0, 2}, {}),
                                    output("f8", DType::f8_e4m3, {2}, "ab"),
                                    output("u16", DType::u16, {1}, "ab"),
                                    output("b", DType::boolean, {2}, std::string("\0\1", 2))};
  ASSERT_TRUE(write_torch(folder / "a.pt", outputs, {.verify = true}).has_value());
  EXPECT_EQ(seen(folder / "a.pt"), (std::vector<Seen>{{"w", DType::f32, {2, 3}, bytes_of({1, 2, 3, 4, 5, 6})},
                                                      {"scalar", DType::f32, {}, bytes_of({7})},
                                                      {"empty", DType::f32, {0, 2}, ""},
                                                      {"f8", DType::f8_e4m3, {2}, "ab"},
                                                      {"u16", DType::u16, {1}, "ab"},
                                                      {"b", DType::boolean, {2}, std::string("\0\1", 2)}}));
}

TEST(Torch, GoesOverViewsInOrder) {
  TempDir folder;
  write_file(folder / "data", bytes_of({1, 2, 3, 4, 5, 6}));
  const auto file = InputFile::open(folder / "data");
  ASSERT_TRUE(file.has_value());
  const Tensor transposed{
      .name = "t", .dtype = DType::f32, .shape = {3, 2}, .extents = {{*file, 0, 24}}, .strides = {1, 3}};
  EXPECT_EQ(contents(transposed), bytes_of({1, 4, 2, 5, 3, 6}));
  const Tensor expanded{
      .name = "e", .dtype = DType::f32, .shape = {2, 2}, .extents = {{*file, 4, 8}}, .strides = {0, 1}};
  EXPECT_EQ(contents(expanded), bytes_of({2, 3, 2, 3}));
}

}  // namespace
}  // namespace mintport::weights
