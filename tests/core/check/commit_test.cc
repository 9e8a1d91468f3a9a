#include "core/check/commit.hh"

#include <gtest/gtest.h>

namespace mintport {
namespace {

using Messages = std::map<std::string, std::vector<std::string>>;

Messages messages(const std::vector<CommittedFile>& files) {
  Messages out;
  for (const auto& [path, findings] : check_commit(files)) {
    for (const CheckFinding& found : findings) out[path].push_back(found.code + ": " + found.finding.message);
  }
  return out;
}

const CommittedFile kRenamed{
    "a.py", "def f(w):\n    return w\n", "def f(width):\n    return width\n", {{1, 2, 1, 2}}};
const CommittedFile kComputed{"b.py", "x = 1\ny = x * 2\n", "x = 1\ny = x * 3\n", {{2, 1, 2, 1}}};

TEST(MixedCommit, NamesTheHunksOfBothSorts) {
  EXPECT_EQ(messages({kRenamed, kComputed}),
            (Messages{{"b.py",
                       {"y = x * 3: changes arithmetic in a commit that also renames w to width (a.py:1); "
                        "commit it on its own"}}}));
  const std::string block = "a = 1\nb = 2\nc = 3\nd = 4\n";
  EXPECT_EQ(messages({{"c.py", block, "", {{1, 4, 0, 0}}},
                      {"d.py", "", "if x:\n    a = 1\n    b = 2\n\n    c = 3\n    d = 4\n", {{0, 0, 2, 5}}},
                      kComputed}),
            (Messages{{"b.py",
                       {"y = x * 3: changes arithmetic in a commit that also moves 4 lines (d.py:2); commit "
                        "it on its own"}}}));
}

TEST(MixedCommit, LeavesCommitsOfOneSortAlone) {
  EXPECT_EQ(messages({kRenamed}), Messages{});
  EXPECT_EQ(messages({kComputed}), Messages{});
  // Another callee is no new name; a comment, a string and an import compute nothing.
  EXPECT_EQ(messages({{"a.py", "x = f(y)\nz = g(y)\n", "x = g(y)\nz = g(y)\n", {{1, 1, 1, 1}}}, kComputed}),
            Messages{});
  EXPECT_EQ(messages({{"a.py", "from m import f\nx = f(y)\n", "from m import g\nx = g(y)\n", {{1, 2, 1, 2}}},
                      {"c.py", "raise ValueError(y)\n", "raise TypeError(y)\n", {{1, 1, 1, 1}}},
                      kComputed}),
            Messages{});
  EXPECT_EQ(messages({kRenamed, {"b.py", "x = 1  # 2 + 2\n", "x = 1  # 2 * 2\n", {{1, 1, 1, 1}}}}),
            Messages{});
}

TEST(MixedCommit, ReadsCodeOnly) {
  const auto one_line = [](const std::string& before, const std::string& after) {
    return CommittedFile{"b.py", before, after, {{2, 1, 2, 1}}};
  };
  // a type, a docstring, a string of several lines
  EXPECT_EQ(
      messages({kRenamed, one_line("class A:\n    b: int = None\n", "class A:\n    b: int | None = None\n")}),
      Messages{});
  EXPECT_EQ(messages({kRenamed,
                      one_line("def f(a):\n    \"\"\"a * 2\"\"\"\n", "def f(a):\n    \"\"\"a * 3\"\"\"\n")}),
            Messages{});
  EXPECT_EQ(
      messages(
          {kComputed,
           {"a.py", "x = f\"\"\"\n  -pipe\n\"\"\"\n", "x = f\"\"\"\n  -torch\n\"\"\"\n", {{2, 1, 2, 1}}}}),
      Messages{});
  // a name that only a comment or a docstring had is new in the code
  EXPECT_EQ(messages({kComputed, {"a.py", "# width\nw = f()\n", "# width\nwidth = f()\n", {{2, 1, 2, 1}}}}),
            (Messages{{"b.py",
                       {"y = x * 3: changes arithmetic in a commit that also renames w to width (a.py:2); "
                        "commit it on its own"}}}));
}

}  // namespace
}  // namespace mintport
