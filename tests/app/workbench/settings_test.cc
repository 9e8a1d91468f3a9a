#include "app/workbench/settings.hh"

#include <gtest/gtest.h>

#include "app/workbench/program.hh"

namespace mintport::ui {
namespace {

std::string error_of(std::string_view json) {
  const auto settings = parse_settings(json, "config.json");
  return settings ? "" : settings.error().file + ": " + settings.error().what;
}

TEST(Settings, HoldAThemeAndKeys) {
  const auto settings = parse_settings(R"({"theme": "high-contrast", "keys": {"quit": "Q"}})", "config.json");
  ASSERT_TRUE(settings);
  EXPECT_EQ(settings->theme, Theme::high_contrast);
  EXPECT_EQ(settings->keys.find(key_of(U'Q')), Command::quit);
  EXPECT_EQ(settings->keys.find(key_of(U'q')), std::nullopt);
  EXPECT_EQ(parse_settings("{}", "")->theme, std::nullopt);
}

TEST(Settings, SayWhatIsWrong) {
  EXPECT_EQ(error_of("["), "config.json: is not a JSON object");
  EXPECT_EQ(error_of(R"({"theme": "pink"})"), "config.json: unknown theme");
  EXPECT_EQ(error_of(R"({"colour": 1})"), "config.json: unknown field 'colour'");
  EXPECT_EQ(error_of(R"({"keys": {"quit": 1}})"), "config.json: the keys of 'quit' must be a string");
  EXPECT_EQ(error_of(R"({"keys": {"qiut": "x"}})"), "config.json: unknown command 'qiut'");
}

TEST_F(Program, GoesByTheKeysOfTheConfig) {
  write("config/mintport/config.json", R"({"theme": "light", "keys": {"quit": "Q", "help": "K"}})");
  auto with = options();
  with.environment["XDG_CONFIG_HOME"] = (root / "config").string();
  testing::Pty pty({MINTPORT_PROGRAM}, with);
  ASSERT_TRUE(pty.wait_for("0/1 done")) << pty.text();
  ASSERT_TRUE(pty.wait_for("Q quit")) << pty.text();
  pty.keys("K");
  ASSERT_TRUE(pty.wait_for("one row down")) << pty.text();
  pty.keys("K");
  ASSERT_TRUE(pty.wait_for("Q quit")) << pty.text();
  pty.keys("q ctrl-p");
  ASSERT_TRUE(pty.wait_for("Open a file")) << pty.text();
  pty.keys("enter");
  ASSERT_TRUE(pty.wait_for("not converted yet")) << pty.text();
  pty.keys("Q");
  EXPECT_EQ(pty.wait_exit(), 0);
}

}  // namespace
}  // namespace mintport::ui
