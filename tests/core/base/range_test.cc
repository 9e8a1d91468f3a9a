#include "core/base/range.hh"

#include <gtest/gtest.h>

namespace mintport {
namespace {

TEST(ByteRange, HoldsItsBeginButNotItsEnd) {
  constexpr ByteRange range{2, 5};
  EXPECT_EQ(range.size(), 3u);
  EXPECT_FALSE(range.contains(ByteOffset{1}));
  EXPECT_TRUE(range.contains(ByteOffset{2}));
  EXPECT_FALSE(range.contains(ByteOffset{5}));
  EXPECT_TRUE(range.contains(ByteRange{2, 5}));
  EXPECT_TRUE(range.contains(ByteRange{5, 5}));
  EXPECT_FALSE(range.contains(ByteRange{4, 6}));
}

TEST(ByteRange, OverlapsWhatSharesAByte) {
  constexpr ByteRange range{2, 5};
  EXPECT_TRUE(range.overlaps({4, 9}));
  EXPECT_TRUE(range.overlaps({3, 4}));
  EXPECT_FALSE(range.overlaps({5, 9}));
  EXPECT_FALSE(range.overlaps({0, 2}));
}

}  // namespace
}  // namespace mintport
