// Parts that do not parse.

#include <gtest/gtest.h>

#include "support/conversion/convert_text.hh"

namespace mintport::rules::syntax_test {
namespace {

std::vector<std::string> rules_of(std::string text) {
  std::vector<std::string> out;
  for (const Finding& finding : conversion_of(std::move(text), {"models/a.py"}).findings)
    out.push_back(finding.rule + " " + finding.symbol);
  return out;
}

TEST(SyntaxRule, APlaceThatDoesNotParseIsReported) {
  EXPECT_EQ(rules_of("x = 1\ndef f(:\n"), std::vector<std::string>{"syntax syntax error"});
}

TEST(SyntaxRule, NothingIsSaidOfTextThatParses) {
  EXPECT_TRUE(rules_of("x = 1\n").empty());
}

}  // namespace
}  // namespace mintport::rules::syntax_test
