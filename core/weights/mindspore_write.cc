#include <fmt/format.h>
#include <google/protobuf/io/coded_stream.h>
#include <google/protobuf/io/zero_copy_stream_impl_lite.h>
#include <google/protobuf/wire_format_lite.h>
#include <zlib.h>

#include <algorithm>
#include <unordered_map>

#include "checkpoint.pb.h"
#include "core/base/text.hh"
#include "core/weights/mindspore.hh"

namespace mintport::weights {
namespace {

using google::protobuf::internal::WireFormatLite;
using google::protobuf::io::CodedOutputStream;

std::string origin_field(const Origin& origin) {
  ckpt::Checkpoint message;  // one value per message: concatenated messages parse as one
  ckpt::Origin& out = *message.mutable_origin();
  for (const SafetensorsFile& file : origin.files) {
    ckpt::Origin::File& added = *out.add_file();
    if (!file.name.empty()) added.set_name(file.name);
    added.set_header(file.header);
    for (const std::string& name : file.names) added.add_tag(name);
  }
  if (!origin.index.empty()) out.set_index(origin.index);
  return message.SerializeAsString();
}

// Writes the bytes of an output in blocks, each with its own value start.
Result<void> write_blocks(const Output& output, const std::vector<std::uint64_t>& blocks, OutputFile& file) {
  const auto start = [&](std::uint64_t size) {
    return file.write(value_start(output.name, output.shape, mindspore_name(output.dtype), size));
  };
  if (blocks.size() == 1) {
    if (const auto written = start(blocks.front()); !written) return written;
    return write_output(output, file);
  }
  std::size_t next = 0;
  std::uint64_t left = 0;  // in the current block
  const Sink sink = [&](std::span<const std::byte> bytes) -> Result<void> {
    while (!bytes.empty()) {
      while (left == 0) {
        if (next == blocks.size()) return fail({.kind = ErrorKind::content, .what = "more data than blocks"});
        left = blocks[next++];
        if (const auto written = start(left); !written) return written;
      }
      const auto part = bytes.first(std::min<std::uint64_t>(left, bytes.size()));
      if (const auto written = file.write(part); !written) return written;
      left -= part.size();
      bytes = bytes.subspan(part.size());
    }
    return {};
  };
  return read_output(output, sink);
}

// The values in order; each is an output or a text.
Result<CkptLayout> layout_of(const std::vector<Output>& outputs, const CkptWriteOptions& options) {
  if (options.layout) return *options.layout;
  CkptLayout layout;
  for (const Output& output : outputs) {
    layout.values.push_back({.tag = output.name, .blocks = default_blocks(output.bytes())});
  }
  return layout;
}

Result<void> write_values(const CkptLayout& layout, const std::vector<Output>& outputs,
                          const Progress& progress, OutputFile& file) {
  std::unordered_map<std::string_view, const Output*> by_name;
  std::uint64_t total = 0, done = 0;
  for (const Output& output : outputs) {
    by_name.emplace(output.name, &output);
    total += output.bytes();
  }
  for (const CkptValue& value : layout.values) {
    if (value.is_text) {
      if (const auto written = file.write(text_value(value.tag, value.text)); !written) return written;
      continue;
    }
    const auto found = by_name.find(value.tag);
    if (found == by_name.end()) {
      return fail({.kind = ErrorKind::content, .what = fmt::format("no data for '{}'", value.tag)});
    }
    if (const auto written = write_blocks(*found->second, value.blocks, file); !written) return written;
    done += found->second->bytes();
    if (progress) progress(done, total);
  }
  return {};
}

Result<void> write_crc(std::uint32_t crc, OutputFile& file) {
  std::string trailer = "crc_num";
  trailer.append(6, '\0');
  for (int shift = 24; shift >= 0; shift -= 8) trailer += static_cast<char>(crc >> shift & 0xff);
  return file.write(trailer);
}

}  // namespace

std::vector<std::uint64_t> default_blocks(std::uint64_t bytes) {
  std::vector<std::uint64_t> blocks;
  for (std::uint64_t at = 0; at < bytes; at += kBlock) blocks.push_back(std::min(kBlock, bytes - at));
  if (blocks.empty()) blocks.push_back(0);
  return blocks;
}

std::string value_start(std::string_view tag, const Shape& dims, std::string_view type,
                        std::uint64_t content_size) {
  std::string tensor;
  {
    google::protobuf::io::StringOutputStream stream(&tensor);
    CodedOutputStream out(&stream);
    for (const std::int64_t dim : dims) WireFormatLite::WriteInt64(1, dim, &out);
    WireFormatLite::WriteString(2, std::string(type), &out);
    WireFormatLite::WriteTag(3, WireFormatLite::WIRETYPE_LENGTH_DELIMITED, &out);
    out.WriteVarint64(content_size);
  }
  std::string value, start;
  {
    google::protobuf::io::StringOutputStream stream(&value);
    CodedOutputStream out(&stream);
    WireFormatLite::WriteString(1, std::string(tag), &out);
    WireFormatLite::WriteTag(2, WireFormatLite::WIRETYPE_LENGTH_DELIMITED, &out);
    out.WriteVarint64(tensor.size() + content_size);
  }
  {
    google::protobuf::io::StringOutputStream stream(&start);
    CodedOutputStream out(&stream);
    WireFormatLite::WriteTag(1, WireFormatLite::WIRETYPE_LENGTH_DELIMITED, &out);
    out.WriteVarint64(value.size() + tensor.size() + content_size);
  }
  return start + value + tensor;
}

std::string text_value(std::string_view tag, std::string_view utf8) {
  std::string content;
  for (std::size_t at = 0; at < utf8.size();) {
    const char32_t point = next_code_point(utf8, at);
    for (int shift = 0; shift < 32; shift += 8) content += static_cast<char>(point >> shift & 0xff);
  }
  return value_start(tag, {0}, "str", content.size()) + content;
}

Result<void> write_mindspore(const std::filesystem::path& path, const std::vector<Output>& outputs,
                             const CkptWriteOptions& options) {
  const auto layout = layout_of(outputs, options);
  if (!layout) return fail(layout.error());
  const std::string origin = options.origin ? origin_field(*options.origin) : "";
  std::uint64_t size = origin.size() + (options.crc ? 17 : 0);
  for (const Output& output : outputs) size += output.bytes() + output.name.size() + 32;
  auto file = OutputFile::create(path, size);
  if (!file) return fail(file.error());
  std::uint32_t crc = 0;
  if (options.crc) {
    (*file)->watch([&crc](std::span<const std::byte> bytes) {
      crc = static_cast<std::uint32_t>(
          ::crc32_z(crc, reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size()));
    });
  }
  if (const auto written = write_values(*layout, outputs, options.common.progress, **file); !written)
    return written;
  if (!origin.empty()) {
    if (const auto written = (*file)->write(origin); !written) return written;
  }
  (*file)->watch(nullptr);
  if (options.crc) {
    if (const auto written = write_crc(crc, **file); !written) return written;
  }
  return check_and_commit(**file, outputs, options.common);
}

}  // namespace mintport::weights
