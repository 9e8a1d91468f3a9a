#include "core/syntax/highlight.hh"

#include <gtest/gtest.h>

#include "core/syntax/parse.hh"

namespace mintport {
namespace {

using Marked = std::vector<std::string>;

// "class:text" of each token.
Marked marked(std::string text) {
  static constexpr std::string_view kNames[] = {"keyword",  "string", "comment",  "number",
                                                "function", "type",   "decorator"};
  const Tree tree = parse(std::move(text));
  Marked out;
  ByteOffset end = 0;
  for (const Token& token : highlight(tree)) {
    EXPECT_GE(token.range.begin, end);  // sorted, not overlapping
    end = token.range.end;
    out.push_back(std::string(kNames[static_cast<std::size_t>(token.kind)]) + ":" +
                  std::string(tree.source().text(token.range)));
  }
  return out;
}

TEST(Highlight, Definitions) {
  EXPECT_EQ(marked("class A(B):\n    def f(self) -> int: pass\n"),
            (Marked{"keyword:class", "type:A", "keyword:def", "function:f", "type:int", "keyword:pass"}));
}

TEST(Highlight, CallsButNotPlainAttributes) {
  EXPECT_EQ(marked("y = f(x.a).g(x)\n"), (Marked{"function:f", "function:g"}));
}

TEST(Highlight, Decorators) {
  EXPECT_EQ(marked("@a.b\ndef f(): pass\n"),
            (Marked{"decorator:@a.b", "keyword:def", "function:f", "keyword:pass"}));
  EXPECT_EQ(marked("@a(1)\ndef f(): pass\n"),
            (Marked{"decorator:@", "function:a", "number:1", "keyword:def", "function:f", "keyword:pass"}));
}

TEST(Highlight, ConstantsAndComments) {
  EXPECT_EQ(marked("x = [1, 2.5, True, None]  # é\n"),
            (Marked{"number:1", "number:2.5", "keyword:True", "keyword:None", "comment:# é"}));
}

TEST(Highlight, StringsWithCodeInside) {
  EXPECT_EQ(marked("s = f'a{g(1)}b\\n'\n"),
            (Marked{"string:f'", "string:a", "function:g", "number:1", "string:b\\n", "string:'"}));
  EXPECT_EQ(marked("''\n"), (Marked{"string:'", "string:'"}));
}

TEST(Highlight, WordOperators) {
  EXPECT_EQ(marked("x = a if b and not c else d in e\n"),
            (Marked{"keyword:if", "keyword:and", "keyword:not", "keyword:else", "keyword:in"}));
}

TEST(Highlight, BrokenCodeToo) {
  EXPECT_EQ(marked("def (:\n# c\n").back(), "comment:# c");
}

TEST(Highlight, Nothing) {
  EXPECT_EQ(marked(""), Marked{});
}

}  // namespace
}  // namespace mintport
