// The findings of `mintport check` in a review.
#include "core/review/checked.hh"

#include <gtest/gtest.h>

namespace mintport {
namespace {

const std::string kCheckedText = "import torch\nx = torchy()\ny = 1\n";

CheckedText checked_text() {
  CheckFinding found;
  found.finding = {.kind = FindingKind::convention,
                   .rule = "undefined-name",
                   .symbol = "torchy",
                   .message = "nothing binds it",
                   .original = {17, 23},
                   .converted = {17, 23}};
  found.finding.fixes.push_back({"remove it", Applicability::machine, {}});
  found.code = "x = torchy()";
  return {kCheckedText, {found}};
}

TEST(CheckedFindings, StandOnTheirLineWithoutFixes) {
  const auto out = checked_findings(checked_text(), "a.py", kCheckedText, {}, {});
  ASSERT_EQ(out.size(), 1u);
  TrackedFinding wanted;
  wanted.finding = checked_text().findings[0].finding;
  wanted.finding.original = {};
  wanted.finding.fixes.clear();
  wanted.at = {13, 25};
  wanted.line = 2;
  wanted.code = "x = torchy()";
  wanted.id = out[0].id;
  EXPECT_EQ(out[0], wanted);
}

TEST(CheckedFindings, FollowTheirLineAndGoWithIt) {
  EXPECT_EQ(checked_findings(checked_text(), "a.py", "# new\n" + kCheckedText, {}, {}).at(0).line, 3u);
  EXPECT_TRUE(checked_findings(checked_text(), "a.py", "x = torch()\n", {}, {}).empty());
  EXPECT_TRUE(checked_findings(checked_text(), "a.py", "", {}, {}).empty());
}

TEST(CheckedFindings, SayNothingTwice) {
  TrackedFinding told;
  told.line = 2;
  EXPECT_TRUE(checked_findings(checked_text(), "a.py", kCheckedText, {}, {&told, 1}).empty());
  told.life = Life::fixed;
  EXPECT_EQ(checked_findings(checked_text(), "a.py", kCheckedText, {}, {&told, 1}).size(), 1u);
}

TEST(CheckedFindings, AreWaived) {
  const Waiver waiver{.file = "a.py",
                      .kind = "convention",
                      .symbol = "torchy",
                      .code = "x = torchy()",
                      .reason = "bound by exec"};
  const auto out = checked_findings(checked_text(), "a.py", kCheckedText, {&waiver, 1}, {});
  EXPECT_EQ(out.at(0).life, Life::waived);
  EXPECT_EQ(out.at(0).reason, "bound by exec");
}

}  // namespace
}  // namespace mintport
