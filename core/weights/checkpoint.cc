#include "core/weights/checkpoint.hh"

#include <fmt/format.h>
#include <zlib.h>

#include <algorithm>
#include <array>
#include <unordered_map>

#include "core/weights/mindspore.hh"
#include "core/weights/safetensors.hh"
#include "core/weights/torch.hh"

namespace mintport::weights {
namespace {

namespace fs = std::filesystem;

// The only index in a folder, as in downloads.
Result<fs::path> index_in(const fs::path& folder) {
  std::vector<fs::path> found;
  std::error_code failure;
  for (const auto& entry : fs::directory_iterator(folder, failure)) {
    if (entry.path().string().ends_with(".safetensors.index.json")) found.push_back(entry.path());
  }
  if (found.size() == 1) return found.front();
  return fail({.kind = ErrorKind::not_found,
               .file = folder.string(),
               .what = fmt::format("the folder contains {} files *.safetensors.index.json", found.size()),
               .hint = "name the file"});
}

// Detects the format by the first bytes.
Result<Checkpoint> open_by_contents(std::shared_ptr<const InputFile> file) {
  std::array<char, 16> bytes{};
  const std::size_t count = std::min<std::uint64_t>(bytes.size(), file->size());
  if (const auto read = file->read(0, std::as_writable_bytes(std::span(bytes)).first(count)); !read) {
    return fail(read.error());
  }
  const std::string_view start(bytes.data(), count);
  const auto refused = [&](std::string what, std::string hint) {
    return fail(
        {.kind = ErrorKind::content, .file = file->path(), .what = std::move(what), .hint = std::move(hint)});
  };
  if (start.empty()) return refused("the file is empty", "download it again");
  // A header is shorter than 4 GB; no other format begins with such a length.
  if (start.size() > 8 && start[8] == '{' && start.substr(4, 4) == std::string_view("\0\0\0\0", 4)) {
    return open_safetensors(std::move(file));
  }
  if (const auto cipher = cipher_of(start)) {
    return refused(fmt::format("the checkpoint is encrypted ({})", *cipher),
                   "save it without a key in MindSpore: load_checkpoint(dec_key=...), save_checkpoint(...)");
  }
  if (start.starts_with("PK\x03\x04") || start.starts_with("PK\x05\x06")) return open_torch(std::move(file));
  if (start.starts_with("\x80\x02") || start.starts_with("\x80\x04")) {
    return refused("is a bare pickle, as written by torch before 1.6",
                   "load it with torch and save it again");
  }
  if (start.starts_with('\n')) return open_mindspore(std::move(file));
  if (file->path().ends_with(".ckpt")) return open_mindspore(std::move(file));
  return open_safetensors(std::move(file));  // reports what is wrong
}

Error differs(const std::string& name) {
  return {.kind = ErrorKind::io,
          .what = fmt::format("verification failed: '{}' differs from what was written", name),
          .hint = "nothing was changed; check the disk"};
}

std::uint32_t more_crc(std::uint32_t crc, std::span<const std::byte> bytes) {
  return static_cast<std::uint32_t>(
      ::crc32_z(crc, reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size()));
}

Result<std::uint32_t> checksum_of(const std::function<Result<void>(const Sink&)>& read) {
  std::uint32_t crc = 0;
  const auto done = read([&crc](std::span<const std::byte> bytes) -> Result<void> {
    crc = more_crc(crc, bytes);
    return {};
  });
  if (!done) return fail(done.error());
  return crc;
}

}  // namespace

std::string_view to_string(Format format) {
  switch (format) {
    case Format::safetensors:
      return "safetensors";
    case Format::safetensors_shards:
      return "safetensors index";
    case Format::mindspore:
      return "mindspore";
    case Format::torch:
      return "torch";
  }
  return "";
}

const Tensor* Checkpoint::find(std::string_view name) const {
  const auto found =
      std::find_if(tensors.begin(), tensors.end(), [&](const Tensor& t) { return t.name == name; });
  return found == tensors.end() ? nullptr : &*found;
}

Result<Checkpoint> open_checkpoint(const fs::path& path) {
  std::error_code failure;
  if (fs::is_directory(path, failure)) {
    const auto index = index_in(path);
    if (!index) return fail(index.error());
    return open_shards(*index);
  }
  if (path.string().ends_with(".index.json")) return open_shards(path);
  auto file = InputFile::open(path);
  if (!file) return fail(file.error());
  return open_by_contents(*std::move(file));
}

Result<std::uint32_t> checksum(const Tensor& tensor) {
  return checksum_of([&](const Sink& sink) { return read_tensor(tensor, sink); });
}

Result<void> check_and_commit(OutputFile& file, const std::vector<Output>& outputs,
                              const WriteOptions& options) {
  const auto provisional = file.provisional();
  if (!provisional) return fail(provisional.error());
  auto input = InputFile::open(*provisional);
  if (!input) return fail(input.error());
  const auto written = open_by_contents(*std::move(input));
  if (!written) return fail(written.error());
  std::unordered_map<std::string_view, const Tensor*> by_name;
  for (const Tensor& tensor : written->tensors) by_name.emplace(tensor.name, &tensor);
  if (by_name.size() != outputs.size()) return fail(differs("the number of tensors"));
  for (const Output& output : outputs) {
    const auto found = by_name.find(output.name);
    const Tensor* tensor = found == by_name.end() ? nullptr : found->second;
    if (tensor == nullptr || tensor->dtype != output.dtype || tensor->shape != output.shape) {
      return fail(differs(output.name));
    }
    if (!options.verify) continue;
    const auto there = checksum(*tensor);
    if (!there) return fail(there.error());
    const auto meant = checksum_of([&](const Sink& sink) { return read_output(output, sink); });
    if (!meant) return fail(meant.error());
    if (*there != *meant) return fail(differs(output.name));
  }
  return file.commit();
}

}  // namespace mintport::weights
