// `mintport weights ...`: opens files, calls core/weights, prints the results.
#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <map>
#include <nlohmann/json.hpp>

#include "app/commands/commands.hh"
#include "app/commands/review.hh"
#include "app/tree/progress.hh"
#include "core/weights/checkpoint.hh"
#include "core/weights/compare.hh"
#include "core/weights/convert.hh"
#include "core/weights/images.hh"
#include "core/weights/lora.hh"
#include "core/weights/sdxl.hh"

namespace mintport::cli {
namespace {

// Formats "6.94 GB", in powers of ten as `df -H` does.
std::string human(std::uint64_t bytes) {
  constexpr std::string_view units[] = {"bytes", "kB", "MB", "GB", "TB"};
  double size = static_cast<double>(bytes);
  std::size_t unit = 0;
  for (; size >= 1000 && unit + 1 < std::size(units); ++unit) size /= 1000;
  return unit == 0 ? fmt::format("{} bytes", bytes) : fmt::format("{:.2f} {}", size, units[unit]);
}

void warn(std::string_view what, const std::vector<std::string>& names) {
  if (names.empty()) return;
  fmt::print(stderr, "mintport: warning: {} {}:\n", names.size(), what);
  for (const std::string& name : names) fmt::print(stderr, "  {}\n", name);
}

// A progress bar on a terminal that lives as long as the object. Counts in multiples of `unit`.
class Bar {
 public:
  explicit Bar(std::string label, std::uint64_t unit = 1'000'000)
      : bar_(if_terminal(stderr), std::move(label)), unit_(unit) {}
  weights::Progress progress() {
    return [this](std::uint64_t done, std::uint64_t total) { bar_.show(done / unit_, total / unit_); };
  }

