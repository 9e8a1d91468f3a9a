#include "core/merge/merge.hh"

#include <gtest/gtest.h>

namespace mintport {
namespace {

// Every merge by line is a conflict here, so that everything is merged by syntax.
MergeOptions by_syntax(std::vector<std::pair<std::string, std::string>> spellings = {}) {
  return {.lines = [](auto, auto, auto) { return std::nullopt; }, .spellings = std::move(spellings)};
}

Merge merged(std::string_view base, std::string_view ours, std::string_view theirs,
             const MergeOptions& options) {
  auto result = merge_files({base, ours, theirs}, options);
  EXPECT_TRUE(result) << to_string(result.error());
  return result ? *std::move(result) : Merge{};
}

// The text of a merge without a conflict.
std::string clean(std::string_view base, std::string_view ours, std::string_view theirs) {
  const Merge merge = merged(base, ours, theirs, by_syntax());
  EXPECT_EQ(merge.conflicts(), 0U) << with_markers(merge, {});
  return decide(merge, Favor::ours);
}

// Ours may still write `ops` for `mint`.
Merge respelled(std::string_view base, std::string_view ours, std::string_view theirs) {
  return merged(base, ours, theirs, by_syntax({{"ops", "mint"}}));
}

TEST(MergeFiles, TakesTheSideThatChanged) {
  EXPECT_EQ(clean("a = 1\n", "a = 1\n", "a = 2\n"), "a = 2\n");
  EXPECT_EQ(clean("a = 1\n", "a = 2\n", "a = 1\n"), "a = 2\n");
  EXPECT_EQ(clean("a = 1\n", "a = 2\n", "a = 2\n"), "a = 2\n");
}

TEST(MergeFiles, LayoutIsNoChange) {
  EXPECT_EQ(clean("f(a, b)\n", "f(\n    a,\n    b,\n)\n", "f(a, c)\n"), "f(a, c)\n");
  EXPECT_EQ(clean("f(a, b)\n", "f(a, c)\n", "f(\n    a,\n    b,\n)\n"), "f(a, c)\n");
}

TEST(MergeFiles, TakesLinesFirst) {
  const MergeOptions options{.lines = [](auto, auto, auto) { return std::string("a = 3\n"); }};
  EXPECT_EQ(merged("a = 1\n", "a = 2\n", "b = 1\n", options), (Merge{{{.ours = "a = 3\n"}}, true}));
}

TEST(MergeFiles, LinesThatDoNotParseAreNotTaken) {
  const MergeOptions options{.lines = [](auto, auto, auto) { return std::string("a = (\n"); }};
  EXPECT_EQ(decide(merged("a = 1\nb = 1\n", "a = 2\nb = 1\n", "a = 1\nb = 2\n", options), Favor::ours),
            "a = 2\nb = 2\n");
}

TEST(MergeFiles, ImportsAreSets) {
  EXPECT_EQ(clean("from x import a, b\n", "from x import b, z\n", "from x import a, b, c\n"),
            "from x import b, c, z\n");
}

TEST(MergeFiles, ArgumentsAreMergedByElement) {
  EXPECT_EQ(clean("f(x, a=1, b=2)\n", "f(x, b=2, mine=3)\n", "f(x, a=1, b=5, theirs=4)\n"),
            "f(x, b=5, mine=3, theirs=4)\n");
}

TEST(MergeFiles, ListsAreMergedByElement) {
  EXPECT_EQ(clean("names = [\"a\", \"b\"]\n", "names = [\"b\"]\n", "names = [\"a\", \"b\", \"c\"]\n"),
            "names = [\"b\", \"c\"]\n");
}

TEST(MergeFiles, ParametersAreMergedByName) {
  EXPECT_EQ(clean("def f(self, a, b=None):\n    pass\n", "def f(self, a):\n    pass\n",
                  "def f(self, a, b=None, c: int = 1):\n    pass\n"),
            "def f(self, a, c: int = 1):\n    pass\n");
}

TEST(MergeFiles, PositionsOnBothSidesAreAConflict) {
  EXPECT_EQ(merged("f(x)\n", "f(x, y)\n", "f(x, z)\n", by_syntax()).conflicts(), 1U);
}

TEST(MergeFiles, DifferentStatementsOfOneBlockAreBothTaken) {
  const std::string base = "def f():\n    a = 1\n    b = 1\n    c = 1\n";
  EXPECT_EQ(clean(base, "def f():\n    a = 2\n    b = 1\n    c = 1\n    mine()\n",
                  "def f():\n    a = 1\n    b = 2\n    theirs(a, b, 3)\n    c = 1\n"),
            "def f():\n    a = 2\n    b = 2\n    theirs(a, b, 3)\n    c = 1\n    mine()\n");
}

TEST(MergeFiles, OneStatementChangedTwiceIsAConflict) {
  const Merge merge = merged("x = f(1)\ny = 1\n", "x = f(2)\ny = 1\n", "x = f(3)\ny = 2\n", by_syntax());
  EXPECT_EQ(merge, (Merge{{{true, "x = f(1)\n", "x = f(2)\n", "x = f(3)\n"}, {.ours = "y = 2\n"}}}));
}

TEST(MergeFiles, DeletedHereAndChangedThereIsAConflictWithWhatCameInstead) {
  const Merge merge = merged("start()\nx = upstream(1, 2)\n", "start()\nmine()\n",
                             "start()\nx = upstream(1, 3)\n", by_syntax());
  EXPECT_EQ(
      merge,
      (Merge{{{.ours = "start()\n"}, {true, "x = upstream(1, 2)\n", "mine()\n", "x = upstream(1, 3)\n"}}}));
}

TEST(MergeFiles, DocstringsAreMergedByLineAndWord) {
  EXPECT_EQ(
      clean("def f():\n    \"\"\"One.\n\n    See http://a for the whole story.\n    \"\"\"\n",
            "def f():\n    \"\"\"One of mine.\n\n    See http://a for the whole story.\n    \"\"\"\n",
            "def f():\n    \"\"\"One.\n\n    See http://b for the whole story.\n    More.\n    \"\"\"\n"),
      "def f():\n    \"\"\"One of mine.\n\n    See http://b for the whole story.\n    More.\n    \"\"\"\n");
}

TEST(MergeFiles, TheLaterYearOfALicenceStays) {
  EXPECT_EQ(
      clean("# Copyright 2024 The Team.\n", "# Copyright 2023 The Team.\n", "# Copyright 2025 The Team.\n"),
      "# Copyright 2025 The Team.\n");
}

TEST(MergeFiles, AnOlderSpellingIsNoWorkByHand) {
  const auto options = by_syntax({{"ops", "mint"}, {"axis", "dim"}});
  const Merge merge =
      merged("x = mint.cat(a, dim=1)\n", "x = ops.cat(a, axis=1)\n", "x = mint.cat(a + b, dim=1)\n", options);
  EXPECT_EQ(decide(merge, Favor::ours), "x = mint.cat(a + b, dim=1)\n");
  EXPECT_EQ(merge.respelled,
            (std::vector<Respelling>{{1, "x = ops.cat(a, axis=1)", "x = mint.cat(a, dim=1)"}}));
}

TEST(MergeFiles, SpellingsLeaveWorkByHandAlone) {
  const Merge merge =
      respelled("x = mint.cat(a)\n", "x = ops.cat(a).astype(t)\n", "x = mint.cat(a)\ny = 1\n");
  EXPECT_EQ(decide(merge, Favor::ours), "x = ops.cat(a).astype(t)\ny = 1\n");
  EXPECT_EQ(merge.respelled, std::vector<Respelling>{});
}

TEST(MergeFiles, RespellingKeepsTheLayout) {
  const Merge merge =
      respelled("a = 1\nx = mint.cat(a, mint.b)\n", "a = 1\n\nx = ops.cat(\n    a,\n    ops.b,\n)  # ops\n",
                "a = 2\nx = mint.cat(a, mint.b)\n");
  EXPECT_EQ(decide(merge, Favor::ours), "a = 2\n\nx = ops.cat(\n    a,\n    ops.b,\n)  # ops\n");
  const Merge other =
      respelled("a = 1\nx = mint.cat(a, mint.b)\n", "a = 1\n\nx = ops.cat(\n    a,\n    ops.b,\n)\n",
                "a = 2\nx = mint.cat(a, mint.b)\n");
  EXPECT_EQ(decide(other, Favor::ours), "a = 2\n\nx = mint.cat(\n    a,\n    mint.b,\n)\n");
  EXPECT_EQ(other.respelled, (std::vector<Respelling>{{3, "x = ops.cat(\n    a,\n    ops.b,\n)",
                                                       "x = mint.cat(\n    a,\n    mint.b,\n)"}}));
}

TEST(MergeFiles, TellsImportsThatWentWithTheirUse) {
  const Merge merge =
      respelled("from m import mint\n\nx = mint.cat(a)\n", "from m import ops\n\nx = ops.cat(a)\n",
                "from m import mint\n\nx = mint.cat(a)\ny = 1\n");
  EXPECT_EQ(decide(merge, Favor::ours), "from m import mint\n\nx = mint.cat(a)\ny = 1\n");
}

TEST(MergeFiles, ImportsFollowWhatIsUsed) {
  EXPECT_EQ(
      clean("from m import mint\n\n\ndef f():\n    return mint.a()\n",
            "def f():\n    return 1\n\n\nmine = 1\n",
            "from m import mint\n\n\ndef f():\n    return mint.a()\n\n\ndef g():\n    return mint.b()\n"),
      "from m import mint\ndef f():\n    return 1\n\n\nmine = 1\n\n\ndef g():\n    return mint.b()\n");
}

TEST(MergeFiles, KeepsOursLineEnds) {
  EXPECT_EQ(clean("a = 1\nb = 1\n", "a = 2\r\nb = 1\r\n", "a = 1\nb = 2\n"), "a = 2\r\nb = 2\r\n");
}

TEST(MergeFiles, RefusesWhatIsNoText) {
  const auto result = merge_files({"a = 1\n", std::string_view("a\0b", 3), "a = 2\n"}, by_syntax());
  ASSERT_FALSE(result);
  EXPECT_EQ(result.error().kind, ErrorKind::content);
}

// Markers.

Merge disputed() {
  return {
      {{.ours = "def f():\n"}, {true, "    a = 1\n", "    a = 2\n", "    a = 3\n"}, {.ours = "    b = 1\n"}}};
}

TEST(Markers, AreDiff3) {
  EXPECT_EQ(with_markers(disputed(), {}),
            "def f():\n<<<<<<< ours\n    a = 2\n||||||| base\n    a = 1\n=======\n    a = 3\n>>>>>>> "
            "theirs\n    b = 1\n");
}

TEST(Markers, InCommentsKeepOursInForce) {
  EXPECT_EQ(
      with_comment_markers(disputed(), {}),
      "def f():\n    # <<<<<<< ours\n    a = 2\n    # ||||||| base\n    # a = 1\n    # =======\n    # a = 3\n"
      "    # >>>>>>> theirs\n    b = 1\n");
}

TEST(Decide, TakesASideOrBoth) {
  EXPECT_EQ(decide(disputed(), Favor::ours), "def f():\n    a = 2\n    b = 1\n");
  EXPECT_EQ(decide(disputed(), Favor::theirs), "def f():\n    a = 3\n    b = 1\n");
  EXPECT_EQ(decide(disputed(), Favor::both), "def f():\n    a = 2\n    a = 3\n    b = 1\n");
}

TEST(Decide, FallsBackToOursWhereASideWouldNotParse) {
  const Merge merge{{{.ours = "if x:\n"}, {true, "    a = 1\n", "    a = 2\n", ""}, {.ours = "b = 1\n"}}};
  EXPECT_EQ(decide(merge, Favor::theirs), "if x:\n    a = 2\nb = 1\n");
}

}  // namespace
}  // namespace mintport
