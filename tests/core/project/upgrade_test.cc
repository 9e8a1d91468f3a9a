#include "core/project/upgrade.hh"

#include <gtest/gtest.h>

#include "core/project/upgrade_state.hh"

namespace mintport {
namespace {

using Files = std::map<std::string, std::string>;

MergeOptions no_lines() {
  return {.lines = [](auto, auto, auto) { return std::nullopt; }};
}

const std::string kOld = "a = 1\nb = 2\nc = 3\n";

TEST(PairFiles, FollowsRenames) {
  const Files from = {{"gone.py", "x\ny\n"}, {"old/name.py", kOld}, {"same.py", "s\n"}};
  const Files to = {{"new/name.py", kOld + "d = 4\n"}, {"fresh.py", "1\n2\n"}, {"same.py", "t\n"}};
  EXPECT_EQ(pair_files(from, to),
            (std::vector<UpgradePair>{
                {"", "fresh.py"}, {"gone.py", ""}, {"old/name.py", "new/name.py"}, {"same.py", "same.py"}}));
}

UpgradeState state_of(const UpgradePair& pair, const UpgradeVersions& versions) {
  return upgrade_file(pair, versions, no_lines()).state;
}

TEST(UpgradeFile, SaysWhatBecameOfIt) {
  const std::string other = "a = 9\nb = 2\nc = 3\n", theirs = "a = 1\nb = 2\nc = 4\n",
                    clash = "a = 5\nb = 2\nc = 3\n";
  const UpgradePair same{"f.py", "f.py"};
  EXPECT_EQ(state_of(same, {&kOld, &kOld, &other}), UpgradeState::unchanged);
  EXPECT_EQ(state_of(same, {&kOld, &theirs, &other}), UpgradeState::merged);
  EXPECT_EQ(state_of(same, {&kOld, &clash, &other}), UpgradeState::conflict);
  EXPECT_EQ(state_of(same, {&kOld, &theirs, nullptr}), UpgradeState::absent);
  EXPECT_EQ(state_of({"", "f.py"}, {nullptr, &theirs, nullptr}), UpgradeState::added);
  EXPECT_EQ(state_of({"f.py", ""}, {&kOld, nullptr, &kOld}), UpgradeState::gone);
  EXPECT_EQ(state_of({"f.py", ""}, {&kOld, nullptr, &other}), UpgradeState::conflict);
}

TEST(UpgradeFile, MergesARenamedFileWhereItWent) {
  const std::string ours = "a = 9\nb = 2\nc = 3\n", theirs = "a = 1\nb = 2\nc = 4\n";
  const UpgradeFile file = upgrade_file({"old.py", "new.py"}, {&kOld, &theirs, &ours}, no_lines());
  EXPECT_EQ(file.path, "new.py");
  EXPECT_EQ(file.old_path, "old.py");
  EXPECT_EQ(decide(file.merge, Favor::ours), "a = 9\nb = 2\nc = 4\n");
}

TEST(UpgradeFile, OtherFilesAreMergedByLineOnly) {
  const std::string base = "one\n", ours = "two\n", theirs = "three\n";
  const UpgradeFile file = upgrade_file({"f.txt", "f.txt"}, {&base, &theirs, &ours}, no_lines());
  EXPECT_EQ(file.merge, (Merge{{{true, "one\n", "two\n", "three\n"}}}));
}

TEST(SumOf, CountsStates) {
  std::vector<UpgradeFile> files(3);
  files[0].state = UpgradeState::conflict;
  files[0].conflicts = 2;
  files[1].state = UpgradeState::added;
  files[2].state = UpgradeState::merged;
  files[2].old_path = "x.py";
  EXPECT_EQ(sum_of(files),
            (UpgradeSum{.merged = 1, .conflicting = 1, .added = 1, .renamed = 1, .conflicts = 2}));
}

TEST(UpgradeRecord, ComesBackAsItWasWritten) {
  const UpgradeRecord record{"1234", "", {"a.py", "b.py"}, {"c.py"}};
  EXPECT_EQ(parse_record(write_record(record)), record);
  EXPECT_FALSE(parse_record("{"));
}

}  // namespace
}  // namespace mintport
