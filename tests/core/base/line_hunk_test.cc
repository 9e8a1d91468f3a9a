#include "core/base/line_hunk.hh"

#include <gtest/gtest.h>

#include <vector>

namespace mintport {
namespace {

TEST(LineBefore, FollowsALineBackOverHunks) {
  // a b c d -> x a C d: a line was added at the top, b was removed, c was changed.
  const std::vector<LineHunk> hunks = {{0, 0, 1, 1}, {2, 2, 3, 1}};
  std::vector<std::optional<std::uint32_t>> before;
  for (std::uint32_t line = 1; line <= 4; ++line) before.push_back(line_before(hunks, line));
  EXPECT_EQ(before, (std::vector<std::optional<std::uint32_t>>{std::nullopt, 1, std::nullopt, 4}));
  EXPECT_EQ(line_before(std::vector<LineHunk>{{2, 1, 1, 0}}, 2), 3u);  // a removed line
  EXPECT_EQ(line_before({}, 7), 7u);
}

}  // namespace
}  // namespace mintport
