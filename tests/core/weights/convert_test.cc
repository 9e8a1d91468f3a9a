// safetensors to MindSpore and back: names, and the original file byte for byte.
#include "core/weights/convert.hh"

#include <gtest/gtest.h>

#include "core/weights/mindspore.hh"
#include "core/weights/safetensors.hh"
#include "support.hh"

namespace mintport::weights {
namespace {

class Convert : public ::testing::Test {
 protected:
  void forth(std::string_view from, std::string_view to) {
    const auto report = safetensors_to_mindspore({.from = folder_ / from, .to = folder_ / to});
    ASSERT_TRUE(report.has_value()) << to_string(report.error());
  }
  void back(std::string_view from, std::string_view to) {
    const auto report = mindspore_to_safetensors({.from = folder_ / from, .to = folder_ / to});
    ASSERT_TRUE(report.has_value()) << to_string(report.error());
  }
  std::vector<std::string> names(std::string_view file) {
    std::vector<std::string> all;
    for (const Seen& s : seen(folder_ / file)) all.push_back(s.name);
    return all;
  }
  void write(std::string_view name, std::vector<Output> outputs,
             const Metadata& metadata = {{"format", "pt"}}) {
    const auto written = write_safetensors(folder_ / name, std::move(outputs), metadata, {});
    ASSERT_TRUE(written.has_value()) << to_string(written.error());
  }
  std::string bytes(std::string_view name) { return read_file(folder_ / name); }

