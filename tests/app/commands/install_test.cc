// The files of `cmake --install`: the program, its tables, a man page, and completions with its options.
#include <gtest/gtest.h>

#include <filesystem>
#include <set>
#include <sstream>

#include "support/process.hh"
#include "support/temp_dir.hh"

namespace mintport::testing {
namespace {

namespace fs = std::filesystem;

constexpr const char* kBash = "share/bash-completion/completions/mintport";
constexpr const char* kZsh = "share/zsh/site-functions/_mintport";
constexpr const char* kFish = "share/fish/vendor_completions.d/mintport.fish";
constexpr const char* kManual = "share/man/man1/mintport.1";

class Install : public ::testing::Test {
 protected:
  void SetUp() override {
    const auto installed =
        run({"cmake", "--install", MINTPORT_BINARY_DIR, "--prefix", folder_.path().string()});
    ASSERT_EQ(installed.status, 0) << installed.errors;
  }
  std::string path(const char* file) const { return (folder_ / file).string(); }

  // The options of `convert` and `open` in their help: "--src-root".
  std::set<std::string> options() const {
    std::set<std::string> out;
    for (const char* command : {"convert", "open"}) {
      std::istringstream help(run({path("bin/mintport"), command, "--help"}).out);
      for (std::string line; std::getline(help, line);) {
        const std::size_t at = line.find("--");
        if (!line.starts_with("  -") || at == std::string::npos) continue;
        out.insert(line.substr(at, line.find_first_of(" ,=:", at) - at));
      }
    }
    return out;
  }

  TempDir folder_;
};

TEST_F(Install, GivesAProgramThatNeedsNothingBeside) {
  for (const char* file : {"bin/mintport", "share/mintport/mappings/functions.json", kManual, kBash, kZsh,
                           kFish, "share/doc/mintport/README.md", "share/doc/mintport/LICENSE"}) {
    EXPECT_TRUE(fs::exists(path(file))) << file;
  }
  const std::string source = "import torch\n\nx = torch.cat([y, z])\n";
  const auto result = run({path("bin/mintport"), "convert", "-"}, {.folder = "/", .input = source});
  EXPECT_EQ(result.status, 0) << result.errors;
  EXPECT_EQ(result.out, "from mindspore import mint\n\nx = mint.cat([y, z])\n");
}

TEST_F(Install, CompletionsParseAndKnowEveryOption) {
  EXPECT_EQ(run({"bash", "-n", path(kBash)}), ProcessResult{});
  if (is_installed("zsh")) {
    EXPECT_EQ(run({"zsh", "-n", path(kZsh)}), ProcessResult{});
  }
  if (is_installed("fish")) {
    EXPECT_EQ(run({"fish", "--no-execute", path(kFish)}), ProcessResult{});
  }
  const auto all = options();
  EXPECT_TRUE(all.contains("--src-root") && all.contains("--dump-to") && all.contains("--fail-on-findings"));
  for (const char* file : {kBash, kZsh}) {
    const std::string text = read_file(path(file));
    for (const std::string& option : all) EXPECT_NE(text.find(option), std::string::npos) << file << option;
  }
  const std::string fish = read_file(path(kFish));
  for (const std::string& option : all) {
    EXPECT_NE(fish.find("-l " + option.substr(2)), std::string::npos) << option;
  }
}

TEST_F(Install, BashCompletes) {
  auto complete = [&](const std::string& words, int at) {
    return run({"bash", "-c",
                "source " + path(kBash) + "; COMP_WORDS=(" + words + "); COMP_CWORD=" + std::to_string(at) +
                    "; _mintport 2>/dev/null; echo ${COMPREPLY[@]}"})
        .out;
  };
  EXPECT_EQ(complete("mintport con", 1), "convert\n");
  EXPECT_EQ(complete("mintport convert --re", 2), "--report --report-file\n");
  EXPECT_EQ(complete("mintport convert --report s", 3), "sarif\n");
  EXPECT_EQ(complete("mintport weights c", 2), "convert compare compare-images\n");
  EXPECT_EQ(complete("mintport weights convert --dtype b", 4), "bf16\n");
}

TEST_F(Install, FishCompletes) {
  if (!is_installed("fish")) GTEST_SKIP() << "no fish here";
  const auto result =
      run({"fish", "--no-config", "-c", "source " + path(kFish) + "; complete -C 'mintport convert --rep'"});
  EXPECT_EQ(result.out,
            "--report\tPrint a report in this format instead of the summary\n"
            "--report-file\tWrite the report here, as JSON unless --report says otherwise\n")
      << result.errors;
}

TEST_F(Install, TheManualIsWellFormedAndKnowsEveryOption) {
  std::string text = read_file(path(kManual));
  std::erase(text, '\\');
  for (const std::string& option : options()) {
    EXPECT_TRUE(option == "--help" || text.find(option) != std::string::npos) << option;
  }
  if (is_installed("mandoc")) {
    const auto result = run({"mandoc", "-Tlint", "-Wwarning", path(kManual)});
    EXPECT_EQ(result.out, "") << result.errors;
  }
}

}  // namespace
}  // namespace mintport::testing
