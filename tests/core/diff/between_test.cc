#include "core/diff/between.hh"

#include <gtest/gtest.h>

namespace mintport {
namespace {

using Rows = std::vector<BetweenRow>;

TEST(BetweenRows, PutTheLineInBetweenBesideBoth) {
  // HF      conversion    port
  // a       a             a
  // torch   mint          mine      changed by hand
  // gone                            taken out by the conversion
  //         import                  added by the conversion, taken out by hand
  //                       new       added by hand
  // z       z             z
  const std::string hf = "a\ntorch.cat(x)\ngone\nz\n", pure = "a\nmint.cat(x)\nimport it\nz\n",
                    port = "a\nmine.cat(x)\nnew\nz\n";
  const Diff first = diff_by_hunks(hf, pure, std::vector<LineHunk>{{2, 2, 2, 2}});
  const std::vector<LineHunk> by_hand = {{2, 2, 2, 2}};
  const Diff second = diff_by_hunks(pure, port, by_hand), whole = compose(first, by_hand, hf, port);
  EXPECT_EQ(between_rows(whole, first, second),
            (Rows{{0, 1, false}, {1, 2, false}, {2, 3, false}, {3, 4, false}}));
}

TEST(BetweenRows, KeepLinesThatNeitherSideHas) {
  const std::string hf = "a\nb\n", pure = "import it\na\nb\nmore\n", port = "a\nb\n";
  const Diff first = diff_by_hunks(hf, pure, std::vector<LineHunk>{{0, 0, 1, 1}, {2, 0, 4, 1}});
  const std::vector<LineHunk> by_hand = {{1, 1, 0, 0}, {4, 1, 2, 0}};
  const Diff second = diff_by_hunks(pure, port, by_hand), whole = compose(first, by_hand, hf, port);
  EXPECT_EQ(between_rows(whole, first, second),
            (Rows{{0, 1, true}, {0, 2, false}, {1, 3, false}, {1, 4, true}}));
}

TEST(BetweenRows, HoldForNothing) {
  EXPECT_EQ(between_rows({}, {}, {}), Rows{});
}

}  // namespace
}  // namespace mintport
