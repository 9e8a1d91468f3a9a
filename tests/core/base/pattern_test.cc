#include "core/base/pattern.hh"

#include <gtest/gtest.h>

namespace mintport {
namespace {

TEST(Pattern, FindsTextsAndExpressions) {
  EXPECT_EQ(Pattern("cat").find("a cat, a cat"), (ByteRange{2, 5}));
  EXPECT_EQ(Pattern("cat").find("a cat, a cat", 3), (ByteRange{9, 12}));
  EXPECT_EQ(Pattern("c.t|dog").find("a cut"), (ByteRange{2, 5}));
  EXPECT_EQ(Pattern("^a").find("aa", 1), std::nullopt);
  EXPECT_EQ(Pattern("cat").find("dog"), std::nullopt);
}

TEST(Pattern, NeverFindsNothing) {
  EXPECT_EQ(Pattern("x*").find("abxx"), (ByteRange{2, 4}));
  EXPECT_EQ(Pattern("").find("abc"), std::nullopt);
  EXPECT_TRUE(Pattern().empty());
}

TEST(Pattern, SaysWhatIsNoExpression) {
  EXPECT_FALSE(Pattern("(").valid());
  EXPECT_EQ(Pattern("(").find("("), std::nullopt);
  EXPECT_TRUE(Pattern("\\(").in("f(x)"));
}

TEST(Pattern, MatchesCodePoints) {
  EXPECT_EQ(Pattern("^.b").find("\u00fcb"), (ByteRange{0, 3}));
  EXPECT_EQ(Pattern("x*").find("\u00fcx"), (ByteRange{2, 3}));
}

TEST(Pattern, HasNoLookaround) {
  EXPECT_FALSE(Pattern("torch(?!vision)").valid());
  EXPECT_FALSE(Pattern("(a)\\1").valid());
}

TEST(Pattern, SearchesAllOfALongLine) {
  const std::string line(1 << 20, 'a');
  EXPECT_FALSE(Pattern("(a|b)*c").in(line));
  EXPECT_FALSE(Pattern("(a*)*(a*)*c").in(line));
  EXPECT_EQ(Pattern("c+").find(line + "cc"), (ByteRange{1 << 20, (1 << 20) + 2}));
}

}  // namespace
}  // namespace mintport
