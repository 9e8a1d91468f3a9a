// Direct colours for terminals whose entry lacks them, and the colour of the background.
#include "views/terminal/direct_colour.hh"

#include <gtest/gtest.h>

#include <fstream>
#include <iterator>

#include "views/terminal/keys.hh"

namespace mintport::ui {
namespace {

std::string entry(const std::string& name) {
  for (const char* folder : {"/lib/terminfo", "/usr/share/terminfo", "/etc/terminfo", "/usr/lib/terminfo"}) {
    std::ifstream file(std::string(folder) + "/" + name[0] + "/" + name, std::ios::binary);
    if (file) return std::string(std::istreambuf_iterator<char>(file), {});
  }
  return "";
}

TEST(DirectColour, IsAddedOnceAndOnlyToEntries) {
  const std::string before = entry("xterm-256color");
  if (before.empty()) GTEST_SKIP() << "no entry of xterm-256color";
  const auto after = with_direct_colour(before);
  ASSERT_TRUE(after);
  EXPECT_NE(after->find("38;2;"), std::string::npos);
  EXPECT_FALSE(with_direct_colour(*after));
  EXPECT_FALSE(with_direct_colour("no entry"));
  for (std::size_t size = 0; size < before.size(); size += 7)
    (void)with_direct_colour(before.substr(0, size));
}

TEST(Background, IsLightOrDark) {
  EXPECT_EQ(is_light("rgb:ffff/ffff/ffff"), true);
  EXPECT_EQ(is_light("rgb:1e1e/2121/2727"), false);
  EXPECT_EQ(is_light("rgb:fd/f6/e3"), true);
  EXPECT_EQ(is_light("rgb:xx/f6/e3"), std::nullopt);
  EXPECT_EQ(is_light("white"), std::nullopt);
  EXPECT_EQ(is_light("rgb:1/2"), std::nullopt);
}

}  // namespace
}  // namespace mintport::ui
