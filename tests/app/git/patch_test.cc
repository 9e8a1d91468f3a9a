#include "app/git/patch.hh"

#include <gtest/gtest.h>

#include <filesystem>

#include "support/process.hh"
#include "support/temp_dir.hh"

namespace mintport {
namespace {

using testing::run;
using testing::TempDir;

// The result of `git apply` for `before` and the patch; nullopt if git refuses.
std::optional<std::string> applied(std::optional<std::string> before, const std::string& after) {
  const TempDir folder;
  if (before) testing::write_file(folder / "d/x y.py", *before);
  const auto patch = unified_diff({.path = "d/x y.py",
                                   .before = before ? std::optional<std::string_view>(*before) : std::nullopt,
                                   .after = after});
  if (!patch) return std::nullopt;
  const auto result = run({"git", "apply", "-"}, {.folder = folder.path(), .input = *patch});
  if (result.status != 0) return std::nullopt;
  return testing::read_file(folder / "d/x y.py");
}

TEST(Patch, IsWhatGitApplyTakes) {
  const std::string cases[][2] = {{"a\nb\nc\n", "a\nx\nc\n"},
                                  {"a\nb", "a\nx"},
                                  {"a\n", "a"},
                                  {"a", "a\n"},
                                  {"a\r\nb\r\n", "a\r\nx\r\n"},
                                  {"", "a\n"},
                                  {"a\n", ""},
                                  {"\xEF\xBB\xBFx\n", "\xEF\xBB\xBFy\n"},
                                  {std::string("a\0b", 3), std::string("b\0\n", 3)}};
  for (const auto& [before, after] : cases) EXPECT_EQ(applied(before, after), after) << before;
}

TEST(Patch, MakesNewFiles) {
  for (const std::string after : {"a\nb\n", "a", "", "\x01\n"})
    EXPECT_EQ(applied(std::nullopt, after), after) << after;
}

TEST(Patch, TellsTheMode) {
  const auto patch = unified_diff({.path = "run", .after = "x\n", .mode = 0100755});
  ASSERT_TRUE(patch.has_value());
  EXPECT_EQ(patch->substr(0, patch->find("index")), "diff --git a/run b/run\nnew file mode 100755\n");
}

TEST(Patch, IsEmptyWhenNothingDiffers) {
  EXPECT_EQ(unified_diff({.path = "x", .before = "a\n", .after = "a\n"}), "");
}

}  // namespace
}  // namespace mintport
