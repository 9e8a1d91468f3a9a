#include "core/weights/safetensors.hh"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <numeric>

namespace mintport::weights {
namespace {

// The limit of the format.
constexpr std::uint64_t kMaxHeader = 100'000'000;

Error at_file(Error error, const std::string& file) {
  error.file = file;
  return error;
}

Error broken_safetensors(const std::string& file, std::string what) {
  return {
      .kind = ErrorKind::content, .file = file, .what = std::move(what), .hint = "download the file again"};
}

// The header's text, if its length is possible.
Result<std::string> read_header(const InputFile& file) {
  std::array<std::byte, 8> bytes{};
  if (file.size() < bytes.size())
    return fail(broken_safetensors(file.path(), "the file is too short for safetensors"));
  if (const auto read = file.read(0, bytes); !read) return fail(read.error());
  std::uint64_t length = 0;
  std::memcpy(&length, bytes.data(), bytes.size());
  if (length > kMaxHeader || length > file.size() - bytes.size()) {
    return fail(broken_safetensors(file.path(), fmt::format("the header claims {} bytes, but the file has {}",
                                                            length, file.size() - bytes.size())));
  }
  std::string header(length, '\0');
  if (const auto read = file.read(bytes.size(), std::as_writable_bytes(std::span(header))); !read) {
    return fail(read.error());
  }
  return header;
}

}  // namespace

Result<Checkpoint> open_safetensors(std::shared_ptr<const InputFile> file) {
  auto text = read_header(*file);
  if (!text) return fail(text.error());
  const std::uint64_t start = 8 + text->size();
  auto header = parse_header(*text, file->size() - start);
  if (!header) return fail(at_file(header.error(), file->path()));
  Checkpoint checkpoint{
      .format = Format::safetensors, .path = file->path(), .metadata = std::move(header->metadata)};
  SafetensorsFile origin{.name = "", .header = *std::move(text)};
  for (HeaderEntry& entry : header->entries) {
    origin.names.push_back(entry.name);
    checkpoint.tensors.push_back({.name = std::move(entry.name),
                                  .dtype = entry.dtype,
                                  .shape = std::move(entry.shape),
                                  .extents = {{file, start + entry.begin, entry.end - entry.begin}}});
  }
  checkpoint.origin = Origin{.files = {std::move(origin)}, .index = ""};
  return checkpoint;
}

Result<void> write_with_header(const std::filesystem::path& path, const std::string& header,
                               const std::vector<Output>& outputs, const WriteOptions& options) {
  const std::uint64_t total = std::accumulate(outputs.begin(), outputs.end(), std::uint64_t{0},
                                              [](auto sum, const Output& o) { return sum + o.bytes(); });
  auto file = OutputFile::create(path, 8 + header.size() + total);
  if (!file) return fail(file.error());
  const std::uint64_t length = header.size();
  if (const auto written = (*file)->write(std::as_bytes(std::span(&length, 1))); !written) return written;
  if (const auto written = (*file)->write(header); !written) return written;
  std::uint64_t done = 0;
  for (const Output& output : outputs) {
    if (const auto written = write_output(output, **file); !written) return written;
    done += output.bytes();
    if (options.progress) options.progress(done, total);
  }
  return check_and_commit(**file, outputs, options);
}

Result<void> write_safetensors(const std::filesystem::path& path, std::vector<Output> outputs,
                               const Metadata& metadata, const WriteOptions& options) {
  align(outputs);
  return write_with_header(path, make_header(outputs, metadata), outputs, options);
}

}  // namespace mintport::weights
