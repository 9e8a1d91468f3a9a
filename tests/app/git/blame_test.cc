#include <gtest/gtest.h>

#include "app/git/repository.hh"
#include "support/git_sandbox.hh"

namespace mintport {
namespace {

using testing::GitSandbox;

// git's answer for the same line: subject, author and the line's number then.
std::string as_git_says(const GitSandbox& git, const std::string& path, std::uint32_t line) {
  const std::string at = std::to_string(line) + "," + std::to_string(line);
  const std::string said = git.git({"blame", "--porcelain", "-L", at, "HEAD", "--", path});
  auto field = [&](const std::string& name) {
    const std::size_t begin = said.find("\n" + name + " ") + name.size() + 2;
    return said.substr(begin, said.find('\n', begin) - begin);
  };
  const std::size_t gap = said.find(' ');
  return field("summary") + "|" + field("author") + "|" +
         said.substr(gap + 1, said.find(' ', gap + 1) - gap - 1);
}

TEST(Blame, SaysWhatGitSays) {
  GitSandbox git;
  git.commit({{"x/ü b.py", "one\ntwo\nthree\n"}}, "First");
  git.commit({{"x/ü b.py", "zero\none\n2\nthree\n"}}, "Second");
  git.git({"config", "user.name", "Bob"});
  git.commit({{"x/ü b.py", "zero\none\n2\nthree\nfour\n"}}, "Third");
  auto tree = open_repository(git.root().string());
  ASSERT_TRUE(tree);
  const std::string text = git.read("x/ü b.py");
  for (std::uint32_t line = 1; line <= 5; ++line) {
    const auto origin = (*tree)->blame("x/ü b.py", text, line);
    ASSERT_TRUE(origin) << to_string(origin.error());
    EXPECT_EQ(origin->commit.subject + "|" + origin->commit.author + "|" + std::to_string(origin->line),
              as_git_says(git, "x/ü b.py", line));
  }
}

TEST(Blame, KnowsWhatIsNotCommitted) {
  GitSandbox git;
  git.commit({{"a.py", "one\r\ntwo\r\n"}});
  auto tree = open_repository(git.root().string());
  ASSERT_TRUE(tree);
  EXPECT_EQ((*tree)->blame("a.py", "new\r\none\r\n", 1), LineOrigin({}, 1));
  const auto moved = (*tree)->blame("a.py", "new\r\none\r\n", 2);
  ASSERT_TRUE(moved);
  EXPECT_EQ(moved->commit.subject, "Begin");
  EXPECT_EQ(moved->line, 1u);
  EXPECT_EQ((*tree)->blame("new.py", "one\n", 1), LineOrigin({}, 1));
  EXPECT_FALSE((*tree)->blame("a.py", "one\r\ntwo\r\n", 9));
}

}  // namespace
}  // namespace mintport
