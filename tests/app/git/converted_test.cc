#include <gtest/gtest.h>

#include <chrono>
#include <iostream>

#include "app/git/repository.hh"
#include "support/git_sandbox.hh"

namespace mintport {
namespace {

using testing::GitSandbox;
using FileTexts = std::map<std::string, std::string>;

std::unique_ptr<WorkTree> open(const GitSandbox& git) {
  auto tree = open_repository(git.root().string());
  if (!tree) throw std::runtime_error(to_string(tree.error()));
  return std::move(*tree);
}

TEST(Converted, LaysOneConversionOverTheLast) {
  GitSandbox git;
  git.commit({{"a.py", "mine\n"}});
  auto tree = open(git);
  EXPECT_EQ(tree->converted_text("a.py").error().kind, ErrorKind::not_found);
  ASSERT_TRUE(tree->record_converted({{"a.py", "1\r\n"}, {"x/ü b.py", "1\n"}}, "First"));
  ASSERT_TRUE(tree->record_converted({{"x/ü b.py", "2\n"}, {"x/c.py", ""}}, "Second"));
  ASSERT_TRUE(tree->record_converted({{"x/c.py", ""}}, "Nothing new"));
  EXPECT_EQ(tree->converted_text("a.py"), "1\r\n");
  EXPECT_EQ(tree->converted_text("x/ü b.py"), "2\n");
  EXPECT_EQ(tree->converted_text("x").error().kind, ErrorKind::content);
  EXPECT_EQ(git.git({"log", "--format=%s", "refs/mintport/converted"}), "Second\nFirst\n");
  EXPECT_EQ(git.git({"status", "--porcelain"}), "");
  EXPECT_EQ(git.git({"log", "--format=%s"}), "Begin\n");
  EXPECT_EQ(tree->record_converted({{"../x", ""}}, "No").error().kind, ErrorKind::refused);
  EXPECT_EQ(git.git({"fsck", "--strict"}), "");
}

TEST(Converted, WorksBeforeTheFirstCommit) {
  GitSandbox git;
  auto tree = open(git);
  ASSERT_TRUE(tree->record_converted({{"a.py", "1\n"}}, "First"));
  EXPECT_EQ(git.git({"show", "refs/mintport/converted:a.py"}), "1\n");
  EXPECT_NE(git.try_git({"rev-parse", "-q", "--verify", "HEAD"}).status, 0);
}

// As many files as diffusers has, and about as large. The bounds are generous; the figures are printed.
TEST(Speed, SevenHundredFiles) {
  GitSandbox git;
  FileTexts files;
  for (int i = 0; i < 700; ++i) {
    std::string text;
    while (text.size() < 25'000)
      text += "value_" + std::to_string(i * 31 + text.size()) + " = torch.ones(3)\n";
    files["src/part" + std::to_string(i % 20) + "/file" + std::to_string(i) + ".py"] = text;
  }
  git.commit(files);
  auto tree = open(git);
  auto seconds = [](const char* what, auto&& work) {
    const auto begin = std::chrono::steady_clock::now();
    EXPECT_TRUE(work()) << what;
    const double taken = std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
    std::cout << what << ": " << taken * 1000 << " ms\n";
    return taken;
  };
  for (auto& [path, text] : files) text += "# converted\n";
  EXPECT_LT(seconds("status, first", [&] { return tree->status(); }), 5.0);
  EXPECT_LT(seconds("status, again", [&] { return tree->status(); }), 2.0);
  EXPECT_LT(seconds("list", [&] { return tree->list(); }), 2.0);
  EXPECT_LT(seconds("record 700", [&] { return tree->record_converted(files, "Convert"); }), 10.0);
  EXPECT_LT(seconds("record 700 again", [&] { return tree->record_converted(files, "Convert"); }), 10.0);
  EXPECT_LT(seconds("write 700",
                    [&] {
                      for (const auto& [path, text] : files) {
                        if (!tree->write(path, text)) return false;
                      }
                      return true;
                    }),
            60.0);
  EXPECT_LT(seconds("status, all changed", [&] { return tree->status(); }), 5.0);
  EXPECT_LT(seconds("stage 700",
                    [&] {
                      for (const auto& [path, text] : files) {
                        if (!tree->stage_file(path)) return false;
                      }
                      return true;
                    }),
            60.0);
  EXPECT_LT(seconds("commit", [&] { return tree->commit("All"); }), 5.0);
  EXPECT_EQ(git.git({"status", "--porcelain"}), "");
  EXPECT_EQ(git.git({"diff", "--stat", "HEAD", "refs/mintport/converted"}), "");
}

}  // namespace
}  // namespace mintport
