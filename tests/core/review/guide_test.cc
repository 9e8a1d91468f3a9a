#include "core/review/guide.hh"

#include <gtest/gtest.h>

namespace mintport {
namespace {

TEST(OpenPlaces, AreFindingsAndHunksThatNobodyReviewed) {
  const std::string source = "a\nb\nc\nd\ne\n", port = "A\nb\nC\nd\nE\n";
  const Diff diff = diff_by_edits(source, port, {{{0, 1}, "A"}, {{4, 5}, "C"}, {{8, 9}, "E"}},
                                  {true, false, false});  // the first is a rename
  std::vector<TrackedFinding> findings(2);
  findings[0].line = 3;
  findings[1].line = 4;
  findings[1].life = Life::fixed;
  EXPECT_EQ(open_places(findings, diff, {}),
            (std::vector<OpenPlace>{{2, true, 0}, {2, false, 1}, {4, false, 2}}));
  EXPECT_EQ(open_places(findings, diff, {false, true, false}),
            (std::vector<OpenPlace>{{2, true, 0}, {4, false, 2}}));
}

TEST(PlaceAfter, GoesRound) {
  const std::vector<OpenPlace> places = {{2, true, 0}, {4, false, 2}};
  EXPECT_EQ(place_after(places, 0), 0u);
  EXPECT_EQ(place_after(places, 2), 1u);
  EXPECT_EQ(place_after(places, 4), 0u);
  EXPECT_EQ(place_after(places, std::nullopt), 0u);
  EXPECT_EQ(place_after({}, 4), std::nullopt);
}

TEST(NextFile, FollowsTheOrderAndLeavesOutWhatIsDone) {
  State state;
  state.files.resize(4);
  for (std::size_t i = 0; i < 4; ++i) state.files[i].path = std::string(1, static_cast<char>('a' + i));
  auto next = [&](std::string_view path, std::vector<std::string> order) {
    const FileEntry* file = next_file(state, order, path);
    return file == nullptr ? "" : file->path;
  };
  EXPECT_EQ(next("", {}), "a");
  EXPECT_EQ(next("a", {}), "b");
  EXPECT_EQ(next("d", {}), "a");
  EXPECT_EQ(next("", {"c", "gone", "a"}), "c");
  EXPECT_EQ(next("c", {"c", "gone", "a"}), "a");
  EXPECT_EQ(next("a", {"c", "gone", "a"}), "b");
  state.files[1].ported = true;
  state.files[1].staged = Staged::all;
  EXPECT_EQ(next("a", {}), "c");
  for (FileEntry& file : state.files) file.ported = file.committed = true;
  EXPECT_EQ(next("a", {}), "");
}

TEST(HunkFingerprint, IsOfBothSidesAndNotOfThePlace) {
  const Lines source("a\nb\n"), lower("x\na\nb\n"), port("c\n"), other("d\n");
  const Fingerprint mark = hunk_fingerprint({1, 1, 1, 1}, source, port);
  EXPECT_EQ(hunk_fingerprint({2, 1, 1, 1}, lower, port), mark);
  EXPECT_NE(hunk_fingerprint({1, 2, 1, 1}, source, port), mark);
  EXPECT_NE(hunk_fingerprint({1, 1, 1, 1}, source, other), mark);
  EXPECT_EQ(hunk_fingerprint({1, 0, 1, 0}, source, port), hunk_fingerprint({1, 0, 0, 0}, lower, other));
}

}  // namespace
}  // namespace mintport
