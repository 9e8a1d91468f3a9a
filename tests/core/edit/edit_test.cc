#include "core/edit/edit.hh"

#include <gtest/gtest.h>

#include "core/edit/finding.hh"

namespace mintport {
namespace {

using Edits = std::vector<Edit>;
using Indices = std::vector<std::uint32_t>;
using Conflicts = std::vector<Conflict>;

Change change(Edits edits) {
  Change out;
  out.edits = std::move(edits);
  return out;
}

// ---- merge

TEST(Merge, SortsEditsOfAllChanges) {
  EXPECT_EQ(merge({change({{{4, 5}, "b"}}), change({{{0, 1}, "a"}, {{8, 9}, "c"}})}),
            (Merged{{{{0, 1}, "a"}, {{4, 5}, "b"}, {{8, 9}, "c"}}, {0, 1}, {}}));
}

TEST(Merge, NothingGivesNothing) {
  EXPECT_EQ(merge({}), Merged{});
}

TEST(Merge, TakesEqualEditsOnce) {
  EXPECT_EQ(merge({change({{{0, 3}, "x"}}), change({{{0, 3}, "x"}, {{5, 6}, ""}})}),
            (Merged{{{{0, 3}, "x"}, {{5, 6}, ""}}, {0, 1}, {}}));
}

TEST(Merge, ConflictsNameBothAndLeaveTheLaterOutWhole) {
  EXPECT_EQ(merge({change({{{2, 6}, "x"}}), change({{{0, 1}, "y"}, {{5, 8}, "z"}})}),
            (Merged{{{{2, 6}, "x"}}, {0}, {{0, 1, {5, 8}}}}));
}

TEST(Merge, TheSameRangeWithOtherTextIsAConflict) {
  EXPECT_EQ(merge({change({{{2, 6}, "x"}}), change({{{2, 6}, "y"}})}).conflicts, (Conflicts{{0, 1, {2, 6}}}));
}

TEST(Merge, OneInsideAnotherIsAConflictInEitherOrder) {
  EXPECT_EQ(merge({change({{{0, 9}, ""}}), change({{{3, 4}, "y"}})}).conflicts, (Conflicts{{0, 1, {3, 4}}}));
  EXPECT_EQ(merge({change({{{3, 4}, "y"}}), change({{{0, 9}, ""}})}).conflicts, (Conflicts{{0, 1, {0, 9}}}));
}

TEST(Merge, WhatIsLeftOutBlocksNothing) {
  const Merged merged = merge({change({{{2, 4}, "a"}}), change({{{3, 9}, "b"}}), change({{{6, 8}, "c"}})});
  EXPECT_EQ(merged, (Merged{{{{2, 4}, "a"}, {{6, 8}, "c"}}, {0, 2}, {{0, 1, {3, 9}}}}));
}

TEST(Merge, NeighboursAreNoConflict) {
  EXPECT_EQ(merge({change({{{2, 4}, "a"}}), change({{{4, 6}, "b"}}), change({{{0, 2}, "c"}})}).taken,
            (Indices{0, 1, 2}));
}

TEST(Merge, InsertionsAtOneOffsetKeepTheOrderOfTheList) {
  const Merged merged = merge({change({{{3, 3}, "a"}}), change({{{3, 3}, "b"}}), change({{{3, 3}, "a"}})});
  EXPECT_EQ(merged, (Merged{{{{3, 3}, "a"}, {{3, 3}, "b"}, {{3, 3}, "a"}}, {0, 1, 2}, {}}));
}

TEST(Merge, InsertionsStandBeforeAReplacementThatBeginsThere) {
  const Edits expected{{{3, 3}, "a"}, {{3, 5}, "x"}};
  EXPECT_EQ(merge({change({{{3, 5}, "x"}}), change({{{3, 3}, "a"}})}).edits, expected);
  EXPECT_EQ(merge({change({{{3, 3}, "a"}}), change({{{3, 5}, "x"}})}).edits, expected);
}

TEST(Merge, AnInsertionInsideAReplacementIsAConflict) {
  EXPECT_EQ(merge({change({{{3, 6}, "x"}}), change({{{4, 4}, "a"}})}).conflicts, (Conflicts{{0, 1, {4, 4}}}));
  EXPECT_EQ(merge({change({{{4, 4}, "a"}}), change({{{3, 6}, "x"}})}).conflicts, (Conflicts{{0, 1, {3, 6}}}));
  EXPECT_EQ(merge({change({{{3, 6}, "x"}}), change({{{6, 6}, "a"}})}).conflicts, Conflicts{});
}

TEST(Merge, LooksPastInsertionsForAnOverlap) {
  const Merged merged = merge({change({{{0, 8}, "x"}}), change({{{0, 0}, "i"}}), change({{{2, 3}, "y"}})});
  EXPECT_EQ(merged.conflicts, (Conflicts{{0, 2, {2, 3}}}));
}

// ---- apply

TEST(Apply, ReplacesDeletesAndInserts) {
  EXPECT_EQ(mintport::apply("0123456789", {{{0, 0}, "<"}, {{1, 3}, ""}, {{5, 6}, "five"}, {{10, 10}, ">"}}),
            "<034five6789>");
  EXPECT_EQ(mintport::apply("abc", {}), "abc");
  EXPECT_EQ(mintport::apply("", {{{0, 0}, "x"}}), "x");
}

TEST(Apply, InsertionsAtOneOffsetInOrder) {
  EXPECT_EQ(mintport::apply("ab", {{{1, 1}, "1"}, {{1, 1}, "2"}, {{1, 2}, "B"}}), "a12B");
}

// ---- covers

TEST(Covers, OneEditThatHoldsTheWholeRange) {
  const Edits edits{{{2, 6}, "x"}, {{6, 9}, ""}};
  EXPECT_TRUE(covers(edits, {2, 6}));
  EXPECT_TRUE(covers(edits, {3, 4}));
  EXPECT_TRUE(covers(edits, {7, 9}));
  EXPECT_FALSE(covers(edits, {5, 7}));  // two edits
  EXPECT_FALSE(covers(edits, {1, 3}));
  EXPECT_FALSE(covers(edits, {9, 12}));
  EXPECT_FALSE(covers({}, {0, 1}));
}

TEST(Covers, InsertionsHideNothing) {
  EXPECT_TRUE(covers({{{2, 6}, ""}, {{6, 6}, "i"}}, {2, 6}));
  EXPECT_TRUE(covers({{{2, 2}, "i"}, {{2, 6}, ""}}, {2, 4}));
  EXPECT_FALSE(covers({{{2, 2}, "i"}}, {2, 4}));
}

// ---- OffsetMap

TEST(OffsetMap, IsTheIdentityWithoutEdits) {
  const OffsetMap map(Edits{});
  EXPECT_EQ(map.to_new(ByteOffset{7}), 7u);
  EXPECT_EQ(map.to_old(ByteOffset{7}), 7u);
  EXPECT_TRUE(map.untouched({0, 100}));
}

// "abcdef" -> "aXYZdIef": [1,3) replaced by three bytes, an insertion at 4.
const Edits kEdits{{{1, 3}, "XYZ"}, {{4, 4}, "I"}};

TEST(OffsetMap, LeadsForward) {
  ASSERT_EQ(mintport::apply("abcdef", kEdits), "aXYZdIef");
  const OffsetMap map(kEdits);
  std::vector<ByteOffset> out;
  for (ByteOffset at = 0; at <= 6; ++at) out.push_back(map.to_new(at));
  EXPECT_EQ(out, (std::vector<ByteOffset>{0, 1, 1, 4, 6, 7, 8}));
}

TEST(OffsetMap, LeadsBack) {
  const OffsetMap map(kEdits);
  std::vector<ByteOffset> out;
  for (ByteOffset at = 0; at <= 8; ++at) out.push_back(map.to_old(at));
  EXPECT_EQ(out, (std::vector<ByteOffset>{0, 1, 1, 1, 3, 4, 4, 5, 6}));
}

TEST(OffsetMap, GoingThereAndBackKeepsUntouchedBytes) {
  const std::string before = "0123456789";
  const Edits edits{{{0, 0}, "ab"}, {{2, 5}, ""}, {{6, 6}, "x"}, {{6, 7}, "yz"}, {{9, 10}, "long text"}};
  const std::string after = mintport::apply(before, edits);
  const OffsetMap map(edits);
  for (ByteOffset at = 0; at < before.size(); ++at) {
    if (!map.untouched({at, at + 1})) continue;
    EXPECT_EQ(after[map.to_new(at)], before[at]);
    EXPECT_EQ(map.to_old(map.to_new(at)), at);
  }
}

TEST(OffsetMap, RangesGrowAndShrinkWithTheirText) {
  const OffsetMap map(kEdits);
  EXPECT_EQ(map.to_new(ByteRange{1, 3}), (ByteRange{1, 4}));  // the whole replaced range
  EXPECT_EQ(map.to_new(ByteRange{0, 6}), (ByteRange{0, 8}));
  EXPECT_EQ(OffsetMap({{{2, 8}, ""}}).to_new(ByteRange{3, 5}), (ByteRange{2, 2}));
}

TEST(OffsetMap, UntouchedMeansTheSameText) {
  const OffsetMap map(kEdits);
  EXPECT_TRUE(map.untouched({0, 1}));
  EXPECT_TRUE(map.untouched({3, 4}));
  EXPECT_TRUE(map.untouched({4, 6}));  // the insertion is before the range
  EXPECT_FALSE(map.untouched({3, 5}));
  EXPECT_FALSE(map.untouched({0, 2}));
}

// ---- names

TEST(Applicability, HasTheReportsNames) {
  EXPECT_EQ(to_string(Applicability::machine), "machine");
  EXPECT_EQ(to_string(Applicability::maybe), "maybe");
}

TEST(FindingKind, HasTheReportsNames) {
  std::vector<std::string> names;
  for (std::size_t i = 0; i < kFindingKinds; ++i) {
    names.emplace_back(to_string(static_cast<FindingKind>(i)));
  }
  EXPECT_EQ(names, (std::vector<std::string>{"unmapped", "unknown", "maybe-tensor", "dropped-argument",
                                             "device-check", "dynamic-import", "attention", "difference",
                                             "convention", "syntax", "validation", "note"}));
}

TEST(Import, BindsAliasThenNameThenModule) {
  EXPECT_EQ((Import{"mindspore", "", "ms"}).bound(), "ms");
  EXPECT_EQ((Import{"mindspore", "mint", ""}).bound(), "mint");
  EXPECT_EQ((Import{"mindspore", "", ""}).bound(), "mindspore");
}

}  // namespace
}  // namespace mintport
