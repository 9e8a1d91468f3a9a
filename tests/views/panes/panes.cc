#include "views/panes/panes.hh"

#include <gtest/gtest.h>

namespace mintport {
namespace {

TEST(Draw, CutsAndWraps) {
  EXPECT_EQ(elide("abcdef", 4), "abc…");
  EXPECT_EQ(elide_front("models/unets/a.py", 7), "…s/a.py");
  EXPECT_EQ(elide("漢字漢字", 5), "漢字…");
  EXPECT_EQ(wrap("one two three", 8), (std::vector<std::string>{"one two", "three"}));
  EXPECT_EQ(grouped(1234567), "1,234,567");
  EXPECT_EQ(scroll_to(50, 0, 10, 100), 44u);
}

TEST(TextField, EditsLines) {
  TextField field{"one\ntwo", 7};
  field.up();
  EXPECT_EQ(field.cursor, 3u);
  field.insert("é");
  field.erase_before();
  field.down();
  field.erase_word();
  EXPECT_EQ(field, (TextField{"one\n", 4}));
}

}  // namespace
}  // namespace mintport
