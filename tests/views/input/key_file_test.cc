#include "views/input/key_file.hh"

#include <gtest/gtest.h>

namespace mintport::ui {
namespace {

std::string names(const Result<std::vector<Key>>& keys) {
  if (!keys) return to_string(keys.error());
  std::string out;
  for (const Key& key : *keys) out += (out.empty() ? "" : " ") + to_string(key);
  return out;
}
std::string parse(std::string_view text) {
  return names(parse_key_file(text, "keys"));
}

TEST(KeyFile, HoldsNamesAndText) {
  EXPECT_EQ(parse("j G ctrl-d\r\n\tspace\n\nenter"), "j G ctrl-d space enter");
  EXPECT_EQ(parse("/ \"a \\\"é\\\\\" enter"), "/ a space \" é \\ enter");
  EXPECT_EQ(parse(""), "");
}

TEST(KeyFile, LinesWithAHashAndABlankAreRemarks) {
  EXPECT_EQ(parse("# open it\nj\n#\nk # \"#\""), "j k # #");
}

TEST(KeyFile, SaysWhereAKeyIsWrong) {
  EXPECT_EQ(
      parse("j\n\n  enter nokey\n"),
      "keys:3: unknown key 'nokey'; keys are single characters or names like enter, pgdn, space, ctrl-d, "
      "f1");
  EXPECT_EQ(parse("j\n\"never\nclosed\""), "keys:2: unclosed quote; close the quote on the same line");
}

}  // namespace
}  // namespace mintport::ui
