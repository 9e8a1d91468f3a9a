// The number of nonzero positions as a sum.

#include <gtest/gtest.h>

#include "support/conversion/convert_text.hh"

namespace mintport::rules::counts_test {
namespace {

constexpr std::string_view kCounts = R"py(
class A:
    def f(self, a, b):
        found = (a == b).nonzero()

        # The second.
        place = 1 if len(found) > 1 else 0

        return found[place].item()

    def g(self, a, b):
        candidates = (a == b).nonzero()

        if len(candidates) == 0:
            step = len(self.all) - 1
        # The second.
        elif len(candidates) > 1:
            step = candidates[1].item()
        else:
            step = candidates[0].item()

        return step
)py";

TEST(CountRules, TheSumTellsHowManyThereAre) {
  EXPECT_EQ(convert_by_habit(kCounts, "hooks/a.py"), gives(R"py(
class A:
    def f(self, a, b):
        if (a == b).sum() > 1:
            place = 1
        else:
            place = 0

        # The second.
        found = (a == b).nonzero()

        return int(found[place])

    def g(self, a, b):
        candidates_num = (a == b).sum()

        if candidates_num == 0:
            step = len(self.all) - 1
        # The second.
        else:
            if candidates_num > 1:
                pos = 1
            else:
                pos = 0
            step = int((a == b).nonzero()[pos])

        return step
)py"));
  EXPECT_EQ(convert_text(kCounts), stays(kCounts));
}

TEST(CountRules, PositionsThatAreReadElsewhereStay) {
  constexpr std::string_view kText = R"py(
def f(a, b):
    found = (a == b).nonzero()
    place = 1 if len(found) > 1 else 0
    return found[place].item(), found


def g(a, b, n):
    found = (a == b()).nonzero()
    place = 1 if len(found) > 1 else 0
    return found[place].item()


def h(a, b):
    found = (a == b).nonzero()
    if len(found) == 0:
        step = 0
    elif len(found) > 1:
        step = found[1].item() + 1
    else:
        step = found[0].item()
    return step
)py";
  EXPECT_EQ(convert_by_habit(kText, "hooks/a.py"), stays(kText));
}

}  // namespace
}  // namespace mintport::rules::counts_test
