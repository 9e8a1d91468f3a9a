#include "core/base/text.hh"

#include <gtest/gtest.h>

namespace mintport {
namespace {

using Parts = std::vector<std::string_view>;

TEST(FindInvalidUtf8, AcceptsAllLengths) {
  EXPECT_EQ(find_invalid_utf8(""), std::string_view::npos);
  EXPECT_EQ(find_invalid_utf8("plain"), std::string_view::npos);
  EXPECT_EQ(find_invalid_utf8("\x7F é ਵ 中 \U0001F600 \U0010FFFF"), std::string_view::npos);
}

TEST(FindInvalidUtf8, LooksAtEveryByteOfLongTexts) {
  for (std::size_t at = 0; at < 100; ++at) {
    std::string text(100, 'a');
    text[at] = '\xE9';
    EXPECT_EQ(find_invalid_utf8(text), at);
    EXPECT_EQ(find_invalid_utf8(std::string(at, 'a') + "中" + std::string(40, 'b')), std::string_view::npos);
  }
}

TEST(Contains, FindsPartsAtBothEnds) {
  EXPECT_TRUE(contains("import torch", "import"));
  EXPECT_TRUE(contains("import torch", "torch"));
  EXPECT_TRUE(contains("import torch", "t t"));
  EXPECT_TRUE(contains("import torch", ""));
  EXPECT_FALSE(contains("import torch", "torches"));
  EXPECT_FALSE(contains("", "torch"));
}

TEST(FindInvalidUtf8, NamesTheFirstBadByte) {
  EXPECT_EQ(find_invalid_utf8("ab\xE9"
                              "c"),
            2u);                                          // latin-1
  EXPECT_EQ(find_invalid_utf8("\x80"), 0u);               // a tail byte alone
  EXPECT_EQ(find_invalid_utf8("a\xC0\xAF"), 1u);          // overlong, two bytes
  EXPECT_EQ(find_invalid_utf8("a\xE0\x80\xAF"), 1u);      // overlong, three bytes
  EXPECT_EQ(find_invalid_utf8("a\xF0\x80\x80\xAF"), 1u);  // overlong, four bytes
  EXPECT_EQ(find_invalid_utf8("\xED\xA0\x80"), 0u);       // a surrogate
  EXPECT_EQ(find_invalid_utf8("\xF4\x90\x80\x80"), 0u);   // above U+10FFFF
  EXPECT_EQ(find_invalid_utf8("é\xC3"), 2u);              // cut off at the end
}

TEST(CountCodePoints, CountsWhatPeopleCount) {
  EXPECT_EQ(count_code_points(""), 0u);
  EXPECT_EQ(count_code_points("aé中\U0001F600"), 4u);
}

TEST(NextCodePoint, WalksValidText) {
  const std::string_view text = "aé中\U0001F600";
  std::u32string seen;
  for (std::size_t at = 0; at < text.size();) seen += next_code_point(text, at);
  EXPECT_EQ(seen, U"aé中\U0001F600");
}

TEST(NextCodePoint, GivesOneReplacementForEachBadByte) {
  const std::string_view text = "\xE4\xB8x\xFF";
  std::u32string seen;
  for (std::size_t at = 0; at < text.size();) seen += next_code_point(text, at);
  EXPECT_EQ(seen, U"\uFFFD\uFFFDx\uFFFD");
}

TEST(AppendUtf8, IsTheInverseOfNextCodePoint) {
  for (char32_t c :
       {U'\0', U'\x7F', U'\x80', U'\u07FF', U'\u0800', U'\uFFFF', U'\U00010000', U'\U0010FFFF'}) {
    std::string text;
    append_utf8(text, c);
    std::size_t at = 0;
    EXPECT_EQ(next_code_point(text, at), c);
    EXPECT_EQ(at, text.size());
  }
}

TEST(Trim, TakesWhiteSpaceFromBothEnds) {
  EXPECT_EQ(trim(" \t\r\n\f\va b \n"), "a b");
  EXPECT_EQ(trim(" \n "), "");
  EXPECT_EQ(trim(""), "");
}

TEST(Split, KeepsEmptyParts) {
  EXPECT_EQ(split("a.b.c", '.'), (Parts{"a", "b", "c"}));
  EXPECT_EQ(split(".a.", '.'), (Parts{"", "a", ""}));
  EXPECT_EQ(split("", '.'), (Parts{""}));
}

TEST(SplitLines, KeepsLineEnds) {
  EXPECT_EQ(split_lines("a\nb\r\n\nc"), (Parts{"a\n", "b\r\n", "\n", "c"}));
  EXPECT_EQ(split_lines("a\n"), (Parts{"a\n"}));
  EXPECT_EQ(split_lines(""), Parts{});
}

TEST(ToLower, ChangesAsciiLettersOnly) {
  EXPECT_EQ(to_lower("Ctrl-É_9Z["), "ctrl-É_9z[");
  EXPECT_EQ(to_lower('@'), '@');
  EXPECT_EQ(to_lower('A'), 'a');
}

TEST(IsIdentifier, FollowsPython) {
  EXPECT_TRUE(is_identifier("_x9"));
  EXPECT_TRUE(is_identifier("größe"));
  EXPECT_FALSE(is_identifier("9x"));
  EXPECT_FALSE(is_identifier("a.b"));
  EXPECT_FALSE(is_identifier("a b"));
  EXPECT_FALSE(is_identifier(""));
}

}  // namespace
}  // namespace mintport
