// Staging of single lines, compared with `git apply --cached` of the same lines as a patch.
#include <gtest/gtest.h>

#include <random>

#include "app/git/repository.hh"
#include "core/diff/lines.hh"
#include "core/diff/stage.hh"
#include "support/git_sandbox.hh"

namespace mintport {
namespace {

// A text of few different lines, so that two texts have much in common.
std::string random_text(std::mt19937& random, std::string_view line_end) {
  std::string out;
  for (std::size_t i = 0, count = random() % 12; i < count; ++i) {
    out += "line " + std::to_string(random() % 6);
    out += line_end;
  }
  if (random() % 3 == 0 && !out.empty()) out.resize(out.size() - line_end.size());
  return out;
}

std::string patch_lines(char sign, const Lines& lines, std::uint32_t first, std::uint32_t count) {
  std::string out;
  for (std::uint32_t i = first; i < first + count; ++i) {
    out += sign + std::string(lines.whole_line(i));
    if (!out.ends_with('\n')) out += "\n\\ No newline at end of file\n";
  }
  return out;
}

// One hunk over the whole file, with the chosen parts in git's form.
std::string patch_of(const std::string& before, const std::string& after, const std::vector<LineHunk>& parts,
                     const std::vector<bool>& chosen) {
  const Lines old_lines(before), new_lines(after);
  std::string body;
  std::uint32_t next = 1, count = old_lines.count();
  for (std::size_t i = 0; i < parts.size(); ++i) {
    if (!chosen[i]) continue;
    const LineHunk& part = parts[i];
    const std::uint32_t first = part.old_start + (part.old_count == 0 ? 1 : 0);
    body += patch_lines(' ', old_lines, next, first - next);
    body += patch_lines('-', old_lines, part.old_start, part.old_count);
    body += patch_lines('+', new_lines, part.new_start, part.new_count);
    next = first + part.old_count;
    count += part.new_count - part.old_count;
  }
  body += patch_lines(' ', old_lines, next, old_lines.count() + 1 - next);
  auto place = [](std::uint32_t lines) { return (lines > 0 ? "1," : "0,") + std::to_string(lines); };
  return "--- a/a.py\n+++ b/a.py\n@@ -" + place(old_lines.count()) + " +" + place(count) + " @@\n" + body;
}

TEST(StagedLines, AreThoseThatGitApplies) {
  testing::GitSandbox git;
  git.commit({{"a.py", "x\n"}});
  const auto tree = *open_repository(git.root().string());
  std::mt19937 random(5);
  int checked = 0;
  for (int round = 0; round < 120; ++round) {
    const std::string_view line_end = round % 3 == 0 ? "\r\n" : "\n";
    const std::string before = random_text(random, line_end), after = random_text(random, line_end);
    const auto hunks = tree->diff(before, after);
    ASSERT_TRUE(hunks);
    const auto parts = split_hunks(before, after, *hunks);
    EXPECT_EQ(apply_hunks(before, after, parts, std::vector<bool>(parts.size(), true)), after);
    std::vector<bool> chosen(parts.size());
    for (std::size_t i = 0; i < parts.size(); ++i) chosen[i] = random() % 2 == 0;
    // git has no patch for a line after a text without a final line end.
    const bool last_line_grows = !before.empty() && !before.ends_with('\n');
    if (last_line_grows || std::find(chosen.begin(), chosen.end(), true) == chosen.end()) continue;
    const std::string ours = apply_hunks(before, after, parts, chosen);
    if (!ours.ends_with('\n')) continue;
    const std::string patch = patch_of(before, after, parts, chosen);
    if (patch.find("\\ No newline") != std::string::npos) continue;  // nor for one before such a text
    git.write("a.py", before);
    git.git({"-c", "core.safecrlf=false", "add", "a.py"});
    git.write("../lines.patch", patch);
    git.git({"apply", "--cached", "--whitespace=nowarn", "../lines.patch"});
    const std::string theirs = git.git({"cat-file", "blob", ":a.py"});
    git.git({"reset", "-q"});
    git.write("a.py", after);
    ASSERT_TRUE(tree->stage_text("a.py", ours));
    ASSERT_EQ(git.git({"cat-file", "blob", ":a.py"}), theirs) << before << "---\n" << after;
    ++checked;
  }
  EXPECT_GT(checked, 40);
}

}  // namespace
}  // namespace mintport
