#include "core/review/outline.hh"

#include <gtest/gtest.h>

namespace mintport {
namespace {

std::vector<Definition> definitions(const std::string& text) {
  return definitions_of(Tree::parse(std::make_shared<const Source>(*Source::make("", text))));
}

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
  EXPECT_EQ(outline(definitions(port), findings, diff, {true, false}),
            (std::vector<OutlineRow>{{0, "class A", 1, 6, 1, 2, 1},
                                     {1, "def f", 2, 3, 1, 1, 1},
                                     {1, "def g", 5, 6, 0, 1, 0},
                                     {0, "def h", 9, 10, 0, 0, 0}}));
}

TEST(Definitions, KnowWhatIsInWhat) {
  const auto found = definitions(
      "@d\nclass A:\n    x = 1\n\n    def f(self):\n        def g():\n            pass\n\nh = 1\n");
  EXPECT_EQ(found, (std::vector<Definition>{
                       {0, "class A", "A", 2, 7}, {1, "def f", "A.f", 5, 7}, {2, "def g", "A.f.g", 6, 7}}));
  EXPECT_EQ(definition_at(found, 3), 0u);
  EXPECT_EQ(definition_at(found, 7), 2u);
  EXPECT_EQ(definition_at(found, 9), std::nullopt);
}

TEST(Definitions, FindTheirCounterparts) {
  const std::string left =
      "def moved():\n    pass\n\n\nclass A:\n    def forward(self):\n        pass\n\n    def gone(self):\n   "
      "     pass\n";
  const std::string right = "class A:\n    def construct(self):\n        pass\n\n\ndef moved():\n    pass\n";
  const std::vector<LineHunk> hunks = {{1, 4, 0, 0}, {6, 1, 2, 1}, {9, 2, 5, 3}};
  const Diff diff = diff_by_hunks(left, right, hunks);
  const auto a = definitions(left), b = definitions(right);
  std::vector<std::optional<std::size_t>> there, back;
  for (std::size_t i = 0; i < a.size(); ++i) there.push_back(counterpart(a, i, b, Side::left, diff));
  for (std::size_t i = 0; i < b.size(); ++i) back.push_back(counterpart(b, i, a, Side::right, diff));
  EXPECT_EQ(there, (std::vector<std::optional<std::size_t>>{2, 0, 1, std::nullopt}));
  EXPECT_EQ(back, (std::vector<std::optional<std::size_t>>{1, 2, 0}));
}

}  // namespace
}  // namespace mintport
