// The results of bench/operators, and their consistency with the tables.
#include "core/mapping/verification.hh"

#include <gtest/gtest.h>

#include <fstream>
#include <map>
#include <nlohmann/json.hpp>
#include <set>
#include <string>
#include <vector>

#include "core/mapping/support.hh"
#include "core/mapping/tables.hh"

namespace mintport {
namespace {

const std::string kHead =
    "{\"mindspore\": \"2.10.0\", \"torch\": \"2.15.0\", \"device\": \"CPU\", \"entries\": [\n";

TEST(Verification, ReadsARow) {
  const std::string text =
      kHead +
      "{\"name\": \"torch.sum\", \"target\": \"mindspore.mint.sum\", \"cases\": 4, \"same\": 2, "
      "\"differs\": [{\"when\": \"bool\", \"cases\": 1, \"silent\": 1, "
      "\"example\": \"torch.sum(bool[2])\", \"why\": \"bool, torch int64\", \"waived\": \"tensors\"}], "
      "\"no kernel\": {\"when\": \"bf16\", \"cases\": 1}},\n"
      "{\"name\": \"torch.summit\", \"target\": \"x.y\", \"not run\": \"because\"}\n]}\n";
  const Verified sum{.name = "torch.sum",
                     .target = "mindspore.mint.sum",
                     .where = "mindspore 2.10.0, CPU",
                     .cases = 4,
                     .same = 2,
                     .differs = {{"bool", 1, 1, "torch.sum(bool[2])", "bool, torch int64", "tensors"}},
                     .without_kernel = 1,
                     .kernel_when = "bf16"};
  const Verified summit{
      .name = "torch.summit", .target = "x.y", .where = "mindspore 2.10.0, CPU", .not_run = "because"};
  const Verification verification({text});
  EXPECT_EQ(verification.of("torch.sum"), std::vector{sum});
  EXPECT_EQ(verification.of("torch.su"), std::vector<Verified>{});
  EXPECT_EQ(verification.all().value(), (std::vector{sum, summit}));
}

TEST(Verification, NamesTheLineThatIsNoRow) {
  const std::string text = kHead + "{\"name\": \"torch.sum\"}\n]}\n";
  const auto all = Verification({text}).all();
  ASSERT_FALSE(all.has_value());
  EXPECT_EQ(all.error().line, 2u);
}

std::vector<Verified> rows() {
  const auto all = Verification::embedded().all();
  EXPECT_TRUE(all.has_value()) << to_string(all.error());
  return all.value_or(std::vector<Verified>{});
}

TEST(VerifiedTables, HaveARowForEachTarget) {
  std::map<std::string, std::string> targets;
  for (const Verified& row : rows()) targets[row.name] = row.target;
  ASSERT_FALSE(targets.empty());
  for (const Entry& entry : embedded().entries()) {
    if (entry.target.empty()) continue;
    const auto row = targets.find(entry.source);
    ASSERT_NE(row, targets.end()) << entry.source << ": run bench/operators/run " << entry.source;
    EXPECT_EQ(row->second, entry.target) << entry.source << ": run bench/operators/run " << entry.source;
  }
}

// A difference of which no conversion tells needs a rewrite or a finding in its entry, or a reason why not.
TEST(VerifiedTables, LeaveNoDifferenceWithoutConsequence) {
  std::ifstream file(MINTPORT_SOURCE_DIR "/mappings/verified/waived.json");
  const auto waivers = nlohmann::json::parse(file);
  std::set<std::string> used;
  for (const Verified& row : rows()) {
    for (const auto* groups : {&row.differs, &row.refused}) {
      for (const UnlikeCases& group : *groups) {
        if (group.silent == 0) continue;
        EXPECT_TRUE(waivers.contains(group.waived))
            << group.example << ": " << group.why << "; add it to the entry of " << row.name
            << ", or to waived.json";
        used.insert(group.waived);
      }
    }
  }
  for (const auto& [key, waiver] : waivers.items()) {
    EXPECT_TRUE(used.contains(key)) << key << ": no result needs this waiver";
    EXPECT_FALSE(waiver.value("because", "").empty()) << key;
  }
}

}  // namespace
}  // namespace mintport
