// A small SDXL with the names of diffusers' own classes, fewer layers and small shapes. sdxl_names.txt gives
// the names of mindone's tools: "folder/name shape original-name last-part-of-MindOne's-name".
#include "core/weights/sdxl.hh"

#include <gtest/gtest.h>

#include <fstream>
#include <map>
#include <sstream>

#include "core/weights/mindspore.hh"
#include "core/weights/safetensors.hh"
#include "support.hh"

namespace mintport::weights {
namespace {

struct Row {
  std::string folder, name, original, mindone;
  Shape shape;
  std::vector<float> numbers;
};

std::vector<Row> rows() {
  std::ifstream file(MINTPORT_WEIGHTS_DATA "/sdxl_names.txt");
  std::vector<Row> all;
  std::string path, shape, original, last;
  float next = 0;
  while (file >> path >> shape >> original >> last) {
    Row row{.folder = path.substr(0, path.find('/')),
            .name = path.substr(path.find('/') + 1),
            .original = original};
    row.mindone = original.substr(0, original.rfind('.')) + (last == "-" ? "" : "." + last);
    std::istringstream dimensions(shape);
    for (std::string d; std::getline(dimensions, d, ',');) row.shape.push_back(std::stoll(d));
    row.numbers.resize(*count_elements(row.shape));
    for (float& number : row.numbers) number = next = next < 2000 ? next + 1 : 1;  // exact in f16
    all.push_back(std::move(row));
  }
  return all;
}

using Numbers = std::map<std::string, std::pair<Shape, std::vector<float>>>;

// The expected tensors for these rows: q, k and v joined, linear layers of the VAE's attention as
// convolutions.
Numbers expected(const std::vector<Row>& rows, std::string Row::*name) {
  Numbers out;
  for (const char* part : {"q_proj", "k_proj", "v_proj", ""}) {
    for (const Row& row : rows) {
      const bool is_part = row.original.find("in_proj") != std::string::npos;
      if (is_part != (*part != '\0') || row.name.find(part) == std::string::npos) continue;
      auto& [shape, numbers] = out[row.*name];
      if (shape.empty()) {
        shape = row.shape;
      } else {
        shape.front() += row.shape.front();
      }
      numbers.insert(numbers.end(), row.numbers.begin(), row.numbers.end());
      const bool attention = row.folder == "vae" && row.name.find("attentions") != std::string::npos;
      if (attention && shape.size() == 2) shape.insert(shape.end(), {1, 1});
    }
  }
  return out;
}

Numbers found(const std::filesystem::path& path) {
  const auto checkpoint = open_checkpoint(path);
  Numbers out;
  if (!checkpoint) return out;
  for (const Tensor& tensor : checkpoint->tensors) out[tensor.name] = {tensor.shape, *read_floats(tensor)};
  return out;
}

class Sdxl : public ::testing::Test {
 protected:
  void SetUp() override {
    std::map<std::string, std::vector<Output>> folders;
    for (const Row& row : rows_) folders[row.folder].push_back(floats(row.name, row.shape, row.numbers));
    for (auto& [folder, outputs] : folders) {
      for (Output& output : outputs) output = cast_of(std::move(output), DType::f16);
      const bool text = folder.starts_with("text");
      const std::string name = text ? "model.fp16.safetensors" : "diffusion_pytorch_model.fp16.safetensors";
      ASSERT_TRUE(write_safetensors(folder_ / ("m/" + folder + "/" + name), std::move(outputs),
                                    {{"format", "pt"}}, {})
                      .has_value());
    }
  }
  SdxlRequest request(std::string_view out) {
    return {.model = folder_ / "m",
            .checkpoint = folder_ / out,
            .files = {"diffusion_pytorch_model.fp16.safetensors", "diffusion_pytorch_model.fp16.safetensors",
                      "model.fp16.safetensors", "model.fp16.safetensors"}};
  }
  std::vector<Row> rows_ = rows();
  TempDir folder_;
};

TEST_F(Sdxl, BecomesTheOriginalLayout) {
  ASSERT_GT(rows_.size(), 1300U);
  SdxlRequest to_torch = request("o.ckpt"), to_safetensors = request("o.safetensors");
  to_safetensors.safetensors = true;
  const auto report = to_original_sdxl(to_torch);
  ASSERT_TRUE(report.has_value()) << to_string(report.error());
  EXPECT_EQ(*report,
            (SdxlReport{.tensors = expected(rows_, &Row::original).size(), .unknown = {}, .left_out = {}}));
  ASSERT_TRUE(to_original_sdxl(to_safetensors).has_value());
  EXPECT_EQ(found(folder_ / "o.ckpt"), expected(rows_, &Row::original));
  EXPECT_EQ(found(folder_ / "o.safetensors"), expected(rows_, &Row::original));
  EXPECT_EQ(open_checkpoint(folder_ / "o.ckpt")->format, Format::torch);
  EXPECT_EQ(open_checkpoint(folder_ / "o.ckpt")->tensors.front().dtype, DType::f16);
}

TEST_F(Sdxl, BecomesMindOnes) {
  ASSERT_TRUE(to_mindone_sdxl(request("m.ckpt")).has_value());
  EXPECT_EQ(found(folder_ / "m.ckpt"), expected(rows_, &Row::mindone));
  EXPECT_EQ(open_checkpoint(folder_ / "m.ckpt")->tensors.front().dtype, DType::f32);
}

TEST_F(Sdxl, TakesWhatIsMissingFromTheBase) {
  ASSERT_TRUE(to_mindone_sdxl(request("base.ckpt")).has_value());
  const Numbers base = found(folder_ / "base.ckpt");
  std::filesystem::remove_all(folder_ / "m/vae");
  std::filesystem::remove_all(folder_ / "m/text_encoder");
  EXPECT_FALSE(to_original_sdxl(request("o.ckpt")).has_value());
  SdxlRequest with_base = request("m.ckpt");
  with_base.base = folder_ / "base.ckpt";
  const auto report = to_mindone_sdxl(with_base);
  ASSERT_TRUE(report.has_value()) << to_string(report.error());
  EXPECT_EQ(report->tensors, base.size());
  EXPECT_GT(report->from_base, 400U);
  EXPECT_EQ(found(folder_ / "m.ckpt"), base);
}

TEST_F(Sdxl, SaysWhichOfQKAndVIsMissing) {
  ASSERT_TRUE(write_safetensors(folder_ / "m/text_encoder_2/model.fp16.safetensors",
                                {floats("text_model.encoder.layers.3.self_attn.q_proj.weight", {1, 1}, {1})},
                                {}, {})
                  .has_value());
  const auto report = to_original_sdxl(request("o.ckpt"));
  ASSERT_FALSE(report.has_value());
  EXPECT_EQ(report.error().what,
            "one of q, k and v of "
            "'conditioner.embedders.1.model.transformer.resblocks.3.attn.in_proj_weight' is missing");
}

}  // namespace
}  // namespace mintport::weights
