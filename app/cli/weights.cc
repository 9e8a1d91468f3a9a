#include "app/cli/weights.hh"

#include "app/cli/options.hh"
#include "app/cli/weights_parser.hh"

namespace mintport {

WeightsParser::WeightsParser(CLI::App& app)
    : weights_(app.add_subcommand("weights", "Convert, merge and compare checkpoints")) {
  weights_->require_subcommand(1);
  add_show();
  add_convert();
  add_merge();
  original_app_ = add_sdxl("to-original-sdxl", "A diffusers folder of SDXL to the original single file");
  mindone_app_ = add_sdxl("to-mindone-sdxl", "A diffusers folder of SDXL to MindOne's .ckpt");
  mindone_app_
      ->add_option("--sdxl-base-ckpt", sdxl_.base, "MindOne's base checkpoint, for what the folder lacks")
      ->type_name("FILE");
  add_compare();
  add_images();
}

void WeightsParser::add_show() {
  show_app_ = weights_->add_subcommand("show", "Names, shapes, types and sizes of what is in a checkpoint");
  show_app_->add_option("file", show_.file, "safetensors, its index, MindSpore's .ckpt, or a torch archive")
      ->type_name("FILE")
      ->required();
  show_app_->add_flag("--json", show_.json, "Print JSON");
  show_app_->add_flag("--checksum", show_.checksums, "Add the CRC-32 of each tensor's bytes");
}

void WeightsParser::add_convert() {
  convert_app_ = weights_->add_subcommand("convert", "safetensors to MindSpore's .ckpt, or back");
  CLI::App& c = *convert_app_;
  c.add_option("--task", task_, "Which way")
      ->type_name("st_to_ms|ms_to_st")
      ->check(CLI::IsMember({"st_to_ms", "ms_to_st"}))
      ->required();
  c.add_option(
       "--weight-safetensors", convert_.safetensors,
       "The safetensors file, or its index (*.safetensors.index.json); for st_to_ms also a torch archive")
      ->type_name("FILE")
      ->required();
  c.add_option("--weight-ms", convert_.mindspore, "MindSpore's checkpoint")->type_name("FILE")->required();
  c.add_option("--key-torch", convert_.key_torch, "Names in PyTorch, a `name:` a line; default: rules")
      ->type_name("YAML");
  c.add_option("--key-ms", convert_.key_mindspore, "Names in MindSpore, paired by line")->type_name("YAML");
  c.add_option("--dtype", convert_.dtype, "Cast floats to this type; default: as they are")
      ->type_name("f32|f16|bf16")
      ->check(CLI::IsMember({"f32", "f16", "bf16"}));
  c.add_flag("--crc-check", convert_.crc, "Append the checksum to MindSpore's checkpoint");
  c.add_option("--max-shard-size", convert_.shard_size, "Bytes of a shard (5GB) when an index is written")
      ->type_name("SIZE")
      ->transform(CLI::AsSizeValue(true));
  c.add_flag("--verify", convert_.verify, "Read all back and compare before the result is put in place");
}

void WeightsParser::add_merge() {
  merge_app_ =
      weights_->add_subcommand("merge-lora", "Add the layers of a LoRA to the weights that they belong to");
  CLI::App& c = *merge_app_;
  c.add_option("--weight-lora", merge_.lora, "The LoRA: diffusers, PEFT, kohya or MindSpore names")
      ->type_name("FILE")
      ->required();
  c.add_option("--weight-pretrained,--weight-base", merge_.pretrained, "The weights")
      ->type_name("FILE")
      ->required();
  c.add_option("--weight-merged", merge_.merged, "Where the result goes")
      ->type_name("FILE")
      ->capture_default_str();
  c.add_option("--alpha,--lora-config-alpha", alpha_, "With --rank: scale by alpha / rank")->type_name("A");
  c.add_option("--rank,--lora-config-rank", rank_, "See --alpha")->type_name("R");
  c.add_option("--scale", merge_.scale, "Scale; default: each layer's alpha / rank, else 1")->type_name("S");
}

CLI::App* WeightsParser::add_sdxl(const char* name, const char* about) {
  CLI::App* app = weights_->add_subcommand(name, about);
  app->add_option("--model-path", sdxl_.model,
                  "The diffusers folder: unet, vae, text_encoder, text_encoder_2")
      ->type_name("DIR")
      ->required();
  app->add_option("--checkpoint-path,--output-path", sdxl_.checkpoint, "Where the result goes")
      ->type_name("FILE")
      ->required();
  app->add_flag("--half", sdxl_.half, "Save as f16");
  app->add_flag("--use-safetensors", sdxl_.safetensors, "Save as safetensors; default: a .ckpt");
  app->add_option("--unet-name,--unet-path", sdxl_.unet, "File of the UNet")
      ->type_name("NAME")
      ->capture_default_str();
  app->add_option("--vae-name,--vae-path", sdxl_.vae, "File of the VAE")
      ->type_name("NAME")
      ->capture_default_str();
  app->add_option("--text-encoder-name,--text-encoder-path", sdxl_.text_encoder, "File of the text encoder")
      ->type_name("NAME")
      ->capture_default_str();
  app->add_option("--text-encoder-2-name,--text-encoder-2-path", sdxl_.text_encoder_2,
                  "File of the second text encoder")
      ->type_name("NAME")
      ->capture_default_str();
  return app;
}

void WeightsParser::add_compare() {
  compare_app_ = weights_->add_subcommand(
      "compare", "Compare two checkpoints of any formats; status 1 when they differ");
  compare_app_->add_option("a", compare_.a, "A checkpoint")->type_name("A")->required();
  compare_app_->add_option("b", compare_.b, "Another; the tolerance is relative to its numbers")
      ->type_name("B")
      ->required();
  compare_app_->add_option("--rtol", compare_.rtol, "Relative tolerance")
      ->type_name("R")
      ->check(CLI::NonNegativeNumber)
      ->capture_default_str();
  compare_app_->add_option("--atol", compare_.atol, "Absolute tolerance")
      ->type_name("A")
      ->check(CLI::NonNegativeNumber)
      ->capture_default_str();
}

void WeightsParser::add_images() {
  images_app_ = weights_->add_subcommand(
      "compare-images", "Mean absolute pixel error of two pictures; status 1 above the limit");
  images_app_->add_option("a", images_.a, "A picture (PNG)")->type_name("A.png")->required();
  images_app_->add_option("b", images_.b, "Another of its size")->type_name("B.png")->required();
  images_app_->add_option("--limit", images_.limit, "Largest mean error, of 255")
      ->type_name("N")
      ->check(CLI::NonNegativeNumber)
      ->capture_default_str();
  images_app_->add_option("--diff", images_.difference, "Write a picture of the difference here")
      ->type_name("FILE");
}

Result<WeightsCommand> WeightsParser::checked_convert() const {
  ConvertWeights command = convert_;
  command.to_mindspore = task_ == "st_to_ms";
  if (command.key_torch.empty() != command.key_mindspore.empty()) {
    return fail(usage("weights convert: one key file without the other",
                      "give both --key_torch and --key_ms, or neither"));
  }
  if (command.crc && !command.to_mindspore) {
    return fail(usage("weights convert: --crc_check is for st_to_ms", "leave it out"));
  }
  return command;
}

Result<WeightsCommand> WeightsParser::checked_merge() const {
  MergeLora command = merge_;
  if (alpha_.has_value() != rank_.has_value()) {
    return fail(usage("weights merge-lora: --alpha and --rank belong together", "give both, or --scale"));
  }
  if (alpha_ && command.scale)
    return fail(usage("weights merge-lora: both --alpha and --scale given", "give one"));
  if (rank_ && *rank_ <= 0)
    return fail(usage("weights merge-lora: --rank is not above 0", "give the LoRA's rank"));
  if (alpha_) command.scale = *alpha_ / *rank_;
  return command;
}

Result<WeightsCommand> WeightsParser::command() const {
  if (show_app_->parsed()) return show_;
  if (convert_app_->parsed()) return checked_convert();
  if (merge_app_->parsed()) return checked_merge();
  if (original_app_->parsed()) return sdxl_;
  if (mindone_app_->parsed()) {
    ToSdxl command = sdxl_;
    command.to_mindone = true;
    return command;
  }
  if (compare_app_->parsed()) return compare_;
  return images_;
}

}  // namespace mintport
