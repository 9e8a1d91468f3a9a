#include "core/diff/diff.hh"

#include <gtest/gtest.h>

#include <chrono>
#include <string>

#include "core/diff/stage.hh"

namespace mintport {
namespace {

// Rows with their lines: "1=1 2~2 3- +3". '=' same, '~' changed, ':' changed as expected, '-' removed, '+'
// added; a '!' after a row marks a manual change.
std::string drawn(const Diff& diff) {
  std::string out;
  for (const Row& row : diff.rows) {
    if (!out.empty()) out += ' ';
    if (row.left) out += std::to_string(*row.left);
    out += row.kind == RowKind::same      ? "="
           : row.kind == RowKind::removed ? "-"
           : row.kind == RowKind::added   ? "+"
           : row.expected                 ? ":"
                                          : "~";
    if (row.right) out += std::to_string(*row.right);
    if (row.by_hand) out += '!';
  }
  return out;
}

Edit edit_of(std::string_view text, std::string_view what, std::string_view with) {
  const auto at = static_cast<ByteOffset>(text.find(what));
  return {{at, at + static_cast<ByteOffset>(what.size())}, std::string(with)};
}

Diff edited(std::string_view text, const std::vector<Edit>& edits, const std::vector<bool>& expected = {}) {
  return diff_by_edits(text, mintport::apply(text, edits), edits, expected);
}

TEST(DiffByEdits, AlignsWordsLinesAndInsertions) {
  const std::string text = "import torch\n\nx = torch.a(1)\nxm.mark_step()\ny = 2\n";
  const Diff diff =
      edited(text,
             {edit_of(text, "import torch\n", "import mindspore as ms\nfrom mindspore import mint\n"),
              edit_of(text, "torch.a", "mint.a"), edit_of(text, "xm.mark_step()\n", "")},
             {true, true, false});
  EXPECT_EQ(drawn(diff), "1:1 +2 2=3 3:4 4- 5=5");
  EXPECT_EQ(diff.rows[3].left_words, (std::vector<WordSpan>{{{4, 11}, true}}));
  EXPECT_EQ(diff.rows[3].right_words, (std::vector<WordSpan>{{{4, 10}, true}}));
  EXPECT_EQ(diff.hunks, (std::vector<Hunk>{{0, 2, {1, 1, 1, 2}, true}, {3, 2, {3, 2, 4, 1}, false}}));
  EXPECT_TRUE(diff.rows[1].expected);
  EXPECT_FALSE(diff.rows[4].expected);
}

TEST(DiffByEdits, PutsWhatCameBesideWhatWent) {
  const std::string text = "import torch\nx = 1\n";
  EXPECT_EQ(drawn(edited(text, {{{0, 0}, "from mindspore import mint\n"}, {{0, 13}, ""}}, {true, true})),
            "1:1 2=2");
}

TEST(DiffByEdits, TwoEditsOnALineAreOneRow) {
  const std::string text = "torch.a(torch.b)\n";
  const Diff diff = edited(text, {{{0, 5}, "mint"}, {{8, 13}, "ops"}}, {true, false});
  ASSERT_EQ(drawn(diff), "1~1");
  EXPECT_EQ(diff.rows[0].right_words, (std::vector<WordSpan>{{{0, 4}, true}, {{7, 10}, false}}));
}

TEST(DiffByEdits, HandlesEndsWithoutLineEnds) {
  EXPECT_EQ(drawn(edited("a\nb", {{{2, 3}, ""}})), "1=1 2-");
  EXPECT_EQ(drawn(edited("a", {{{1, 1}, "\nb"}})), "1=1 +2");
  EXPECT_EQ(drawn(edited("", {{{0, 0}, "a\nb\n"}})), "+1 +2");
  EXPECT_EQ(drawn(edited("a\n", {{{0, 2}, ""}})), "1-");
  EXPECT_EQ(drawn(edited("a\n", {{{2, 2}, "b\n"}})), "1=1 +2");
  EXPECT_EQ(drawn(edited("f(\n    a,\n    b,\n)\n", {{{2, 17}, "a, b"}})), "1~1 2- 3- 4-");
}

TEST(DiffByEdits, MarksTheWordsThatAnEditOfAStringChanges) {
  const std::string text = "s = 'from hf import X'\n";
  const Diff diff = edited(text, {edit_of(text, "from hf import X", "from ours.hf import X")}, {true});
  EXPECT_EQ(diff.rows.at(0).left_words, std::vector<WordSpan>());
  EXPECT_EQ(diff.rows.at(0).right_words, (std::vector<WordSpan>{{{10, 15}, true}}));
}

TEST(DiffByHunks, MarksWordsInReplacedLines) {
  const std::vector<LineHunk> hunks{{2, 2, 2, 1}};
  const Diff diff = diff_by_hunks("a\nx = f(1)\ngone entirely\nz\n", "a\nx = g(1)\nz\n", hunks);
  EXPECT_EQ(drawn(diff), "1=1 2~2 3- 4=3");
  EXPECT_EQ(diff.rows[1].right_words, (std::vector<WordSpan>{{{4, 5}, false}}));
  EXPECT_EQ(diff.hunks[0].lines, hunks[0]);
}

TEST(Diff, FindsRowsAndHunks) {
  const std::string text = "a\nb\nc\n";
  const Diff diff = edited(text, {{{0, 0}, "n\nm\n"}, {{2, 4}, ""}});
  ASSERT_EQ(drawn(diff), "+1 +2 1=3 2- 3=4");
  EXPECT_EQ(diff.row_of(Side::left, 1), 2u);
  EXPECT_EQ(diff.row_of(Side::left, 3), 4u);
  EXPECT_EQ(diff.row_of(Side::right, 2), 1u);
  EXPECT_EQ(diff.row_of(Side::right, 4), 4u);
  EXPECT_EQ(diff.row_of(Side::right, 99), 4u);
  EXPECT_EQ(diff.hunk_at(1), &diff.hunks[0]);
  EXPECT_EQ(diff.hunk_at(2), nullptr);
  EXPECT_EQ(diff.hunk_at(3), &diff.hunks[1]);
}

TEST(Compose, KeepsTheConvertersRowsAndMarksTheHand) {
  const std::string hf = "import torch\na = torch.x(1)\nb = torch.y(2)\nc = 3\n";
  const std::vector<Edit> edits{edit_of(hf, "import torch\n", "from mindspore import mint\n"),
                                edit_of(hf, "torch.x", "mint.x"), edit_of(hf, "torch.y", "mint.y")};
  const Diff first = edited(hf, edits, {true, true, true});
  const std::string work = "from mindspore import mint\na = mint.x(1)\nb = other(2)\nd = 4\nc = 3\n";
  const std::vector<LineHunk> hunks{{3, 1, 3, 2}};
  const Diff diff = compose(first, hunks, hf, work);
  EXPECT_EQ(drawn(diff), "1:1 2:2 3~3! +4! 4=5");
}

TEST(Compose, FollowsPureInsertionsAndDeletions) {
  const Diff first = edited("a\nb\nc\n", {});
  EXPECT_EQ(drawn(compose(first, std::vector<LineHunk>{{1, 0, 2, 1}}, "a\nb\nc\n", "a\nn\nb\nc\n")),
            "1=1 +2! 2=3 3=4");
  EXPECT_EQ(drawn(compose(first, std::vector<LineHunk>{{2, 1, 1, 0}}, "a\nb\nc\n", "a\nc\n")), "1=1 2-! 3=2");
}

TEST(EditsBetween, GivesTheNewText) {
  const struct {
    std::string before, after;
    std::vector<LineHunk> hunks;
  } cases[] = {
      {"a\nx = f(1)\nz\n", "a\nx = g(1)\nz\n", {{2, 1, 2, 1}}},
      {"a\nb\n", "b\n", {{1, 1, 0, 0}}},
      {"a\n", "a\nb\nc\n", {{1, 0, 2, 2}}},
      {"a\nb", "a\nb\n", {{2, 1, 2, 1}}},
      {"a\r\nb\r\n", "a\nb\r\n", {{1, 1, 1, 1}}},
      {"one two\nthree\n", "one 2\nnew thing\nthree four\n", {{1, 2, 1, 3}}},
  };
  for (const auto& c : cases) {
    EXPECT_EQ(mintport::apply(c.before, edits_between(c.before, c.after, c.hunks)), c.after) << c.before;
  }
  EXPECT_EQ(edits_between("a\nx = f(1)\nz\n", "a\nx = g(1)\nz\n", cases[0].hunks),
            (std::vector<Edit>{Edit{{6, 7}, "g"}}));
}

TEST(ExpectedEdits, AreRenamesAndImports) {
  Change rename, other;
  rename.rename = true;
  rename.edits = {{{0, 1}, "a"}};
  other.edits = {{{4, 5}, "b"}};
  EXPECT_EQ(expected_edits({{{0, 1}, "a"}, {{2, 3}, "import"}, {{4, 5}, "b"}}, {rename, other}),
            (std::vector<bool>{true, true, false}));
}

TEST(ApplyHunks, DoesTheChosenOnes) {
  const std::string before = "a\nb\nc\nd\n", after = "A\nb\nnew\nc\n";
  const std::vector<LineHunk> hunks{{1, 1, 1, 1}, {2, 0, 3, 1}, {4, 1, 4, 0}};
  EXPECT_EQ(apply_hunks(before, after, hunks, {true, true, true}), after);
  EXPECT_EQ(apply_hunks(before, after, hunks, {false, false, false}), before);
  EXPECT_EQ(apply_hunks(before, after, hunks, {false, true, false}), "a\nb\nnew\nc\nd\n");
  EXPECT_EQ(hunk_at_line(hunks, Side::right, 3), 1u);
  EXPECT_EQ(hunk_at_line(hunks, Side::right, 4), 2u);
  EXPECT_EQ(hunk_at_line(hunks, Side::right, 2), std::nullopt);
  EXPECT_EQ(hunk_at_line(hunks, Side::left, 1), 0u);
}

TEST(ApplyHunks, KeepsLinesApartWithoutALastLineEnd) {
  const std::vector<LineHunk> hunks{{2, 1, 2, 1}, {2, 0, 3, 1}};
  EXPECT_EQ(apply_hunks("a\nb", "a\nb\nc\n", hunks, {false, true}), "a\nb\nc\n");
  EXPECT_EQ(apply_hunks("a\nb", "a\nb\nc\n", hunks, {true, false}), "a\nb\n");
}

// The limit is twenty times the Release figure, for slow machines in Debug; it only has to catch quadratic
// time.
TEST(DiffByEdits, IsFastOnFiveThousandLines) {
  std::string text;
  std::vector<Edit> edits;
  for (int i = 0; i < 5000; ++i) {
    const auto at = static_cast<ByteOffset>(text.size());
    text += "        hidden = torch.cat([hidden, other], dim=1)\n";
    if (i % 2 == 0) edits.push_back({{at + 17, at + 22}, "mint"});
  }
  const std::string after = mintport::apply(text, edits);
  const auto begin = std::chrono::steady_clock::now();
  const Diff diff = diff_by_edits(text, after, edits, std::vector<bool>(edits.size(), true));
  const auto taken = std::chrono::steady_clock::now() - begin;
  RecordProperty("microseconds", static_cast<int>(taken / std::chrono::microseconds(1)));
  EXPECT_EQ(diff.rows.size(), 5000u);
  EXPECT_LT(taken, std::chrono::milliseconds(500));
}

}  // namespace
}  // namespace mintport
