// Merged adapters: all naming schemes, convolutions, and mismatches.
#include "core/weights/lora.hh"

#include <gtest/gtest.h>

#include "core/weights/mindspore.hh"
#include "core/weights/safetensors.hh"
#include "core/weights/torch.hh"
#include "support.hh"

namespace mintport::weights {
namespace {

class Lora : public ::testing::Test {
 protected:
  void SetUp() override {
    write("base.safetensors",
          {floats("down.to_out.0.weight", {2, 2}, {1, 2, 3, 4}),
           floats("down.to_q.weight", {2, 2}, {1, 1, 1, 1}),
           floats("conv.weight", {1, 2, 1, 2}, {1, 2, 3, 4}), floats("norm.weight", {2}, {1, 1})});
  }
  void write(std::string_view name, std::vector<Output> outputs, const Metadata& metadata = {}) {
    ASSERT_TRUE(write_safetensors(folder_ / name, std::move(outputs), metadata, {}).has_value());
  }
  Result<MergeReport> merge(std::optional<double> scale = std::nullopt,
                            std::string_view base = "base.safetensors",
                            std::string_view out = "out.safetensors") {
    return merge_lora({.lora = folder_ / "lora.safetensors",
                       .pretrained = folder_ / base,
                       .merged = folder_ / out,
                       .scale = scale});
  }
  // to_q's numbers after a merge of B = (1, 2) and A = (10, 20).
  std::vector<float> merged(const std::string& down, const std::string& up, std::vector<Output> more = {},
                            std::optional<double> scale = std::nullopt, const Metadata& metadata = {}) {
    more.push_back(floats(down, {1, 2}, {10, 20}));
    more.push_back(floats(up, {2, 1}, {1, 2}));
    write("lora.safetensors", std::move(more), metadata);
    const auto report = merge(scale);
    EXPECT_TRUE(report.has_value()) << to_string(report.error());
    if (!report) return {};
    EXPECT_EQ(report->layers, 1U);
    return *read_floats(*open_checkpoint(folder_ / "out.safetensors")->find("down.to_q.weight"));
  }
  TempDir folder_;
};

TEST_F(Lora, IsPairedByAnyoneSNames) {
  const std::vector<float> expected{11, 21, 21, 41};
  for (const auto& [down, up] : std::vector<std::pair<std::string, std::string>>{
           {"down.to_q.lora_A.weight", "down.to_q.lora_B.weight"},            // MindSpore
           {"unet.down.to_q.lora_A.weight", "unet.down.to_q.lora_B.weight"},  // diffusers
           {"base_model.model.down.to_q.lora_A.default.weight",
            "base_model.model.down.to_q.lora_B.default.weight"},  // PEFT
           {"unet.down.to_q.lora.down.weight", "unet.down.to_q.lora.up.weight"},
           {"down.processor.to_q_lora.down.weight", "down.processor.to_q_lora.up.weight"},
           {"lora_unet_down_to_q.lora_down.weight", "lora_unet_down_to_q.lora_up.weight"}}) {  // kohya
    EXPECT_EQ(merged(down, up), expected) << down;
  }
}

TEST_F(Lora, ScalesByAlphaByConfigurationOrAsAsked) {
  const std::string down = "lora_unet_down_to_q.lora_down.weight", up = "lora_unet_down_to_q.lora_up.weight";
  const Output alpha = floats("lora_unet_down_to_q.alpha", {}, {0.5});
  EXPECT_EQ(merged(down, up, {alpha}), (std::vector<float>{6, 11, 11, 21}));
  EXPECT_EQ(merged(down, up, {alpha}, 2), (std::vector<float>{21, 41, 41, 81}));
  EXPECT_EQ(merged("unet.down.to_q.lora_A.weight", "unet.down.to_q.lora_B.weight", {}, std::nullopt,
                   {{"lora_adapter_metadata", R"({"unet.lora_alpha":2,"unet.r":1})"}}),
            (std::vector<float>{21, 41, 41, 81}));
}

TEST_F(Lora, MergesConvolutionsAndKeepsTheRest) {
  write("lora.safetensors", {floats("conv.lora_A.weight", {1, 2, 1, 2}, {1, 2, 3, 4}),
                             floats("conv.lora_B.weight", {1, 1, 1, 1}, {10}),
                             floats("down.to_out.lora_A.weight", {1, 2}, {1, 0}),
                             floats("down.to_out.lora_B.weight", {2, 1}, {1, 1})});
  ASSERT_EQ(merge(), (MergeReport{.layers = 2, .tensors = 4}));
  const auto out = open_checkpoint(folder_ / "out.safetensors");
  EXPECT_EQ(*read_floats(*out->find("conv.weight")), (std::vector<float>{11, 22, 33, 44}));
  EXPECT_EQ(*read_floats(*out->find("down.to_out.0.weight")), (std::vector<float>{2, 2, 4, 4}));
  EXPECT_EQ(*read_floats(*out->find("norm.weight")), (std::vector<float>{1, 1}));
}

TEST_F(Lora, WorksOnMindSporeAndCastsBack) {
  ASSERT_TRUE(
      write_mindspore(folder_ / "base.ckpt",
                      {output("q.weight", DType::bf16, {1, 1}, "\x80\x3f"), floats("n.gamma", {1}, {7})},
                      {.crc = true})
          .has_value());
  write("lora.safetensors",
        {floats("q.lora_A.weight", {1, 1}, {0.001F}), floats("q.lora_B.weight", {1, 1}, {2})});
  ASSERT_EQ(merge(std::nullopt, "base.ckpt", "out.ckpt"), (MergeReport{.layers = 1, .tensors = 2}));
  EXPECT_EQ(seen(folder_ / "out.ckpt"), (std::vector<Seen>{{"q.weight", DType::bf16, {1, 1}, "\x80\x3f"},
                                                           {"n.gamma", DType::f32, {1}, bytes_of({7})}}));
  EXPECT_TRUE(open_checkpoint(folder_ / "out.ckpt")->layout->has_crc);
}

TEST_F(Lora, ListsWhatHasNoCounterpart) {
  write("lora.safetensors",
        {floats("gone.lora_A.weight", {1, 2}, {1, 2}), floats("gone.lora_B.weight", {2, 1}, {1, 2}),
         floats("down.to_q.lora_A.weight", {1, 2}, {1, 2}),
         floats("down.to_q.lora_magnitude_vector", {2}, {1, 2})});
  write_file(folder_ / "out.safetensors", "precious");
  const auto report = merge();
  ASSERT_FALSE(report.has_value());
  EXPECT_EQ(report.error().what,
            "4 names have no counterpart in " + (folder_ / "base.safetensors").string() +
                ":\n  down.to_q.lora_magnitude_vector\n  down.to_q.lora_A.weight\n  gone.lora_A.weight\n"
                "  gone.lora_B.weight");
  EXPECT_EQ(read_file(folder_ / "out.safetensors"), "precious");
}

TEST_F(Lora, RefusesShapesThatDoNotFit) {
  write("lora.safetensors", {floats("down.to_q.lora_A.weight", {1, 3}, {1, 2, 3}),
                             floats("down.to_q.lora_B.weight", {2, 1}, {1, 2})});
  const auto report = merge();
  ASSERT_FALSE(report.has_value());
  EXPECT_EQ(report.error().what,
            "'down.to_q.lora_A.weight' (1, 3) and 'down.to_q.lora_B.weight' (2, 1) do not match "
            "'down.to_q.weight' (2, 2)");
}

}  // namespace
}  // namespace mintport::weights