  TempDir folder_;
};

TEST_F(Convert, RenamesLayersByTheirParameters) {
  write("a.safetensors", {
                             floats("conv.bias", {1}, {1}),
                             floats("conv.weight", {1, 1, 1}, {2}),
                             floats("norm.bias", {2}, {3, 4}),
                             floats("norm.weight", {2}, {5, 6}),
                             floats("rms.weight", {2}, {7, 8}),
                             floats("bn.running_mean", {1}, {9}),
                             floats("bn.running_var", {1}, {10}),
                             floats("token_embedding.weight", {1, 2}, {11, 12}),
                             floats("linear.weight", {1, 2}, {13, 14}),
                         });
  forth("a.safetensors", "a.ckpt");
  EXPECT_EQ(names("a.ckpt"), (std::vector<std::string>{"conv.bias", "conv.weight", "norm.beta", "norm.gamma",
                                                       "rms.weight", "bn.moving_mean", "bn.moving_variance",
                                                       "token_embedding.embedding_table", "linear.weight"}));
  back("a.ckpt", "b.safetensors");
  EXPECT_EQ(bytes("b.safetensors"), bytes("a.safetensors"));
}

TEST_F(Convert, APlainFileNeedsNoRecord) {
  write("a.safetensors", {floats("n.weight", {1}, {1}), floats("n.bias", {1}, {2})});
  forth("a.safetensors", "a.ckpt");
  EXPECT_EQ(bytes("a.ckpt"), value_start("n.gamma", {1}, "Float32", 4) + bytes_of({1}) +
                                 value_start("n.beta", {1}, "Float32", 4) + bytes_of({2}));
}

TEST_F(Convert, KeepsOrderMetadataAndPadding) {
  const std::string data = bytes_of({1, 2, 3});
  write_file(
      folder_ / "a.safetensors",
      safetensors(
          R"({ "b":{"data_offsets":[8,12],"shape":[],"dtype":"F32"}, "__metadata__":{"z":"1","a":"2"},)"
          "\n \"gamma\": {\"dtype\":\"F16\",\"shape\":[2,2],\"data_offsets\":[0,8]}}   ",
          data));
  forth("a.safetensors", "a.ckpt");
  back("a.ckpt", "b.safetensors");
  EXPECT_EQ(bytes("b.safetensors"), bytes("a.safetensors"));
}

TEST_F(Convert, KeepsACheckpointsOrderBlocksTextsAndChecksum) {
  CkptLayout layout{.values = {{.tag = "epoch", .text = "h\u00e9llo \U0001F600", .is_text = true},
                               {.tag = "small", .blocks = {1}},
                               {.tag = "large", .blocks = {8, 4}}},
                    .has_crc = true};
  const auto written = write_mindspore(
      folder_ / "a.ckpt", {output("small", DType::u8, {1}, "x"), floats("large", {3}, {1, 2, 3})},
      {.crc = true, .layout = layout});
  ASSERT_TRUE(written.has_value()) << to_string(written.error());
  back("a.ckpt", "a.safetensors");
  EXPECT_EQ(names("a.safetensors"), (std::vector<std::string>{"large", "small"}));
  forth("a.safetensors", "b.ckpt");
  EXPECT_EQ(bytes("b.ckpt"), bytes("a.ckpt"));
}

TEST_F(Convert, ShardsComeBackAsShards) {
  const auto written =
      write_shards(folder_ / "in/m.safetensors.index.json",
                   {floats("a", {2}, {1, 2}), floats("b", {2}, {3, 4}), floats("c", {1}, {5})},
                   {{"format", "pt"}}, 12, {});
  ASSERT_TRUE(written.has_value()) << to_string(written.error());
  forth("in/m.safetensors.index.json", "a.ckpt");
  EXPECT_EQ(names("a.ckpt"), (std::vector<std::string>{"a", "b", "c"}));
  back("a.ckpt", "out/m.safetensors.index.json");
  for (const char* name :
       {"m.safetensors.index.json", "m-00001-of-00002.safetensors", "m-00002-of-00002.safetensors"}) {
    EXPECT_EQ(bytes("out/" + std::string(name)), bytes("in/" + std::string(name)));
  }
  back("a.ckpt", "one.safetensors");
  EXPECT_EQ(names("one.safetensors"), (std::vector<std::string>{"a", "b", "c"}));
}

TEST_F(Convert, TakesNamesFromKeyFiles) {
  write("a.safetensors", {floats("x", {1}, {1}), floats("y", {1}, {2}), floats("z", {1}, {3})});
  write_file(folder_ / "torch.yaml", "y:(1,)\nx:(1,)\n");
  write_file(folder_ / "ms.yaml", "why:(1,)\nex:(1,)\n");
  auto keys = KeyFiles::load(folder_ / "torch.yaml", folder_ / "ms.yaml");
  ASSERT_TRUE(keys.has_value());
  const auto report =
      safetensors_to_mindspore({.from = folder_ / "a.safetensors", .to = folder_ / "a.ckpt", .keys = *keys});
  ASSERT_TRUE(report.has_value());
  EXPECT_EQ(*report, (ConvertReport{.tensors = 2, .bytes = 8, .left_out = {"z"}, .unloadable = {}}));
  EXPECT_EQ(names("a.ckpt"), (std::vector<std::string>{"why", "ex"}));
  keys->torch.front() = "nowhere";
  const auto missing =
      safetensors_to_mindspore({.from = folder_ / "a.safetensors", .to = folder_ / "b.ckpt", .keys = *keys});
  ASSERT_FALSE(missing.has_value());
  EXPECT_EQ(missing.error().what, "1 names of the key files are not in the checkpoint: nowhere");
}

TEST_F(Convert, KeyFilesArePairedByLine) {
  write_file(folder_ / "torch.yaml", "a:\nb:\n");
  write_file(folder_ / "ms.yaml", "a:\n");
  write_file(folder_ / "twice.yaml", "a:\na:\n");
  EXPECT_FALSE(KeyFiles::load(folder_ / "torch.yaml", folder_ / "ms.yaml").has_value());
  const auto twice = KeyFiles::load(folder_ / "torch.yaml", folder_ / "twice.yaml");
  ASSERT_FALSE(twice.has_value());
  EXPECT_EQ(twice.error().line, 2U);
}

TEST_F(Convert, CastsFloatsOnly) {
  write("a.safetensors", {floats("x", {1}, {1.5}), output("n", DType::i32, {1}, std::string("\7\0\0\0", 4))});
  const auto report = safetensors_to_mindspore(
      {.from = folder_ / "a.safetensors", .to = folder_ / "a.ckpt", .cast = DType::bf16});
  ASSERT_TRUE(report.has_value());
  EXPECT_EQ(seen(folder_ / "a.ckpt"),
            (std::vector<Seen>{{"x", DType::bf16, {1}, "\xc0\x3f"},
                               {"n", DType::i32, {1}, std::string("\7\0\0\0", 4)}}));
}

TEST_F(Convert, AnErrorLeavesTheTargetAlone) {
  write_file(folder_ / "a.ckpt", "precious");
  write_file(folder_ / "a.safetensors",
             safetensors(R"({"x":{"dtype":"F32","shape":[4],"data_offsets":[0,16]}})", "short"));
  EXPECT_FALSE(
      safetensors_to_mindspore({.from = folder_ / "a.safetensors", .to = folder_ / "a.ckpt"}).has_value());
  EXPECT_EQ(bytes("a.ckpt"), "precious");
}

}  // namespace
}  // namespace mintport::weights
