#include "app/cli/weights.hh"

#include "app/cli/program.hh"

namespace mintport::cli {
namespace {

// The sub-command that groups the commands of this file.
CLI::App& group(Program& program) {
  return program.group("weights", "Convert, merge and compare checkpoints");
}

CLI::Validator not_negative() {
  return CLI::Validator(CLI::NonNegativeNumber).description("");
}

struct ConvertWeightsOptions {
  ConvertWeights command;

  Result<ConvertWeights> checked() const {
    if (command.key_torch.empty() != command.key_mindspore.empty()) {
      return fail(usage("weights convert: only one key file given",
                        "give both --key_torch and --key_ms, or neither"));
    }
    if (command.crc && !command.to_mindspore) {
      return fail(usage("weights convert: --crc_check needs --task st_to_ms", "leave --crc_check out"));
    }
    return command;
  }
};

struct MergeLoraOptions {
  MergeLora command;
  std::optional<double> alpha, rank;

  Result<MergeLora> checked() const {
    MergeLora merge = command;
    if (alpha.has_value() != rank.has_value()) {
      return fail(usage("weights merge-lora: --alpha and --rank belong together", "give both, or --scale"));
    }
    if (alpha && merge.scale)
      return fail(usage("weights merge-lora: both --alpha and --scale given", "give one"));
    if (rank && *rank <= 0)
      return fail(usage("weights merge-lora: --rank must be above 0", "give the rank of the LoRA"));
    if (alpha) merge.scale = *alpha / *rank;
    return merge;
  }
};

void add_sdxl(CLI::App& app, ToSdxl& c) {
  app.add_option("--model-path", c.model,
                 "The diffusers folder, with unet, vae, text_encoder and text_encoder_2")
      ->type_name("DIR")
      ->required();
  app.add_option("--checkpoint-path,--output-path", c.checkpoint, "Write the result here")
      ->type_name("FILE")
      ->required();
  app.add_flag("--half", c.half, "Save as f16");
  app.add_flag("--use-safetensors", c.safetensors, "Save as safetensors; default: a .ckpt");
  app.add_option("--unet-name,--unet-path", c.unet, "File of the UNet")
      ->type_name("NAME")
      ->capture_default_str();
  app.add_option("--vae-name,--vae-path", c.vae, "File of the VAE")->type_name("NAME")->capture_default_str();
  app.add_option("--text-encoder-name,--text-encoder-path", c.text_encoder, "File of the text encoder")
      ->type_name("NAME")
      ->capture_default_str();
  app.add_option("--text-encoder-2-name,--text-encoder-2-path", c.text_encoder_2,
                 "File of the second text encoder")
      ->type_name("NAME")
      ->capture_default_str();
  add_json(app, c.json);
}

}  // namespace

void ShowWeights::declare(Program& program) {
  auto [app, c] = program.add<ShowWeights>(group(program), "show", "List the tensors of a checkpoint");
  app.add_option("file", c.file, "safetensors, its index, MindSpore's .ckpt, or a torch archive")
      ->type_name("FILE")
      ->required();
  add_json(app, c.json);
  app.add_flag("--checksum", c.checksums, "Add the CRC-32 of each tensor's bytes");
}

void ConvertWeights::declare(Program& program) {
  auto [app, options] = program.add<ConvertWeightsOptions>(
      group(program), "convert", "Convert safetensors to MindSpore's .ckpt, or back");
  ConvertWeights& c = options.command;
  add_choice<bool>(app, "--task", c.to_mindspore, {{"st_to_ms", true}, {"ms_to_st", false}}, "Direction")
      .required();
  app.add_option(
         "--weight-safetensors", c.safetensors,
         "The safetensors file or its index (*.safetensors.index.json); for st_to_ms also a torch archive")
      ->type_name("FILE")
      ->required();
  app.add_option("--weight-ms", c.mindspore, "MindSpore's checkpoint")->type_name("FILE")->required();
  app.add_option("--key-torch", c.key_torch, "PyTorch names, one `name:` a line; default: the built-in rules")
      ->type_name("FILE");
  app.add_option("--key-ms", c.key_mindspore, "MindSpore names, paired with --key-torch by line")
      ->type_name("FILE");
  add_choice<std::string>(app, "--dtype", c.dtype, {{"f32", "f32"}, {"f16", "f16"}, {"bf16", "bf16"}},
                          "Cast floats to this type; default: keep their types");
  app.add_flag("--crc-check", c.crc, "Append the checksum to MindSpore's checkpoint");
  app.add_option("--max-shard-size", c.shard_size, "Largest shard when the target is an index; default: 5GB")
      ->type_name("SIZE")
      ->transform(CLI::AsSizeValue(true).description(""));
  app.add_flag("--verify", c.verify, "Read everything back and compare before replacing the target");
  add_json(app, c.json);
}

void MergeLora::declare(Program& program) {
  auto [app, options] =
      program.add<MergeLoraOptions>(group(program), "merge-lora", "Add a LoRA to the weights of its layers");
  MergeLora& c = options.command;
  app.add_option("--weight-lora", c.lora, "The LoRA, with names of diffusers, PEFT, kohya or MindSpore")
      ->type_name("FILE")
      ->required();
  app.add_option("--weight-pretrained,--weight-base", c.pretrained, "The weights")
      ->type_name("FILE")
      ->required();
  app.add_option("--weight-merged", c.merged, "Write the result here")
      ->type_name("FILE")
      ->capture_default_str();
  app.add_option("--alpha,--lora-config-alpha", options.alpha, "Scale by alpha / rank; needs --rank")
      ->type_name("A");
  app.add_option("--rank,--lora-config-rank", options.rank, "See --alpha")->type_name("R");
  app.add_option("--scale", c.scale, "Scale; default: alpha / rank of each layer, else 1")->type_name("S");
  add_json(app, c.json);
}

void ToSdxl::declare(Program& program) {
  auto [original_app, original] = program.add<ToSdxl>(
      group(program), "to-original-sdxl", "Convert a diffusers folder of SDXL to the original single file");
  add_sdxl(original_app, original);
  auto [mindone_app, mindone] = program.add<ToSdxl>(group(program), "to-mindone-sdxl",
                                                    "Convert a diffusers folder of SDXL to MindOne's .ckpt");
  mindone.to_mindone = true;
  add_sdxl(mindone_app, mindone);
  mindone_app
      .add_option("--sdxl-base-ckpt", mindone.base,
                  "MindOne's base checkpoint, for tensors that the folder lacks")
      ->type_name("FILE");
}

void CompareWeights::declare(Program& program) {
  auto [app, c] = program.add<CompareWeights>(
      group(program), "compare", "Compare two checkpoints of any formats; status 1 if they differ");
  app.add_option("a", c.a, "A checkpoint")->type_name("FILE")->required();
  app.add_option("b", c.b, "Another; the tolerance is relative to its numbers")
      ->type_name("FILE")
      ->required();
  app.add_option("--rtol", c.rtol, "Relative tolerance")
      ->type_name("R")
      ->check(not_negative())
      ->capture_default_str();
  app.add_option("--atol", c.atol, "Absolute tolerance")
      ->type_name("A")
      ->check(not_negative())
      ->capture_default_str();
  add_json(app, c.json);
}

void CompareImages::declare(Program& program) {
  auto [app, c] = program.add<CompareImages>(
      group(program), "compare-images",
      "Compute the mean absolute pixel error of two pictures; status 1 above the limit");
  app.add_option("a", c.a, "A picture (PNG)")->type_name("FILE")->required();
  app.add_option("b", c.b, "Another of the same size")->type_name("FILE")->required();
  app.add_option("--limit", c.limit, "Largest mean error, on a scale of 255")
      ->type_name("N")
      ->check(not_negative())
      ->capture_default_str();
  app.add_option("--diff", c.difference, "Write a picture of the difference here")->type_name("FILE");
  add_json(app, c.json);
}

}  // namespace mintport::cli
