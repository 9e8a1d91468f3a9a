// The commands around a review print JSON that docs/schemas describes. Those of the review itself are tested
// with each command.
#include "app/commands/review_sandbox.hh"

namespace mintport::testing {
namespace {

class JsonCommands : public ReviewSandbox {
 protected:
  void SetUp() override {
    ReviewSandbox::SetUp();
    // One tensor of two floats.
    const std::string header = R"({"w":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}})";
    std::string file(8, '\0');
    file[0] = static_cast<char>(header.size());
    sandbox_.write("a.safetensors", file + header + std::string(8, '\0'));
    sandbox_.write("b.safetensors", file + header + std::string(7, '\0') + '\x40');
  }
};

TEST_F(JsonCommands, Convert) {
  const Json report = json({"convert", "--src-root", "hf", "--dst-root", "elsewhere"});
  EXPECT_EQ(report["totals"]["files"], 3);
  EXPECT_EQ(json({"convert", "--src-file", "hf/run.py", "-o", "one.py"})["files"].size(), 1U);
}

TEST_F(JsonCommands, PlanAndStatus) {
  EXPECT_EQ(json({"plan"})["files"].size(), 3U);
  EXPECT_TRUE(json({"status"}).is_array());
}

TEST_F(JsonCommands, Check) {
  sandbox_.write("port/bad.py", "import torch\n");
  const Json report = json({"check", "port/bad.py"}, 1);
  ASSERT_EQ(report["findings"].size(), 1U);
  EXPECT_EQ(report["findings"][0]["rule"], "torch-left");
}

TEST_F(JsonCommands, Explain) {
  EXPECT_EQ(json({"explain", "torch.cat"})["kind"], "name");
  EXPECT_EQ(json({"explain", "torch-left"})["kind"], "rule");
  const Json line = json({"explain", "hf/models/block.py:1"});
  EXPECT_EQ(line["kind"], "line");
  EXPECT_FALSE(line["lines"].empty());
}

TEST_F(JsonCommands, Upgrade) {
  const Json outcome = json({"upgrade", "--from", "hf", "--to", "hf", "--dry-run"});
  EXPECT_EQ(outcome["totals"]["conflicts"], 0);
  const std::string head = git({"rev-parse", "HEAD"}).substr(0, 40);
  git({"commit", "-q", "--allow-empty", "-m", "Later"});
  EXPECT_EQ(
      json({"upgrade", "--from", head + "..HEAD", "--commits", "--clone", "."})["commits"][0]["subject"],
      "Later");
}

TEST_F(JsonCommands, Weights) {
  EXPECT_EQ(json({"weights", "show", "a.safetensors", "--checksum"})["tensors"][0]["name"], "w");
  EXPECT_EQ(json({"weights", "convert", "--task", "st_to_ms", "--weight-safetensors", "a.safetensors",
                  "--weight-ms", "a.ckpt"})["tensors"],
            1);
  const Json compared = json({"weights", "compare", "a.safetensors", "b.safetensors"}, 1);
  EXPECT_EQ(compared["same"], false);
  EXPECT_EQ(compared["differences"][0]["kind"], "value");
  EXPECT_EQ(json({"weights", "compare", "a.ckpt", "a.safetensors"})["same"], true);
}

}  // namespace
}  // namespace mintport::testing
