#include "views/input/event.hh"

#include <gtest/gtest.h>

namespace mintport::ui {
namespace {

TEST(ParseKey, Names) {
  EXPECT_EQ(parse_key("G"), key_of('G'));
  EXPECT_EQ(parse_key("]"), key_of(']'));
  EXPECT_EQ(parse_key("-"), key_of('-'));
  EXPECT_EQ(parse_key("space"), key_of(' '));
  EXPECT_EQ(parse_key("é"), key_of(U'é'));
  EXPECT_EQ(parse_key("pgdn"), key_of(SpecialKey::page_down));
  EXPECT_EQ(parse_key("PageDown"), key_of(SpecialKey::page_down));
  EXPECT_EQ(parse_key("F12"), key_of(SpecialKey::f12));
  EXPECT_EQ(parse_key("ctrl-z"), (Key{.character = 'z', .special = SpecialKey::none, .ctrl = true}));
  EXPECT_EQ(parse_key("Ctrl-Z"), (Key{.character = 'z', .special = SpecialKey::none, .ctrl = true}));
  EXPECT_EQ(parse_key("ctrl--"), (Key{.character = '-', .special = SpecialKey::none, .ctrl = true}));
  EXPECT_EQ(parse_key("alt-ctrl-left"),
            (Key{.character = 0, .special = SpecialKey::left, .ctrl = true, .alt = true}));
  EXPECT_EQ(parse_key("shift-tab"),
            (Key{.character = 0, .special = SpecialKey::tab, .ctrl = false, .alt = false, .shift = true}));
}

TEST(ParseKey, RefusesWhatIsNoKey) {
  for (const char* name : {"", "ctrl-", "pgdwn", "jj", "shift-g", "\x1b", "\xff", "hyper-x"}) {
    const Result<Key> key = parse_key(name);
    ASSERT_FALSE(key) << name;
    EXPECT_EQ(key.error().kind, ErrorKind::usage);
    EXPECT_EQ(key.error().what, "unknown key '" + std::string(name) + "'");
  }
}

TEST(ParseKey, RoundTripOfEveryKey) {
  std::vector<Key> keys;
  for (int s = static_cast<int>(SpecialKey::enter); s <= static_cast<int>(SpecialKey::f12); ++s) {
    keys.push_back(key_of(static_cast<SpecialKey>(s)));
    keys.push_back(
        {.character = 0, .special = static_cast<SpecialKey>(s), .ctrl = true, .alt = true, .shift = true});
  }
  for (char32_t c = ' '; c < 0x7F; ++c) keys.push_back(key_of(c));
  keys.push_back(key_of(U'漢'));
  keys.push_back({.character = 'a', .special = SpecialKey::none, .ctrl = true, .alt = true});
  for (const Key& key : keys) EXPECT_EQ(parse_key(to_string(key)), key) << to_string(key);
}

TEST(ParseKeys, SplitsAtBlanks) {
  EXPECT_EQ(parse_keys(" j  space\nenter "),
            (std::vector<Key>{key_of('j'), key_of(' '), key_of(SpecialKey::enter)}));
  EXPECT_EQ(parse_keys(""), std::vector<Key>{});
  EXPECT_FALSE(parse_keys("j nokey"));
}

TEST(Event, Prints) {
  EXPECT_EQ(to_string(Event(*parse_key("shift-f5"))), "key shift-f5");
  EXPECT_EQ(to_string(Event(MouseEvent{3, 14, MouseButton::left, MouseAction::drag})),
            "mouse drag left 3,14");
  EXPECT_EQ(to_string(Event(Resize{24, 80})), "resize 24x80");
  EXPECT_EQ(to_string(Event(Quit{15})), "quit 15");
  EXPECT_EQ(to_string(Event(Tick{})) + to_string(Event(Wake{})), "tickwake");
}

}  // namespace
}  // namespace mintport::ui
