#include "core/review/outline.hh"

#include <gtest/gtest.h>

namespace mintport {
namespace {

TEST(Outline, KnowsWhatIsInEachSymbol) {
  const std::string source =
      "class A:\n    def f(self):\n        return 1\n\n    def g(self):\n        return 2\n\n\ndef h():\n    "
      "pass\n";
  std::string port = source;
  const auto one = static_cast<ByteOffset>(source.find('1')), two = static_cast<ByteOffset>(source.find('2'));
  port[one] = '3';
  port[two] = '4';
  const Diff diff =
      diff_by_edits(source, port, {{{one, one + 1}, "3"}, {{two, two + 1}, "4"}}, {false, false});
  std::vector<TrackedFinding> findings(2);
  findings[0].line = 3;
  findings[1].line = 6;
  findings[1].life = Life::waived;
  EXPECT_EQ(outline(port, findings, diff, {true, false}),
            (std::vector<OutlineRow>{{0, "class A", 1, 6, 1, 2, 1},
                                     {1, "def f", 2, 3, 1, 1, 1},
                                     {1, "def g", 5, 6, 0, 1, 0},
                                     {0, "def h", 9, 10, 0, 0, 0}}));
}

}  // namespace
}  // namespace mintport