 private:
  ProgressBar bar_;
  std::uint64_t unit_;
};

Json json_of(const weights::Tensor& tensor) {
  return {{"name", tensor.name},
          {"dtype", weights::safetensors_name(tensor.dtype)},
          {"shape", tensor.shape},
          {"bytes", tensor.bytes()}};
}

struct Totals {
  std::uint64_t parameters = 0, bytes = 0;
  std::map<std::string, std::uint64_t> by_dtype;  // parameters
};

Totals totals_of(const weights::Checkpoint& checkpoint) {
  Totals totals;
  for (const weights::Tensor& tensor : checkpoint.tensors) {
    totals.parameters += tensor.elements();
    totals.bytes += tensor.bytes();
    totals.by_dtype[std::string(weights::safetensors_name(tensor.dtype))] += tensor.elements();
  }
  return totals;
}

// Checksums in the order of the tensors; empty unless wanted.
Result<std::vector<std::uint32_t>> checksums_of(const weights::Checkpoint& checkpoint, bool wanted) {
  std::vector<std::uint32_t> sums;
  Bar bar("reading (MB)");
  const std::uint64_t total = totals_of(checkpoint).bytes;
  std::uint64_t done = 0;
  for (const weights::Tensor& tensor : checkpoint.tensors) {
    if (!wanted) break;
    const auto sum = weights::checksum(tensor);
    if (!sum) return fail(sum.error());
    sums.push_back(*sum);
    bar.progress()(done += tensor.bytes(), total);
  }
  return sums;
}

Json texts_of(const weights::Checkpoint& checkpoint) {
  Json texts = Json::object();
  if (checkpoint.layout) {
    for (const auto& value : checkpoint.layout->values) {
      if (value.is_text) texts[value.tag] = value.text;
    }
  }
  for (const auto& [key, value] : checkpoint.metadata) texts[key] = value;
  return texts;
}

Result<int> print_checkpoint(const std::string& action, const std::string& file, Json more) {
  Json out = json_header();
  out["action"] = action;
  out["file"] = file;
  out.update(more);
  return print_json(out).map([] { return 0; });
}

void show_json(const weights::Checkpoint& checkpoint, const std::vector<std::uint32_t>& sums) {
  Json tensors = Json::array();
  for (std::size_t i = 0; i < checkpoint.tensors.size(); ++i) {
    tensors.push_back(json_of(checkpoint.tensors[i]));
    if (!sums.empty()) tensors.back()["crc32"] = fmt::format("{:08x}", sums[i]);
  }
  const Totals totals = totals_of(checkpoint);
  const Json json = {{"tool", "mintport"},
                     {"version", kVersion},
                     {"action", "show"},
                     {"file", checkpoint.path},
                     {"format", weights::to_string(checkpoint.format)},
                     {"metadata", texts_of(checkpoint)},
                     {"tensors", std::move(tensors)},
                     {"totals",
                      {{"tensors", checkpoint.tensors.size()},
                       {"parameters", totals.parameters},
                       {"bytes", totals.bytes},
                       {"by_dtype", totals.by_dtype}}}};
  (void)print_json(json);
}

void show_text(const weights::Checkpoint& checkpoint, const std::vector<std::uint32_t>& sums) {
  std::size_t width = 4;
  for (const weights::Tensor& tensor : checkpoint.tensors) width = std::max(width, tensor.name.size());
  for (std::size_t i = 0; i < checkpoint.tensors.size(); ++i) {
    const weights::Tensor& tensor = checkpoint.tensors[i];
    fmt::print("{:<{}}  {:<7}  {:<20}  {:>12}", tensor.name, std::min<std::size_t>(width, 100),
               weights::safetensors_name(tensor.dtype), weights::to_string(tensor.shape), tensor.bytes());
    fmt::print("{}\n", sums.empty() ? "" : fmt::format("  {:08x}", sums[i]));
  }
  const Totals totals = totals_of(checkpoint);
  std::string types;
  for (const auto& [dtype, count] : totals.by_dtype)
    types += fmt::format("{}{} {}", types.empty() ? "" : ", ", count, dtype);
  fmt::print("{}: {} tensors, {} parameters ({}), {}\n", weights::to_string(checkpoint.format),
             checkpoint.tensors.size(), totals.parameters, types, human(totals.bytes));
}

std::optional<weights::DType> cast_of(const std::string& name) {
  if (name.empty()) return std::nullopt;
  return name == "f32" ? weights::DType::f32 : name == "f16" ? weights::DType::f16 : weights::DType::bf16;
}

Json json_of(const weights::Difference& difference) {
  using Kind = weights::Difference::Kind;
  Json out = {{"name", difference.name}};
  switch (difference.kind) {
    case Kind::missing:
      out["kind"] = "only-in-a";
      break;
    case Kind::extra:
      out["kind"] = "only-in-b";
      break;
    case Kind::shape:
      out["kind"] = "shape";
      out["shapes"] = {difference.a, difference.b};
      break;
    case Kind::value:
      out["kind"] = "value";
      out["largest"] = difference.largest;
      out["outside"] = difference.outside;
      break;
  }
  return out;
}

Json json_of(const weights::Comparison& comparison) {
  Json out = json_header(), differences = Json::array();
  for (const weights::Difference& difference : comparison.differences)
    differences.push_back(json_of(difference));
  out["action"] = "compare";
  out["same"] = comparison.same();
  out["compared"] = comparison.compared;
  out["differences"] = std::move(differences);
  out["other_types"] = comparison.other_types;
  out["largest"] = comparison.largest;
  out["largest_in"] = comparison.largest_in.empty() ? Json(nullptr) : Json(comparison.largest_in);
  return out;
}

void print_difference(const weights::Difference& difference) {
  using Kind = weights::Difference::Kind;
  switch (difference.kind) {
    case Kind::missing:
      return fmt::print("only in A   {}\n", difference.name);
    case Kind::extra:
      return fmt::print("only in B   {}\n", difference.name);
    case Kind::shape:
      return fmt::print("shape       {}  {} {}\n", difference.name, weights::to_string(difference.a),
                        weights::to_string(difference.b));
    case Kind::value:
      return fmt::print("difference  {}  largest {:.6g}, {} elements out of tolerance\n", difference.name,
                        difference.largest, difference.outside);
  }
}

}  // namespace

Result<int> ShowWeights::run() const {
  const auto checkpoint = weights::open_checkpoint(file);
  if (!checkpoint) return fail(checkpoint.error());
  const auto sums = checksums_of(*checkpoint, checksums);
  if (!sums) return fail(sums.error());
  json ? show_json(*checkpoint, *sums) : show_text(*checkpoint, *sums);
  warn("entries are not tensors and were skipped", checkpoint->left_out);
  return 0;
}

Result<int> ConvertWeights::run() const {
  weights::ConvertRequest request;
  request.from = to_mindspore ? safetensors : mindspore;
  request.to = to_mindspore ? mindspore : safetensors;
  if (!key_torch.empty()) {
    auto keys = weights::KeyFiles::load(key_torch, key_mindspore);
    if (!keys) return fail(keys.error());
    request.keys = *std::move(keys);
  }
  request.cast = cast_of(dtype);
  request.crc = crc;
  request.shard_size = shard_size;
  Bar bar("converting (MB)");
  request.options = {.progress = bar.progress(), .verify = verify};
  const auto report =
      to_mindspore ? weights::safetensors_to_mindspore(request) : weights::mindspore_to_safetensors(request);
  if (!report) return fail(report.error());
  if (!json) fmt::print("{}: {} tensors, {}\n", request.to.string(), report->tensors, human(report->bytes));
  warn("tensors were skipped", report->left_out);
  warn("tensors have types that MindSpore 2.10 cannot load from a .ckpt", report->unloadable);
  if (!json) return 0;
  return print_checkpoint("convert", request.to.string(),
                          {{"tensors", report->tensors},
                           {"bytes", report->bytes},
                           {"skipped", report->left_out},
                           {"unloadable", report->unloadable}});
}

Result<int> MergeLora::run() const {
  Bar bar("merging (MB)");
  const auto report = weights::merge_lora({.lora = lora,
                                           .pretrained = pretrained,
                                           .merged = merged,
                                           .scale = scale,
                                           .options = {.progress = bar.progress()}});
  if (!report) return fail(report.error());
  if (json)
    return print_checkpoint("merge-lora", merged, {{"layers", report->layers}, {"tensors", report->tensors}});
  fmt::print("{}: {} layers merged, {} tensors\n", merged, report->layers, report->tensors);
  return 0;
}

Result<int> ToSdxl::run() const {
  Bar bar("converting (MB)");
  weights::SdxlRequest request{.model = model,
                               .checkpoint = checkpoint,
                               .files = {unet, vae, text_encoder, text_encoder_2},
                               .half = half,
                               .safetensors = safetensors,
                               .options = {.progress = bar.progress()}};
  if (!base.empty()) request.base = base;
  const auto report = to_mindone ? weights::to_mindone_sdxl(request) : weights::to_original_sdxl(request);
  if (!report) return fail(report.error());
  if (!json) {
    fmt::print("{}: {} tensors", checkpoint, report->tensors);
    fmt::print("{}\n", request.base ? fmt::format(", {} of them from {}", report->from_base, base) : "");
  }
  warn("names are not in the SDXL table and were kept", report->unknown);
  warn("tensors are not in the base and were skipped", report->left_out);
  if (!json) return 0;
  return print_checkpoint(to_mindone ? "to-mindone-sdxl" : "to-original-sdxl", checkpoint,
                          {{"tensors", report->tensors},
                           {"from_base", report->from_base},
                           {"unknown", report->unknown},
                           {"skipped", report->left_out}});
}

Result<int> CompareWeights::run() const {
  const auto first = weights::open_checkpoint(a), second = weights::open_checkpoint(b);
  if (!first) return fail(first.error());
  if (!second) return fail(second.error());
  Result<weights::Comparison> comparison;
  {
    Bar bar("comparing", 1);
    comparison = weights::compare(*first, *second, {.relative = rtol, .absolute = atol}, bar.progress());
  }
  if (!comparison) return fail(comparison.error());
  if (json) return print_json(json_of(*comparison)).map([&comparison] { return comparison->same() ? 0 : 1; });
  for (const weights::Difference& difference : comparison->differences) print_difference(difference);
  for (const std::string& name : comparison->other_types) fmt::print("type        {}\n", name);
  fmt::print("{} tensors compared, {} differences, largest {:.6g}{}\n", comparison->compared,
             comparison->differences.size(), comparison->largest,
             comparison->largest_in.empty() ? "" : " in " + comparison->largest_in);
  return comparison->same() ? 0 : 1;
}

Result<int> CompareImages::run() const {
  std::optional<std::filesystem::path> picture;
  if (!difference.empty()) picture = difference;
  const auto comparison = weights::compare_images(a, b, picture);
  if (!comparison) return fail(comparison.error());
  const bool within = comparison->mean <= limit;
  if (json) {
    Json out = json_header();
    out["action"] = "compare-images";
    out["same"] = within;
    out["width"] = comparison->width;
    out["height"] = comparison->height;
    out["mean"] = comparison->mean;
    out["largest"] = comparison->largest;
    out["limit"] = limit;
    return print_json(out).map([within] { return within ? 0 : 1; });
  }
  fmt::print("{}x{}: mean absolute error {:.4f}, largest {}; {} the limit of {:g}\n", comparison->width,
             comparison->height, comparison->mean, comparison->largest, within ? "within" : "above", limit);
  return within ? 0 : 1;
}

}  // namespace mintport::cli
