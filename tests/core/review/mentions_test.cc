// Definitions and uses of a name.
#include "core/review/mentions.hh"

#include <gtest/gtest.h>

namespace mintport {
namespace {

using Strings = std::vector<std::string>;

TEST(Mentions, AreWholeWords) {
  const std::string text =
      "from a import Block\n\n\nclass Block(nn.Cell):\n    def block(self): return MyBlock, Block_\n"
      "x = Block(Block)\n    async def Block(): pass\n";
  EXPECT_EQ(mentions_of("Block", text), (std::vector<Mention>{{1, false, "from a import Block"},
                                                              {4, true, "class Block(nn.Cell):"},
                                                              {6, false, "x = Block(Block)"},
                                                              {7, true, "async def Block(): pass"}}));
  EXPECT_EQ(mentions_of("", text), std::vector<Mention>{});
  EXPECT_EQ(mentions_of("lacking", text), std::vector<Mention>{});
}

TEST(Mentions, NamesLeadElsewhereButKeywordsAndStringsDoNot) {
  EXPECT_EQ(
      names_on("    return self.norm(x, eps=1e-5, act=\"silu # not\") if x is not None else x  # a word"),
      (Strings{"norm", "x", "eps", "act"}));
  EXPECT_EQ(names_on("'it\\'s' + f2"), (Strings{"f2"}));
  EXPECT_EQ(names_on(""), Strings{});
}

TEST(Mentions, AModuleMayEndAtAnyDot) {
  using Places = std::vector<std::pair<std::string, std::string>>;
  EXPECT_EQ(places_of_name("hf.models.A.f"), (Places{{"hf/models/A.py", "f"},
                                                     {"hf/models.py", "A.f"},
                                                     {"hf.py", "models.A.f"},
                                                     {"models/A.py", "f"},
                                                     {"models.py", "A.f"},
                                                     {"A.py", "f"}}));
}

}  // namespace
}  // namespace mintport
