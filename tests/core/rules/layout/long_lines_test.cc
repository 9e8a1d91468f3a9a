// The profile's comment on long lines.

#include <gtest/gtest.h>

#include "support/conversion/convert_text.hh"

namespace mintport::rules::long_lines_test {
namespace {

const Profile::LongLines& habit() {
  return *mindone_tables().profile()->long_lines;
}

// A line of that many columns.
std::string line(std::size_t columns) {
  return "name = " + std::string(columns - 7, '1') + "\n";
}

std::string converted(const std::string& code) {
  const std::string header = "# Licensed under that, adapted from this\n\n";
  const std::string out = conversion_of(header + code, {"models/a.py"}, mindone_tables()).text;
  EXPECT_EQ(out.substr(0, header.size()), header);
  return out.substr(header.size());
}

TEST(LongLines, GetTheMark) {
  const std::string code = line(habit().over + 1);
  EXPECT_EQ(converted(code), code.substr(0, code.size() - 1) + "  " + habit().comment + "\n");
}

TEST(LongLines, OthersDoNot) {
  EXPECT_EQ(converted(line(habit().over)), line(habit().over));
}

TEST(LongLines, NorThoseThatHaveIt) {
  const std::string code = line(habit().over + 1);
  const std::string marked = code.substr(0, code.size() - 1) + "  " + habit().comment + "\n";
  EXPECT_EQ(converted(marked), marked);
}

TEST(LongLines, NorTextsOverSeveralLines) {
  const std::string code = "x = \"\"\"\n" + line(habit().over + 1) + "\"\"\"\n";
  EXPECT_EQ(converted(code), code);
}

}  // namespace
}  // namespace mintport::rules::long_lines_test
