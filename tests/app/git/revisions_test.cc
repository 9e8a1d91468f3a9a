#include "app/git/revisions.hh"

#include <gtest/gtest.h>

#include "app/git/merge_lines.hh"
#include "support/git_sandbox.hh"

namespace mintport::testing {
namespace {

TEST(MergeLines, MergesOrSaysThatItCannot) {
  EXPECT_EQ(merge_lines("a\nb\nc\nd\n", "A\nb\nc\nd\n", "a\nb\nc\nD\n"), "A\nb\nc\nD\n");
  EXPECT_EQ(merge_lines("a\n", "b\n", "c\n"), std::nullopt);
}

TEST(FilesAt, HasWhatTheRevisionHolds) {
  const GitSandbox sandbox;
  sandbox.commit({{"a.py", "1\n"}, {"d/b.py", "2\n"}});
  sandbox.git({"tag", "v1"});
  sandbox.commit({{"a.py", "3\n"}}, "Next");
  EXPECT_EQ(files_at(sandbox.root().string(), "v1"),
            (std::map<std::string, std::string>{{"a.py", "1\n"}, {"d/b.py", "2\n"}}));
  ASSERT_FALSE(files_at(sandbox.root().string(), "v9"));
  EXPECT_EQ(files_at(sandbox.root().string(), "v9").error().kind, ErrorKind::not_found);
}

TEST(CommitsBetween, OldestFirstWithTheirFiles) {
  const GitSandbox sandbox;
  sandbox.commit({{"a.py", "1\n"}});
  sandbox.git({"tag", "v1"});
  sandbox.commit({{"a.py", "2\n"}}, "One");
  sandbox.commit({{"b.py", "2\n"}, {"c.py", "3\n"}}, "Two");
  const auto commits = commits_between(sandbox.root().string(), "v1", "main");
  ASSERT_TRUE(commits);
  ASSERT_EQ(commits->size(), 2U);
  EXPECT_EQ((*commits)[0].subject, "One");
  EXPECT_EQ((*commits)[0].paths, (std::vector<std::string>{"a.py"}));
  EXPECT_EQ((*commits)[1].paths, (std::vector<std::string>{"b.py", "c.py"}));
}

TEST(References, AreReadAndRestored) {
  const GitSandbox sandbox;
  sandbox.commit({{"a.py", "1\n"}});
  const std::string root = sandbox.root().string();
  EXPECT_EQ(reference_id(root, "refs/x"), "");
  const std::string head = reference_id(root, "HEAD").value_or("");
  ASSERT_TRUE(restore_reference(root, "refs/x", head));
  EXPECT_EQ(reference_id(root, "refs/x"), head);
  ASSERT_TRUE(restore_reference(root, "refs/x", ""));
  EXPECT_EQ(reference_id(root, "refs/x"), "");
}

TEST(StageConflicts, AreConflictsForGit) {
  const GitSandbox sandbox;
  sandbox.commit({{"a.py", "ours\n"}, {"b.py", "ours\n"}});
  ASSERT_TRUE(stage_conflicts(sandbox.root().string(), {{"a.py", {"base\n", "ours\n", "theirs\n"}},
                                                        {"b.py", {"base\n", "ours\n", ""}}}));
  EXPECT_EQ(sandbox.git({"status", "--short"}), "UU a.py\nUD b.py\n");
  EXPECT_EQ(sandbox.git({"show", ":3:a.py"}), "theirs\n");
}

}  // namespace
}  // namespace mintport::testing
