// What Tree::errors_after proves without parsing must be what a parse of the whole text says.
#include <gtest/gtest.h>

#include <array>
#include <random>

#include "core/syntax/harmless.hh"
#include "core/syntax/parse.hh"
#include "core/syntax/prune.hh"

namespace mintport {
namespace {

constexpr std::string_view kCode = R"py(# Licence
import torch; import os
from torch import (
    nn,  # layers
    Tensor,
)


class A(nn.Module):
    """Says "what" it is: `torch.Tensor`."""

    size: int = 1; shape = (1, 2)

    @torch.no_grad()
    def forward(self, x: torch.Tensor, device=None) -> "torch.Tensor":
        # first
        if x is None: return x
        elif x.size(0) > 1 and \
                device:
            y = x.to(device)

            z = f"{y} torch.Tensor"
        else:
            try:
                with a, b:
                    y = 1
            except ValueError:
                pass
            finally:
                y = [torch.float16,
                     2]
        for i in range(3):
            text = '''
torch.Tensor
'''
            continue
        match y:
            case [torch.float16]:
                y = 2
            case _: y = 3
        return torch.cat([x, x], dim=0).type(torch.float32)

    def last(self):
        return "pt" 'np'


if True:
    a = A()
    while a:
        a = None
print(a)
)py";

// True when the proof was found; what it says must hold either way.
bool proven(const std::string& text, const std::vector<Edit>& edits) {
  const Tree tree = parse(text);
  const std::string after = mintport::apply(text, edits);
  const std::vector<ByteRange> fresh = parse(after).errors();
  EXPECT_EQ(tree.errors_after(edits, after), fresh) << after;
  const bool out = parses_after(tree, edits);
  EXPECT_TRUE(!out || fresh.empty()) << after;
  return out;
}

// Each pair replaces the first place of its first text.
std::vector<Edit> replace(const std::vector<std::pair<std::string, std::string>>& pairs) {
  std::vector<Edit> out;
  for (const auto& [before, after] : pairs) {
    const auto at = static_cast<ByteOffset>(kCode.find(before));
    out.push_back({{at, at + static_cast<ByteOffset>(before.size())}, after});
  }
  return out;
}

TEST(ErrorsAfter, OfOrdinaryEditsIsProven) {
  const std::string code(kCode);
  const std::vector<std::vector<std::pair<std::string, std::string>>> cases{
      {},
      {{"torch.no_grad", "ms.jit"}, {"torch.float16", "float16"}},
      {{"    @torch.no_grad()\n", ""}, {", device=None", ""}, {".to(device)", ""}},
      {{"            y = x.to(device)\n", ""}},
      {{"import torch; import os\n", "import os\n\nimport mindspore as ms\n"},
       {"x is None: return x", "x: return"}},
      {{"        return \"pt\" 'np'", "        y = 1\n        return y"}},
      {{"if True:\n    a = A()\n", "if a:\n    a = A(1)\n"}},
      {{"torch.cat([x, x], dim=0)", "mint.cat(([x, x],), dim=0)"}},
      {{".cat([", ".cat(("}, {"], dim=0", "), dim=0"}},
      {{"cat([x, x], dim=0)", "cat([x, x])"}},
      {{"self, x: torch.Tensor, ", "self, "}},
      {{"import torch; import os\n", "# made of\n# torch\nimport torch; import os\n"}},
  };
  for (const auto& one : cases) EXPECT_TRUE(proven(code, replace(one)));
}

TEST(ErrorsAfter, OfBrokenEditsIsWhatAParseSays) {
  const std::string code(kCode);
  const std::vector<std::vector<std::pair<std::string, std::string>>> cases{
      {{"            y = x.to(device)\n\n            z = f\"{y} torch.Tensor\"\n", ""}},
      {{"x.to(device)", "x.to(device"}},
      {{"    size: int", "  size: int"}},
      {{"        # first\n", "        x = \\\n"}},
      {{"        # first\n", "        x = '''\n"}},
      {{"        # first\n", "        x = 1;"}},
      {{"        else:\n", "        else\n"}},
      {{"continue\n", "continue"}},
      {{"torch.cat([x, x], dim=0)", "[x, x], dim=0"}},
      {{"(self, x: torch.Tensor, device=None)", "self, x: torch.Tensor, device=None"}},
  };
  for (const auto& one : cases) EXPECT_FALSE(proven(code, replace(one))) << one.front().second;
}

TEST(Harmless, NamesWordsAndRemarks) {
  const auto harmless = [](const std::string& text, ByteRange range, std::string words) {
    const Edit edit{range, std::move(words)};
    proven(text, {edit});
    return is_harmless(parse(text), edit);
  };
  EXPECT_TRUE(harmless("x = a.b\n", {4, 7}, "c.d.e"));
  EXPECT_TRUE(harmless("x.y()\n", {2, 3}, "z"));
  EXPECT_FALSE(harmless("x.y()\n", {2, 3}, "print"));
  EXPECT_FALSE(harmless("x.y()\n", {2, 3}, "z.w"));
  EXPECT_FALSE(harmless("x = a.b\n", {4, 7}, "a.if"));
  EXPECT_FALSE(harmless("x = 1if(a).b else 2\n", {7, 12}, "a.b"));
  EXPECT_TRUE(harmless("'a b'\n", {1, 2}, "c"));
  EXPECT_FALSE(harmless("'a b'\n", {1, 2}, "c'"));
  EXPECT_FALSE(harmless("'a b'\n", {1, 2}, "c\n"));
  EXPECT_FALSE(harmless("'a\\n b'\n", {3, 4}, "'"));
  EXPECT_FALSE(harmless("f'a {b}'\n", {2, 3}, "{"));
  EXPECT_TRUE(harmless("'''a b'''\n", {3, 4}, "c \"\"\" 'd' \n e"));
  EXPECT_FALSE(harmless("'''a b'''\n", {5, 6}, "c'"));
  EXPECT_FALSE(harmless("'''a''x'b'''\n", {6, 7}, ""));
  EXPECT_TRUE(harmless("# a\n", {2, 3}, "b c"));
  EXPECT_FALSE(harmless("# a\n", {2, 3}, "b\nc"));
  EXPECT_FALSE(harmless("# a\n", {0, 1}, ""));
  EXPECT_TRUE(harmless("f(a,\n  b)\n", {4, 4}, "  # noqa"));
  EXPECT_FALSE(harmless("a = \\\n1\n", {5, 5}, "  # noqa"));
  EXPECT_TRUE(harmless("# a\n\nb\n", {4, 4}, "# c\n# d\n"));
  EXPECT_FALSE(harmless("# a\n\nb\n", {4, 4}, "# c\nd\n"));
  EXPECT_FALSE(harmless("a = \\\n1\n", {6, 6}, "# c\n"));
  EXPECT_FALSE(harmless("f'''a\nb'''\n", {6, 6}, "# c\n"));
}

// Edits at any place, of any text: lines, tokens and single bytes out, odd text in.
TEST(ErrorsAfter, OfAnyEditIsWhatAParseSays) {
  const std::string code(kCode);
  const Tree tree = parse(code);
  constexpr std::array<std::string_view, 28> kTexts{
      "",  "a.b",           "mint",  "\n", "\"",    "'''", "(",    ")",     "pass\n", "    pass\n",
      ":", "\\\n",          "  # c", ";",  "#",     "if",  "    ", "x = 1", ", ",     "\"\"\"",
      "{", "\n        y\n", "=",     "\t", "# c\n", "f(",  "*x",   "k=1"};
  std::mt19937 random(7);
  const auto below = [&](std::size_t end) { return static_cast<std::uint32_t>(random() % end); };
  int found = 0;
  constexpr int kTries = 1500;
  for (int i = 0; i < kTries; ++i) {
    std::vector<Edit> edits;
    ByteOffset from = 0;
    for (std::uint32_t n = 0; n <= below(3); ++n) {
      ByteRange range = tree[below(tree.nodes().size())].range;
      if (below(3) == 0) range = tree.source().whole_line(1 + below(tree.source().line_count()));
      if (below(4) == 0) range.end = range.begin;
      if (range.begin < from || (range.begin == from && n > 0)) continue;
      edits.push_back({range, std::string(kTexts[below(kTexts.size())])});
      from = range.end;
    }
    found += proven(code, edits) ? 1 : 0;
    if (testing::Test::HasFailure()) return;
  }
  EXPECT_GT(found, kTries / 20);
}

}  // namespace
}  // namespace mintport
