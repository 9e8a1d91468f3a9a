// Runs `mintport weights`: the command lines of mindone's tools, output, exit statuses.
#include <gtest/gtest.h>
#include <sys/mount.h>

#include <cstdint>
#include <cstring>
#include <filesystem>
#include <nlohmann/json.hpp>

#include "support/process.hh"
#include "support/temp_dir.hh"

namespace mintport::testing {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::json;

std::string floats(const std::vector<float>& numbers) {
  return {reinterpret_cast<const char*>(numbers.data()), numbers.size() * sizeof(float)};
}

std::string safetensors(const std::string& header, const std::string& data) {
  const std::uint64_t size = header.size();
  return std::string(reinterpret_cast<const char*>(&size), sizeof size) + header + data;
}

std::string norm(float weight = 1) {
  return safetensors(R"({"n.weight":{"dtype":"F32","shape":[2],"data_offsets":[0,8]},)"
                     R"("n.bias":{"dtype":"F32","shape":[2],"data_offsets":[8,16]}})",
                     floats({weight, 2, 3, 4}));
}

class Weights : public ::testing::Test {
 protected:
  ProcessResult weights(std::vector<std::string> arguments) const {
    arguments.insert(arguments.begin(), {MINTPORT_PROGRAM, "weights"});
    return run(arguments, {.folder = folder_.path(), .environment = {{"TERM", "dumb"}}});
  }
  void write(std::string_view path, std::string_view bytes) const { write_file(folder_ / path, bytes); }
  std::string read(std::string_view path) const { return read_file(folder_ / path); }
  TempDir folder_;
};

TEST_F(Weights, ShowsWhatIsInAFile) {
  write("a.safetensors", norm());
  EXPECT_EQ(weights({"show", "a.safetensors"}),
            (ProcessResult{0,
                           "n.weight  F32      (2,)                             8\n"
                           "n.bias    F32      (2,)                             8\n"
                           "safetensors: 2 tensors, 4 parameters (4 F32), 16 bytes\n",
                           ""}));
  const auto json = Json::parse(weights({"show", "--json", "--checksum", "a.safetensors"}).out);
  EXPECT_EQ(
      json["tensors"][1],
      (Json{{"name", "n.bias"}, {"dtype", "F32"}, {"shape", {2}}, {"bytes", 8}, {"crc32", "7fd65497"}}));
  EXPECT_EQ(json["totals"],
            (Json{{"tensors", 2}, {"parameters", 4}, {"bytes", 16}, {"by_dtype", {{"F32", 4}}}}));
}

TEST_F(Weights, ConvertsThereAndBack) {
  write("a.safetensors", norm());
  EXPECT_EQ(weights({"convert", "--task", "st_to_ms", "--weight_safetensors", "a.safetensors", "--weight_ms",
                     "a.ckpt", "--verify"}),
            (ProcessResult{0, "a.ckpt: 2 tensors, 16 bytes\n", ""}));
  EXPECT_NE(weights({"show", "a.ckpt"}).out.find("n.gamma"), std::string::npos);
  EXPECT_EQ(
      weights({"convert", "--task=ms_to_st", "--weight_safetensors=b.safetensors", "--weight_ms=a.ckpt"})
          .status,
      0);
  EXPECT_EQ(read("b.safetensors"), read("a.safetensors"));
}

TEST_F(Weights, TellsWhatKeyFilesLeaveOut) {
  write("a.safetensors", norm());
  write("t.yaml", "n.bias:(2,)\n");
  write("m.yaml", "n.beta:(2,)\n");
  EXPECT_EQ(weights({"convert", "--task", "st_to_ms", "--weight_safetensors", "a.safetensors", "--weight_ms",
                     "a.ckpt", "--key_torch", "t.yaml", "--key_ms", "m.yaml"}),
            (ProcessResult{0, "a.ckpt: 1 tensors, 8 bytes\n",
                           "mintport: warning: 1 tensors were skipped:\n  n.weight\n"}));
}

TEST_F(Weights, ComparesWithStatus1) {
  write("a.safetensors", norm());
  write("b.safetensors", norm(1.5));
  weights(
      {"convert", "--task", "st_to_ms", "--weight_safetensors", "a.safetensors", "--weight_ms", "a.ckpt"});
  EXPECT_EQ(weights({"compare", "a.safetensors", "a.ckpt"}),
            (ProcessResult{0, "2 tensors compared, 0 differences, largest 0\n", ""}));
  EXPECT_EQ(weights({"compare", "a.ckpt", "b.safetensors"}),
            (ProcessResult{1,
                           "difference  n.gamma  largest 0.5, 1 elements out of tolerance\n"
                           "2 tensors compared, 1 differences, largest 0.5 in n.gamma\n",
                           ""}));
  EXPECT_EQ(weights({"compare", "a.ckpt", "b.safetensors", "--atol", "1"}).status, 0);
}

TEST_F(Weights, MergesALora) {
  write("w.safetensors",
        safetensors(R"({"q.weight":{"dtype":"F32","shape":[1,1],"data_offsets":[0,4]}})", floats({1})));
  write("l.safetensors",
        safetensors(R"({"q.lora_A.weight":{"dtype":"F32","shape":[1,1],"data_offsets":[0,4]},)"
                    R"("q.lora_B.weight":{"dtype":"F32","shape":[1,1],"data_offsets":[4,8]}})",
                    floats({2, 3})));
  EXPECT_EQ(weights({"merge-lora", "--weight_lora", "l.safetensors", "--weight_pretrained", "w.safetensors",
                     "--weight_merged", "o.safetensors", "--alpha", "8", "--rank", "4"}),
            (ProcessResult{0, "o.safetensors: 1 layers merged, 1 tensors\n", ""}));
  EXPECT_TRUE(read("o.safetensors").ends_with(floats({13})));
  EXPECT_EQ(
      weights({"merge-lora", "--weight_lora", "l.safetensors", "--weight_base", "w.safetensors"}).status, 0);
  EXPECT_TRUE(fs::exists(folder_ / "checkpoints/sd_xl_base_finetuned_ms.ckpt"));
  write(
      "x.safetensors",
      safetensors(R"({"r.lora_A.weight":{"dtype":"F32","shape":[1,1],"data_offsets":[0,4]}})", floats({2})));
  const auto unmatched =
      weights({"merge-lora", "--weight_lora", "x.safetensors", "--weight_pretrained", "w.safetensors"});
  EXPECT_EQ(unmatched.status, 3);
  EXPECT_NE(unmatched.errors.find("r.lora_A.weight"), std::string::npos) << unmatched.errors;
}

TEST_F(Weights, UsageErrorsAreStatus2) {
  for (const std::vector<std::string>& arguments : std::vector<std::vector<std::string>>{
           {},
           {"show"},
           {"convert", "--task", "sideways", "--weight_safetensors", "a", "--weight_ms", "b"},
           {"convert", "--task", "st_to_ms", "--weight_safetensors", "a", "--weight_ms", "b", "--key_ms",
            "k"},
           {"convert", "--task", "ms_to_st", "--weight_safetensors", "a", "--weight_ms", "b", "--crc_check"},
           {"merge-lora", "--weight_lora", "a", "--weight_pretrained", "b", "--alpha", "1"},
           {"merge-lora", "--weight_lora", "a", "--weight_pretrained", "b", "--alpha", "1", "--rank", "1",
            "--scale", "1"},
           {"to-original-sdxl", "--model_path", "a", "--checkpoint_path", "b", "--sdxl_base_ckpt", "c"},
           {"compare", "a", "b", "--rtol", "-1"}}) {
    EXPECT_EQ(weights(arguments).status, 2) << Json(arguments).dump();
  }
}

TEST_F(Weights, BadFilesAreStatus3AndChangeNothing) {
  write("a.ckpt", "precious");
  write("bad.safetensors", norm().substr(0, 50));
  const auto result = weights(
      {"convert", "--task", "st_to_ms", "--weight_safetensors", "bad.safetensors", "--weight_ms", "a.ckpt"});
  EXPECT_EQ(result.status, 3);
  EXPECT_EQ(result.errors,
            "mintport: error: bad.safetensors: the header claims 120 bytes, but the file has 42; download "
            "the file again\n");
  EXPECT_EQ(weights({"show", "nowhere"}).status, 3);
  EXPECT_EQ(read("a.ckpt"), "precious");
}

TEST_F(Weights, AFullDiskLeavesTheTargetAlone) {
  const std::string data(1 << 20, 'x');
  write("a.safetensors",
        safetensors(R"({"a":{"dtype":"U8","shape":[1048576],"data_offsets":[0,1048576]}})", data));
  fs::create_directory(folder_ / "full");
  if (::mount("tmpfs", (folder_ / "full").c_str(), "tmpfs", 0, "size=64k") != 0)
    GTEST_SKIP() << "may not mount";
  write("full/a.ckpt", "precious");
  const auto result = weights({"convert", "--task", "st_to_ms", "--weight_safetensors", "a.safetensors",
                               "--weight_ms", "full/a.ckpt"});
  const std::string left = read("full/a.ckpt");
  const auto files = std::distance(fs::directory_iterator(folder_ / "full"), fs::directory_iterator());
  ::umount((folder_ / "full").c_str());
  EXPECT_EQ(result.status, 3);
  EXPECT_NE(result.errors.find("no space left on device"), std::string::npos) << result.errors;
  EXPECT_EQ(left, "precious");
  EXPECT_EQ(files, 1);
}

}  // namespace
}  // namespace mintport::testing
