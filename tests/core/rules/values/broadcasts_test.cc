// A loop of unsqueeze as one reshape.

#include <gtest/gtest.h>

#include "support/conversion/convert_text.hh"

namespace mintport::rules::broadcasts_test {
namespace {

constexpr std::string_view kBroadcast = R"py(
class A:
    def f(self, x, t):
        """Text."""
        # First.
        if self.begin is None:
            i = [self.find(one) for one in t]
        else:
            i = [self.begin] * t.shape[0]

        s = self.sigmas[i].flatten()
        while len(s.shape) < len(x.shape):
            s = s.unsqueeze(-1)

        x = x * s
        return x
)py";

TEST(BroadcastRules, ALoopOfUnsqueezeIsOneReshape) {
  EXPECT_EQ(convert_by_habit(kBroadcast, "hooks/a.py"), gives(R"py(
from mindspore import mint


class A:
    def f(self, x, t):
        """Text."""
        broadcast_shape = x.shape
        # First.
        if self.begin is None:
            i = [self.find(one) for one in t]
        else:
            i = [self.begin] * t.shape[0]

        s = self.sigmas[i].flatten()
        # while len(s.shape) < len(x.shape):
        #     s = s.unsqueeze(-1)
        s = mint.reshape(s, (t.shape[0],) + (1,) * (len(broadcast_shape) - 1))

        x = x * s
        return x
)py"));
  EXPECT_EQ(convert_text(kBroadcast), stays(kBroadcast));
}

TEST(BroadcastRules, AnIndexMayBeASingleValue) {
  EXPECT_EQ(convert_by_habit(R"py(
class A:
    def f(self, x, t):
        a = self.alphas
        a_square_root_with_a_long_name_of_its_own = (1 - a[t]) ** 0.5
        a_square_root_with_a_long_name_of_its_own = a_square_root_with_a_long_name_of_its_own.flatten()
        while len(a_square_root_with_a_long_name_of_its_own.shape) < len(x.shape):
            a_square_root_with_a_long_name_of_its_own = a_square_root_with_a_long_name_of_its_own.unsqueeze(-1)
        return a_square_root_with_a_long_name_of_its_own * x
)py",
                             "hooks/a.py"),
            gives(R"py(
from mindspore import mint


class A:
    def f(self, x, t):
        broadcast_shape = x.shape
        a = self.alphas
        a_square_root_with_a_long_name_of_its_own = (1 - a[t]) ** 0.5
        a_square_root_with_a_long_name_of_its_own = a_square_root_with_a_long_name_of_its_own.flatten()
        # while len(a_square_root_with_a_long_name_of_its_own.shape) < len(x.shape):
        #     a_square_root_with_a_long_name_of_its_own = a_square_root_with_a_long_name_of_its_own.unsqueeze(-1)
        a_square_root_with_a_long_name_of_its_own = mint.reshape(
            a_square_root_with_a_long_name_of_its_own, (t.shape[0],) + (1,) * (len(broadcast_shape) - 1)
        )
        return a_square_root_with_a_long_name_of_its_own * x
)py",
                  {"difference 10 t"}));
}

// What the loops of a function assume is told once.
TEST(BroadcastRules, AllLoopsOfAFunctionHaveOneFinding) {
  EXPECT_EQ(convert_by_habit(R"py(
class A:
    def f(self, x, t):
        a = self.alphas[t].flatten()
        while len(a.shape) < len(x.shape):
            a = a.unsqueeze(-1)
        b = self.betas[t].flatten()
        while len(b.shape) < len(x.shape):
            b = b.unsqueeze(-1)
        return a * b * x
)py",
                             "hooks/a.py"),
            gives(R"py(
from mindspore import mint


class A:
    def f(self, x, t):
        broadcast_shape = x.shape
        a = self.alphas[t].flatten()
        # while len(a.shape) < len(x.shape):
        #     a = a.unsqueeze(-1)
        a = mint.reshape(a, (t.shape[0],) + (1,) * (len(broadcast_shape) - 1))
        b = self.betas[t].flatten()
        # while len(b.shape) < len(x.shape):
        #     b = b.unsqueeze(-1)
        b = mint.reshape(b, (t.shape[0],) + (1,) * (len(broadcast_shape) - 1))
        return a * b * x
)py",
                  {"difference 8 t"}));
}

TEST(BroadcastRules, OtherLoopsStay) {
  constexpr std::string_view kText = R"py(
class A:
    def f(self, x, t, i):
        s = self.sigmas[i]
        while len(s.shape) < len(x.shape):
            s = s.unsqueeze(-1)
        x = x + 1
        u = self.sigmas[t].flatten()
        while len(u.shape) < len(x.shape):
            u = u.unsqueeze(-1)
        v = self.sigmas[t].flatten()
        while len(v.shape) < len(t.shape):
            v = v.unsqueeze(0)
        return s, u, v
)py";
  EXPECT_EQ(convert_by_habit(kText, "hooks/a.py"), stays(kText));
}

}  // namespace
}  // namespace mintport::rules::broadcasts_test
