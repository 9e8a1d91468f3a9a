// Assertions of unittest in tests, and their plain form.
#include "core/check/support.hh"

namespace mintport::testing {
namespace {

using Findings = std::vector<std::string>;

TEST(UnittestAssert, WritesThePlainForm) {
  const std::string before = R"(import unittest


class Tests(unittest.TestCase):
    def test_a(self, a, b):
        self.assertTrue(a)
        self.assertTrue(a == b, "differ")
        self.assertFalse(a or b)
        self.assertEqual(a.shape, (1, 2))
        self.assertIn(a if b else 1, [b])
        self.assertIsNone(a)
        self.assertGreater(
            a +
            1,
            b,
        )
)";
  EXPECT_EQ(SmallPort(Texts{{"tests/test_a.py", before}}).fixed("unittest-assert").at("tests/test_a.py"),
            R"(import unittest


class Tests(unittest.TestCase):
    def test_a(self, a, b):
        assert a
        assert a == b, "differ"
        assert not (a or b)
        assert a.shape == (1, 2)
        assert (a if b else 1) in [b]
        assert a is None
        assert (a +
            1) > b
)");
}

TEST(UnittestAssert, IsSilentOutsideTestsAndAboutOtherMethods) {
  EXPECT_EQ(found("unittest-assert", "class A:\n    def f(self):\n        self.assertTrue(1)\n"), Findings{});
  CheckSettings settings;
  settings.only.emplace("unittest-assert");
  EXPECT_EQ(SmallPort(Texts{{"tests/test_a.py", R"(
class Tests:
    def test_a(self, a, b):
        with self.assertRaises(ValueError):
            f()
        self.assertAlmostEqual(a, b)
        self.assertEqual(a, second=b)
        self.assertEqual(*a)
)"}}).findings("tests/test_a.py", settings),
            Findings{});
}

}  // namespace
}  // namespace mintport::testing
