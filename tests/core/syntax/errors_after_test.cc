// Tree::errors_after must agree with a parse of the whole text.
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <random>

#include "core/syntax/harmless.hh"
#include "core/syntax/import_lines.hh"
#include "core/syntax/parse.hh"
#include "core/syntax/prune.hh"
#include "core/syntax/wraps.hh"

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

// True if the proof was found; the result must be right in either case.
bool proven(const std::string& text, const std::vector<Edit>& edits) {
  const Tree tree = parse(text);
  const std::string after = mintport::apply(text, edits);
  const std::vector<ByteRange> fresh = parse(after).errors();
  EXPECT_EQ(tree.errors_after(edits, after), fresh) << after;
  const bool out = parses_after(tree, edits);
  EXPECT_TRUE(!out || fresh.empty()) << after;
  return out;
}

// Each pair replaces the first occurrence of its first text.
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

TEST(ErrorsAfter, OfEditsThatOverlapNothingIsProven) {
  const std::string code(kCode);
  EXPECT_FALSE(parses_after(parse(code), {{{0, 10}, ""}, {{2, 4}, "b"}}));
  EXPECT_TRUE(parses_after(parse(code), {{{0, 10}, ""}, {{10, 10}, "# b\n"}}));
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

TEST(Harmless, PartsThatMayGo) {
  const auto harmless = [](const std::string& text, const std::string& part, std::string words) {
    const auto at = static_cast<ByteOffset>(text.find(part));
    const Edit edit{{at, at + static_cast<ByteOffset>(part.size())}, std::move(words)};
    proven(text, {edit});
    return is_harmless(parse(text), edit);
  };
  EXPECT_TRUE(harmless("f(a, b, c)\n", ", b", ""));
  EXPECT_TRUE(harmless("f(a, b, c)\n", "b, ", ""));
  EXPECT_TRUE(harmless("f(a, b, c)\n", "a, b, c", ""));
  EXPECT_TRUE(harmless("f(a,\n  b=1,  # c\n)\n", "  b=1,  # c\n", ""));
  EXPECT_TRUE(harmless("def f(a, *, b=1): pass\n", "a, ", ""));
  EXPECT_FALSE(harmless("f(a, b, c)\n", "b", ""));
  EXPECT_FALSE(harmless("f(a, b, c)\n", ", b,", ""));
  EXPECT_FALSE(harmless("f(a, b, c)\n", "(a, ", ""));
  EXPECT_FALSE(harmless("f(ab, c)\n", "b, ", ""));
  EXPECT_FALSE(harmless("f(a  # c\n, b)\n", "\n, b", ""));
  EXPECT_FALSE(harmless("(a, b)\n", ", b", ""));
  EXPECT_TRUE(harmless("y = x.to(d)\n", ".to(d)", ""));
  EXPECT_TRUE(harmless("y = x.a.b(d)\n", ".b(d)", ""));
  EXPECT_FALSE(harmless("y = x.to(d)if 1 else 2\n", ".to(d)", ""));
  EXPECT_FALSE(harmless("print.to(d)\n", ".to(d)", ""));
  EXPECT_TRUE(harmless("y = x.a\n", ".a", "[0]"));
  EXPECT_TRUE(harmless("y = x.a\n", ".a", "[-12]"));
  EXPECT_FALSE(harmless("y = x.a\n", ".a", "[-]"));
  EXPECT_FALSE(harmless("y = x.a\n", ".a", "[0"));
  EXPECT_TRUE(harmless("f(a=True)\n", "True", "None"));
  EXPECT_FALSE(harmless("f(a=True)\n", "True", "not a"));
  EXPECT_TRUE(harmless("if a:\n    b\n    c\n    d\n", "    c\n", ""));
  EXPECT_FALSE(harmless("if a:\n    c\n", "    c\n", ""));
  EXPECT_FALSE(harmless("if a:\n    # b\n    c\n", "    c\n", ""));
  EXPECT_FALSE(harmless("if a:\n    b\n    if c:\n        d\n    e\n", "    if c:\n", ""));
  EXPECT_TRUE(harmless("import a\nb\n", "import a\n", ""));
  EXPECT_TRUE(harmless("import a\nb\n", "import a\n", "import c\n\nfrom d import e, f as g\n"));
  EXPECT_TRUE(harmless("import a\nb\n", "import a", "# c\nfrom .d import (\n    e,\n)"));
  EXPECT_TRUE(harmless("if a:\n    import a\n", "import a", "from a import b"));
  EXPECT_FALSE(harmless("import a\nb\n", "import a", "import c\n"));
  EXPECT_FALSE(harmless("import a; b\n", "import a", "# c"));
  EXPECT_FALSE(harmless("a = \\\nb\n", "b\n", ""));
  EXPECT_FALSE(harmless("f'''\na\n'''\n", "a\n", "import b\n"));
}

TEST(Harmless, PartsThatMayComeOrStay) {
  const auto harmless = [](const std::string& text, const std::string& part, std::string words) {
    const auto at = static_cast<ByteOffset>(text.find(part));
    const Edit edit{{at, at + static_cast<ByteOffset>(words.empty() ? part.size() : 0)}, std::move(words)};
    proven(text, {edit});
    return is_harmless(parse(text), edit);
  };
  EXPECT_TRUE(harmless("class A:\n    @b\n    @c(d)\n    def e(): pass\n", "    @b\n", ""));
  EXPECT_TRUE(harmless("class A:\n    @b\n    @c(d)\n    def e(): pass\n", "    @b\n    @c(d)\n", ""));
  EXPECT_TRUE(harmless("@b\nclass A: pass\n", "@b\n", ""));
  EXPECT_FALSE(harmless("@b\nclass A: pass\n", "@b", ""));
  EXPECT_FALSE(harmless("@b(\n  c)\nclass A: pass\n", "@b(\n", ""));
  EXPECT_FALSE(harmless("@b\n@c(\n  d)\nclass A: pass\n", "@b\n@c(\n", ""));
  EXPECT_TRUE(harmless("f(ab, c=1)\n", "ab", "g.h, "));
  EXPECT_TRUE(harmless("f(a, bc=1)\n", "bc", "g.h, "));
  EXPECT_TRUE(harmless("x = [*a]\n", "*a", "g, "));
  EXPECT_FALSE(harmless("f(ab)\n", "b", "g, "));
  EXPECT_FALSE(harmless("f(ab)\n", "ab", "if, "));
  EXPECT_FALSE(harmless("f(ab)\n", "ab", "g = 1, "));
  EXPECT_FALSE(harmless("f(ab, c)\n", ", c", "g, "));
  EXPECT_FALSE(harmless("f(\n    # c\n    ab)\n", "# c", "g, "));
  EXPECT_FALSE(harmless("f(x for x in y)\n", "x for", "g, "));
  EXPECT_FALSE(harmless("def f(ab): pass\n", "ab", "g, "));
  EXPECT_TRUE(harmless("if a and b: pass\n", "a and ", ""));
  EXPECT_TRUE(harmless("if a and not b or c: pass\n", " and not b", ""));
  EXPECT_TRUE(harmless("if a and not b or c: pass\n", "a and not b or ", ""));
  EXPECT_FALSE(harmless("if a and not b or c: pass\n", "not b or ", ""));
  EXPECT_FALSE(harmless("if a and b: pass\n", "a and", ""));
  EXPECT_FALSE(harmless("x = not(a)and b\n", "(a)and ", ""));
  EXPECT_FALSE(harmless("x = a or(b)if c else d\n", " or(b)", ""));
}

TEST(Wraps, ArePairsAroundWholeParts) {
  // `edits`: at the place of each text, in order, instead of as many bytes of it.
  struct One {
    std::string at;
    ByteOffset bytes;
    std::string text;
  };
  const auto pairs = [](const std::string& text, const std::vector<One>& edits) {
    std::vector<Edit> all;
    ByteOffset from = 0;
    for (const One& one : edits) {
      const auto at = static_cast<ByteOffset>(text.find(one.at, from));
      all.push_back({{at, at + one.bytes}, one.text});
      from = at + one.bytes;
    }
    proven(text, all);
    const auto found = wraps(parse(text), all);
    return std::count(found.begin(), found.end(), true);
  };
  EXPECT_EQ(pairs("x.f(a, b)\n", {{"a", 0, "("}, {")", 0, ")"}}), 2);
  EXPECT_EQ(pairs("x.f(a.g(b)[0], c=1)\n", {{"a", 0, "("}, {", c", 0, ",)"}}), 2);
  EXPECT_EQ(pairs("f(a, b, c)\n", {{"b", 0, "g.h("}, {", c", 0, ")"}}), 2);
  EXPECT_EQ(pairs("f(a, *b, c=1)\n", {{"a", 0, "g("}, {")", 0, ")"}}), 2);
  EXPECT_EQ(pairs("f(a, *b, c=1)\n", {{"a", 0, "("}, {")", 0, ")"}}), 0);
  EXPECT_EQ(pairs("f(a, **b)\n", {{"a", 0, "("}, {")", 0, ")"}}), 0);
  EXPECT_EQ(pairs("f(a + b, c)\n", {{"b", 0, "("}, {")", 0, ")"}}), 0);
  EXPECT_EQ(pairs("f(a, b + c)\n", {{"a", 0, "("}, {" +", 0, ")"}}), 0);
  EXPECT_EQ(pairs("f(a, [b])\n", {{"a", 0, "("}, {"])", 0, ")"}}), 0);
  EXPECT_EQ(pairs("x = a if b else c\n", {{"a", 0, "g("}, {"\n", 0, ")"}}), 2);
  EXPECT_EQ(pairs("x = a if b else c\n", {{"a", 0, "g("}, {" if", 0, ")"}}), 0);
  EXPECT_EQ(pairs("x = yield a\n", {{"yield", 0, "g("}, {"\n", 0, ")"}}), 0);
  EXPECT_EQ(pairs("x = y = a\n", {{"y", 0, "g("}, {"\n", 0, ")"}}), 0);
  EXPECT_EQ(pairs("f(k=a.b)\n", {{"a", 0, "g("}, {")", 0, ")"}}), 2);
  EXPECT_EQ(pairs("f(k=a)\n", {{"k", 0, "("}, {")", 0, ")"}}), 0);
  EXPECT_EQ(pairs("f(k=a)\n", {{"a", 0, "if("}, {")", 0, ")"}}), 0);
  EXPECT_EQ(pairs("def f(a, b): pass\n", {{"a", 0, "("}, {")", 0, ")"}}), 0);
  EXPECT_EQ(pairs("y = x.size(0)\n", {{"size", 5, "shape["}, {")", 1, "]"}}), 2);
  EXPECT_EQ(pairs("y = x.size()\n", {{"size", 5, "shape["}, {")", 1, "]"}}), 0);
  EXPECT_EQ(pairs("y = x.size(d=0)\n", {{"size", 5, "shape["}, {")", 1, "]"}}), 0);
  EXPECT_EQ(pairs("y = x.size(0)\n", {{"size", 5, "shape["}, {")", 0, "]"}}), 0);
  // One inside the other, and one that nothing closes.
  EXPECT_EQ(pairs("f(a, g(b, c))\n", {{"a", 0, "("}, {"b", 0, "("}, {")", 0, ")"}, {"))", 1, "))"}}), 2);
  EXPECT_EQ(pairs("f(a, g(b, c))\n", {{"a", 0, "h("}, {"b", 0, "("}, {")", 0, ")"}, {")", 0, ")"}}), 2);
  EXPECT_EQ(pairs("f(a, b, c)\n", {{"a", 0, "("}, {"b", 0, "h("}, {", c", 0, ")"}}), 2);
}

TEST(ImportLines, AreImportsAndNothingElse) {
  for (const char* good :
       {"", "\n", "import a", "import a.b as c, d\n", "from a import *\n", "from ..a.b import c as d, e\n",
        "from . import a\n", "from . import (a, b,)  # c\n",
        "from a import (  # b\n    c,\n    d as e,\n)\n# f\n\nimport g\n"}) {
    EXPECT_TRUE(is_import_lines(good)) << good;
    EXPECT_FALSE(parse(good).has_error()) << good;
  }
  for (const char* bad : {"import",
                          "import a b",
                          "import a,",
                          "import a as",
                          "import if",
                          "from a",
                          "from import b\n",
                          "a = 1\n",
                          " import a\n",
                          "import a\n  import b\n",
                          "from a import b,\n",
                          "from a import ()",
                          "from a import (b",
                          "from a import (b,,)",
                          "from a import b)",
                          "import a; import b\n",
                          "import a.\n",
                          "from a.import b\n",
                          "import a\\\n",
                          "import a\r\n",
                          "from .... import\n"})
    EXPECT_FALSE(is_import_lines(bad)) << bad;
}

TEST(ImportLines, AreReadAsAList) {
  const auto read = [](std::string_view text) {
    std::vector<std::string> out;
    const auto lines = read_import_lines(text);
    if (!lines) return std::vector<std::string>{"nullopt"};
    for (const ImportLine& line : *lines) {
      std::string one = std::to_string(line.line) + (line.from ? " from " : " ");
      one.append(line.comment).append(line.module);
      for (const std::string& name : line.names) one += "|" + name;
      out.push_back(std::move(one));
    }
    return out;
  };
  EXPECT_EQ(read("# a\n\nimport b.c, d as  e\nfrom . import (\n    f,\n    g as h,\n)\nfrom ..i import *"),
            (std::vector<std::string>{"0 # a", "2 |b.c|d as e", "3 from .|f|g as h", "7 from ..i|*"}));
  EXPECT_EQ(read(""), std::vector<std::string>());
  for (const std::string_view unread :
       {"import a  # b\n", "from a import (\n    # b\n    c,\n)\n", "a = 1\n"})
    EXPECT_EQ(read(unread), std::vector<std::string>{"nullopt"}) << unread;
}

// Edits at any place, of any text: lines, tokens and single bytes out, odd text in.
TEST(ErrorsAfter, OfAnyEditIsWhatAParseSays) {
  const std::string code(kCode);
  const Tree tree = parse(code);
  constexpr std::array<std::string_view, 32> kTexts{
      "",     "a.b",   "mint",  "\n", "\"", "'''",  "(",     ")",  "pass\n", "    pass\n", ":",
      "\\\n", "  # c", ";",     "#",  "if", "    ", "x = 1", ", ", "\"\"\"", "{",          "\n        y\n",
      "=",    "\t",    "# c\n", "f(", "*x", "k=1",  "g(",    ",)", "a, ",    "("};
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

// A place in `tree` and what a conversion may do there: an element, a statement, a call goes, a value becomes
// another; and now and then a token goes, which breaks most texts.
Edit likely_edit(const Tree& tree, NodeId id, std::uint32_t way) {
  const Node& node = tree[id];
  const Source& source = tree.source();
  const NodeId next = tree.next_sibling(id), before = tree.previous_sibling(id);
  const NodeId first = tree.first_child(id);
  switch (way) {
    case 0:
      if (next != kNoNode && tree.next_sibling(next) != kNoNode)
        return {{node.range.begin, tree[tree.next_sibling(next)].range.begin}, ""};
      return {node.range, "x"};
    case 1:
      return {{before == kNoNode ? node.range.begin : tree[before].range.begin, node.range.end}, ""};
    case 2:
      return {{source.whole_line(source.line_at(node.range.begin)).begin,
               source.whole_line(source.line_at(std::max(node.range.begin + 1, node.range.end) - 1)).end},
              ""};
    case 3:
      return {{first == kNoNode ? node.range.begin : tree[first].range.end, node.range.end}, ""};
    case 4:
      return {{first == kNoNode ? node.range.begin : tree[first].range.end, node.range.end}, "[0]"};
    case 5: {
      const ByteOffset at = source.whole_line(source.line_at(node.range.begin)).begin;
      return {{at, at}, "import a\nfrom b import (\n    c,\n)\n"};
    }
    case 6:
      return {node.range, "a.b"};
    default:
      return {node.range, ""};
  }
}

// On real code, several edits at a time.
TEST(ErrorsAfter, OfLikelyEditsOfRealFilesIsWhatAParseSays) {
  namespace fs = std::filesystem;
  const fs::path root = fs::path(MINTPORT_DEPS) / "diffusers-0.35.1" / "diffusers";
  if (!fs::exists(root)) GTEST_SKIP() << "no corpus: run `.ci/setup diffusers`";
  std::vector<fs::path> files;
  for (const auto& entry : fs::recursive_directory_iterator(root)) {
    if (entry.path().extension() == ".py" && entry.file_size() < 20'000) files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end());
  std::mt19937 random(11);
  const auto below = [&](std::size_t end) { return static_cast<std::uint32_t>(random() % end); };
  int proofs = 0, tries = 0;
  for (std::size_t i = 0; i < files.size(); i += 4) {
    std::ifstream in(files[i], std::ios::binary);
    const Tree tree = parse({std::istreambuf_iterator<char>(in), {}});
    if (tree.nodes().size() < 2) continue;
    const std::string text(tree.source().text());
    for (int round = 0; round < 8; ++round) {
      std::vector<Edit> edits;
      for (std::uint32_t n = 1 + below(6); n > 0; --n)
        edits.push_back(likely_edit(tree, 1 + below(tree.nodes().size() - 1), below(below(4) == 0 ? 8 : 7)));
      std::sort(edits.begin(), edits.end(), [](const Edit& a, const Edit& b) { return a.range < b.range; });
      for (std::size_t at = 1; at < edits.size();) {
        const bool apart = edits[at - 1].range.end < edits[at].range.begin;
        at = apart ? at + 1 : static_cast<std::size_t>(edits.erase(edits.begin() + at) - edits.begin());
      }
      const std::string after = mintport::apply(text, edits);
      const std::vector<ByteRange> fresh = parse(after).errors();
      const bool proof = parses_after(tree, edits);
      ASSERT_TRUE(!proof || fresh.empty()) << files[i] << "\n" << after;
      ASSERT_EQ(tree.errors_after(edits, after), fresh) << files[i];
      proofs += proof ? 1 : 0;
      ++tries;
    }
  }
  EXPECT_GT(proofs, tries / 20);
}

}  // namespace
}  // namespace mintport
