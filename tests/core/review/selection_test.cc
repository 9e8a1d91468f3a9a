#include "core/review/selection.hh"

#include <gtest/gtest.h>

namespace mintport {
namespace {

TrackedFinding found(std::string id, std::string symbol, FindingKind kind = FindingKind::unmapped) {
  TrackedFinding out;
  out.id = std::move(id);
  out.finding.symbol = std::move(symbol);
  out.finding.kind = kind;
  return out;
}

State state_of() {
  State out;
  FileEntry a{.path = "a.py", .ported = true}, b{.path = "models/b.py"};
  a.findings = {found("0123456789ab", "torch.linalg.lstsq"), found("012345ffffff", "torch.linalg"),
                found("aaaaaaaaaaaa", "torch.linalgo")};
  b.findings = {found("bbbbbbbbbbbb", ".repeat", FindingKind::maybe_tensor)};
  out.files = {a, b};
  return out;
}

std::vector<FindingAt> with(const std::vector<std::string>& ids) {
  const auto out = with_ids(state_of(), ids);
  EXPECT_TRUE(out) << to_string(out.error());
  return out.value_or(std::vector<FindingAt>());
}

Error refusal(const std::string& id) {
  const auto out = with_ids(state_of(), std::vector<std::string>{id});
  return out ? Error{} : out.error();
}

TEST(Selection, IsByPathKindAndSymbol) {
  const State state = state_of();
  const FindingAt solve{"a.py", 0}, linalg{"a.py", 1}, other{"a.py", 2}, repeat{"models/b.py", 0};
  EXPECT_EQ(select(state, {}), (std::vector{solve, linalg, other, repeat}));
  EXPECT_EQ(select(state, {.symbol = "torch.linalg"}), (std::vector{solve, linalg}));
  EXPECT_EQ(select(state, {.kind = FindingKind::maybe_tensor}), (std::vector{repeat}));
  EXPECT_EQ(select(state, {.paths = {"models"}}), (std::vector{repeat}));
  EXPECT_EQ(select(state, {.paths = {"model", "a.py"}, .symbol = ".repeat"}), (std::vector<FindingAt>{}));
}

TEST(Selection, OfIdsKeepsTheirOrder) {
  EXPECT_EQ(with({"bbbbbbbbbbbb", "a", "bbbb"}), (std::vector<FindingAt>{{"models/b.py", 0}, {"a.py", 2}}));
  EXPECT_EQ(with({"0123456"}), (std::vector<FindingAt>{{"a.py", 0}}));
  EXPECT_EQ(with({}), (std::vector<FindingAt>{}));
}

TEST(Selection, RefusesIdsThatAreUnknownOrUnclear) {
  EXPECT_EQ(refusal("0123"), (Error{ErrorKind::usage, "", 0, "2 findings have ids that begin with '0123'",
                                    "give more digits: 0123456789ab, 012345ffffff"}));
  EXPECT_EQ(refusal("cc").what, "no finding has the id 'cc'");
  EXPECT_EQ(refusal("0123456789abc").what, "'0123456789abc' is not the id of a finding");
  EXPECT_EQ(refusal("torch.cat").what, "'torch.cat' is not the id of a finding");
  EXPECT_EQ(refusal("").what, "'' is not the id of a finding");
}

TEST(Selection, OfFixesWantsAnOpenFindingInThePort) {
  State state = state_of();
  EXPECT_EQ(select_fixable(state, {}, false), (std::vector<FindingAt>{}));
  for (FileEntry& file : state.files) {
    for (TrackedFinding& finding : file.findings)
      finding.finding.fixes = {{"write it so", Applicability::maybe, {}}};
  }
  state.files[0].findings[0].life = Life::waived;
  state.files[0].findings[1].finding.fixes.push_back({"surely", Applicability::machine, {}});
  EXPECT_EQ(select_fixable(state, {}, false), (std::vector<FindingAt>{{"a.py", 1}, {"a.py", 2}}));
  EXPECT_EQ(select_fixable(state, {}, true), (std::vector<FindingAt>{{"a.py", 1}}));
}

}  // namespace
}  // namespace mintport
