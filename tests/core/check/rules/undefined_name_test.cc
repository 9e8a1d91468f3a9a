#include "core/check/support.hh"

namespace mintport::testing {
namespace {

using Findings = std::vector<std::string>;

TEST(UndefinedName, ReportsNamesThatNothingBinds) {
  EXPECT_EQ(found("undefined-name", R"(
import os
from typing import List


class A:
    def f(self, x: List[Tensr]):
        return torch.cat(x) + self.y

    def g(self, **kwargs):
        return [size for size in sizes if kwargs[key]]
)"),
            (Findings{"6 undefined-name Tensr", "7 undefined-name torch", "10 undefined-name sizes",
                      "10 undefined-name key"}));
}

TEST(UndefinedName, KnowsBuiltinsAndEveryKindOfBinding) {
  EXPECT_EQ(found("undefined-name", R"(
import a.b
from c import d as e


def f(x, *args, y=1, **kwargs):
    global later
    later = print(__file__, a.b, e, x, args, y, kwargs)
    if (n := len(x)) > 1:
        return [i + n for i in x], {k: v for k, v in kwargs.items()}, lambda z: z
    try:
        with open(x) as g:
            return g
    except OSError as error:
        raise ValueError(error)
    for i, (j, *k) in x:
        del i, j, k
    return __class__, later


match later:
    case {"a": one, **rest}:
        print(one, rest)
    case [first, *others] | first as others:
        print(first, others)
    case module.Point(x=0) | _:
        pass
)"),
            Findings{});
}

TEST(UndefinedName, IsSilentWhereAnyNameMayBeBound) {
  EXPECT_EQ(found("undefined-name", "from os import *\n\nprint(path)\n"), Findings{});
  EXPECT_EQ(found("undefined-name", "def first[T](x: list[T]) -> T:\n    return x[0]\n"), Findings{});
  EXPECT_EQ(found("undefined-name", "try:\n    print(path)\nexcept NameError:\n    pass\n"), Findings{});
}

}  // namespace
}  // namespace mintport::testing
