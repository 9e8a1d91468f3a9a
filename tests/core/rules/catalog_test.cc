#include "core/rules/catalog.hh"

#include <gtest/gtest.h>

#include <algorithm>

#include "support/conversion/convert_text.hh"

namespace mintport::rules::catalog_test {
namespace {

TEST(RuleCatalog, IsSortedAndSaysWhatEachRuleDoes) {
  const auto rules = rule_catalog();
  EXPECT_TRUE(std::is_sorted(rules.begin(), rules.end(),
                             [](const RuleInfo& a, const RuleInfo& b) { return a.id < b.id; }));
  for (std::size_t i = 0; i < rules.size(); ++i) {
    EXPECT_FALSE(rules[i].does.empty()) << rules[i].id;
    EXPECT_FALSE(rules[i].applied.empty()) << rules[i].id;
    if (i > 0) {
      EXPECT_NE(rules[i - 1].id, rules[i].id);
    }
  }
}

TEST(RuleCatalog, ExplainsOneRuleAsText) {
  EXPECT_EQ(
      explain_rule("no-grad"),
      "rule no-grad: removes switches of gradient recording: MindSpore records only inside value_and_grad\n"
      "  applied: decorators and with blocks whose mapping entry has the form \"decorator\"\n"
      "  example: @torch.no_grad() -> (nothing)\n");
  EXPECT_EQ(explain_rule("no-such-rule"), "");
}

TEST(RuleCatalog, ARulesChangesAreLeftOutWhenAsked) {
  EXPECT_EQ(conversion_of("import torch\n\nx = torch.cat(torch.long)\n",
                          {.path = "a.py", .without = {"torch-dtype"}})
                .text,
            "from mindspore import mint\nimport torch\n\nx = mint.cat(torch.long)\n");
}

}  // namespace
}  // namespace mintport::rules::catalog_test
