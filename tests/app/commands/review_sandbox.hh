// A repository with HF sources, their conversion as the port, and mintport.json; and the commands of a review
// on it. The sources and mintport.json are committed, the port is not.
#pragma once

#include <gtest/gtest.h>

#include <filesystem>
#include <map>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "support/git_sandbox.hh"
#include "support/process.hh"

namespace mintport::testing {

class ReviewSandbox : public ::testing::Test {
 protected:
  using Json = nlohmann::json;
  using Words = std::vector<std::string>;

  void SetUp() override {
    sandbox_.write("mintport.json",
                   "{\n  \"source\": {\"root\": \"hf\", \"version\": \"0.35.1\"},\n"
                   "  \"port\": {\"root\": \"port\"},\n  \"target\": \"mindspore 2.10\"\n}\n");
    sandbox_.write("hf/models/block.py", kBlock);
    sandbox_.write("hf/models/twins.py", kTwins);
    sandbox_.write("hf/run.py", kRun);
    git({"add", "."});
    git({"commit", "-q", "-m", "Begin"});
    const auto converted = mintport({"convert", "--src-root", "hf", "--dst-root", "port"});
    ASSERT_EQ(converted.status, 0) << converted.errors;
    forget_steps();
  }

  // As if the port had been there from the beginning: the conversion is no step.
  void forget_steps() const { std::filesystem::remove_all(sandbox_ / ".git/mintport"); }

  ProcessResult mintport(Words arguments) const {
    arguments.insert(arguments.begin(), MINTPORT_PROGRAM);
    const std::map<std::string, std::string> environment{
        {"TERM", "dumb"}, {"TZ", "UTC"}, {"GIT_AUTHOR_DATE", kDate}, {"GIT_COMMITTER_DATE", kDate}};
    return run(arguments, {.folder = sandbox_.root(), .environment = environment, .input = {}});
  }
  // The output of a command that succeeds.
  std::string out(const Words& arguments) const {
    const ProcessResult result = mintport(arguments);
    EXPECT_EQ(result.status, 0) << arguments.front() << ": " << result.errors;
    return result.out;
  }
  // The output of the command with --json, which its schema describes to the last field.
  Json json(Words arguments, int status = 0) const {
    arguments.emplace_back("--json");
    const ProcessResult result = mintport(arguments);
    EXPECT_EQ(result.status, status) << arguments.front() << ": " << result.errors;
    const std::string name = arguments.front() == "redo" ? "undo" : arguments.front();
    const std::string file = (sandbox_.folder() / (name + ".json")).string();
    write_file(file, result.out);
    const ProcessResult judged =
        run({"/usr/bin/python3", MINTPORT_SOURCE_DIR "/tests/support/validate.py", "--strict",
             MINTPORT_SOURCE_DIR "/docs/schemas/" + name + ".json", file});
    if (judged.errors.find("No module named 'fastjsonschema'") == std::string::npos) {
      EXPECT_EQ(judged.out, "right\n") << result.out << judged.errors;
    }
    return Json::parse(result.out, nullptr, false);
  }
  // The ids of the findings of a symbol in a file, in their order.
  Words ids(const std::string& path, const std::string& symbol) const {
    Words out;
    const Json all = json({"findings", path, "--life", "all"});
    for (const Json& finding : all["findings"]) {
      if (finding["symbol"] == symbol) out.push_back(finding["id"].get<std::string>());
    }
    return out;
  }
  std::string id(const std::string& path, const std::string& symbol) const {
    const Words all = ids(path, symbol);
    EXPECT_EQ(all.size(), 1U) << symbol << " in " << path;
    return all.empty() ? "" : all.front();
  }
  std::string life(const std::string& path, const std::string& symbol) const {
    const Json all = json({"findings", path, "--life", "all", "--symbol", symbol});
    return all["findings"].at(0)["life"].get<std::string>();
  }
  std::string git(const Words& arguments) const { return sandbox_.git(arguments); }
  std::string subjects() const { return git({"log", "--format=%s"}); }
  // Replaces `old` in a file, which has it.
  void edit(const std::string& path, const std::string& old, const std::string& text) const {
    std::string bytes = sandbox_.read(path);
    const std::size_t at = bytes.find(old);
    ASSERT_NE(at, bytes.npos) << bytes;
    sandbox_.write(path, bytes.replace(at, old.size(), text));
  }

  static constexpr const char* kDate = "2026-01-31T12:00:00Z";
  static constexpr const char* kBlock =
      "import torch\nimport torch.nn as nn\n\n\n"
      "class Block(nn.Module):\n    def __init__(self, dim):\n        super().__init__()\n"
      "        self.norm = nn.LayerNorm(dim)\n\n"
      "    def forward(self, x, scale):\n        x = self.norm(x)\n        scale = scale.repeat(2, 1)\n"
      "        return x * scale\n\n\n"
      "def solve(a, b):\n    c = torch.cat([a, b])\n    return torch.linalg.lstsq(c, b)\n";
  static constexpr const char* kTwins =
      "import torch\n\n\ndef f(a, b):\n    a = torch.linalg.lstsq(a, b)\n"
      "    b = b.repeat(2, 1)\n    a = torch.linalg.lstsq(a, b)\n    return a\n";
  static constexpr const char* kRun =
      "from .models.block import Block, solve\n\n\ndef sample(x):\n    block = Block(4)\n"
      "    return solve(block(x, 1), x.repeat(1, 2))\n";
  GitSandbox sandbox_;
};

}  // namespace mintport::testing
