#include <fmt/format.h>
#include <google/protobuf/io/coded_stream.h>
#include <zlib.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <unordered_set>

#include "checkpoint.pb.h"
#include "core/base/text.hh"
#include "core/weights/mindspore.hh"

namespace mintport::weights {
namespace {

using google::protobuf::io::CodedInputStream;

constexpr std::string_view kCrcMark = "crc_num";
constexpr std::uint64_t kCrcTrailer = 17;  // the mark and 10 bytes, big-endian
constexpr std::uint64_t kMaxOrigin = std::uint64_t{512} << 20;
constexpr std::uint64_t kMaxText = std::uint64_t{64} << 20;

enum Wire : unsigned { varint = 0, fixed64 = 1, bytes = 2, fixed32 = 5 };

Error broken_mindspore(const InputFile& file, std::string what) {
  return {.kind = ErrorKind::content,
          .file = file.path(),
          .what = std::move(what),
          .hint = "check that this is a MindSpore checkpoint, and download it again"};
}

// Walks over the protobuf fields of a file that may not fit into memory. Numbers and short strings are parsed
// by protobuf's own reader on a window; contents are skipped.
class Cursor {
 public:
  Cursor(const InputFile& file, std::uint64_t at, std::uint64_t end) : file_(file), at_(at), end_(end) {}

  std::uint64_t at() const { return at_; }
  std::uint64_t end() const { return end_; }
  bool done() const { return at_ >= end_; }
  void move_to(std::uint64_t at) { at_ = at; }
  const InputFile& file() const { return file_; }

  Result<std::uint64_t> number() {
    const auto window = look(10);
    if (!window) return fail(window.error());
    CodedInputStream input(reinterpret_cast<const std::uint8_t*>(window->data()),
                           static_cast<int>(window->size()));
    std::uint64_t value = 0;
    if (!input.ReadVarint64(&value))
      return fail(broken_mindspore(file_, fmt::format("damaged at byte {}", at_)));
    at_ += static_cast<std::uint64_t>(input.CurrentPosition());
    return value;
  }

  // The length of a field, if it fits.
  Result<std::uint64_t> length() {
    const auto size = number();
    if (!size) return size;
    if (*size > end_ - at_) {
      return fail(broken_mindspore(
          file_, fmt::format("a field at byte {} claims {} bytes, but {} are left", at_, *size, end_ - at_)));
    }
    return size;
  }

  Result<std::string> text(std::uint64_t most) {
    const auto size = length();
    if (!size) return fail(size.error());
    if (*size > most) return fail(broken_mindspore(file_, fmt::format("a name at byte {} is too long", at_)));
    std::string out(*size, '\0');
    if (const auto read = file_.read(at_, std::as_writable_bytes(std::span(out))); !read)
      return fail(read.error());
    at_ += *size;
    return out;
  }

  // Skips an unknown field.
  Result<void> skip(unsigned wire) {
    Result<std::uint64_t> size = 0;
    if (wire == Wire::varint) {
      size = number().map([](auto) { return std::uint64_t{0}; });
    } else if (wire == Wire::bytes) {
      size = length();
    } else if (wire == Wire::fixed32 || wire == Wire::fixed64) {
      size = wire == Wire::fixed32 ? 4 : 8;
    } else {
      size = fail(broken_mindspore(file_, fmt::format("damaged at byte {}", at_)));
    }
    if (!size) return fail(size.error());
    if (*size > end_ - at_) return fail(broken_mindspore(file_, "the file ends inside a field"));
    at_ += *size;
    return {};
  }

 private:
  // Returns up to `wanted` bytes at the cursor.
  Result<std::span<const std::byte>> look(std::size_t wanted) {
    wanted = std::min<std::uint64_t>(wanted, end_ - at_);
    if (at_ < start_ || at_ + wanted > start_ + filled_) {
      filled_ = std::min<std::uint64_t>(window_.size(), end_ - at_);
      start_ = at_;
      if (const auto read = file_.read(at_, std::span(window_).first(filled_)); !read)
        return fail(read.error());
    }
    return std::span<const std::byte>(window_).subspan(at_ - start_, wanted);
  }

  const InputFile& file_;
  std::uint64_t at_, end_;
  std::array<std::byte, 4096> window_{};
  std::uint64_t start_ = 0;
  std::size_t filled_ = 0;
};

struct Block {
  std::string tag, type;
  Shape dims;
  std::uint64_t content = 0, size = 0;  // location of the content
  bool canonical = false;
};

class MindsporeReader {
 public:
  explicit MindsporeReader(std::shared_ptr<const InputFile> file) : file_(std::move(file)) {
    checkpoint_.format = Format::mindspore;
    checkpoint_.path = file_->path();
    checkpoint_.layout = CkptLayout();
  }

  Result<Checkpoint> read() {
    auto end = check_crc();
    if (!end) return fail(end.error());
    Cursor cursor(*file_, 0, *end);
    while (!cursor.done()) {
      if (const auto field = read_field(cursor); !field) return fail(field.error());
    }
    if (const auto added = finish_tensor(); !added) return fail(added.error());
    if (checkpoint_.layout->values.empty()) return fail(broken_mindspore(*file_, "contains no parameters"));
    return std::move(checkpoint_);
  }

 private:
  // Checks the checksum, if there is one. Returns the end of the values.
  Result<std::uint64_t> check_crc() {
    const std::uint64_t size = file_->size();
    if (size < kCrcTrailer) return size;
    std::array<std::byte, kCrcTrailer> trailer{};
    if (const auto read = file_->read(size - kCrcTrailer, trailer); !read) return fail(read.error());
    if (std::memcmp(trailer.data(), kCrcMark.data(), kCrcMark.size()) != 0) return size;
    std::uint64_t expected = 0;
    for (std::size_t i = kCrcMark.size(); i < trailer.size(); ++i) {
      if (expected >> 56 != 0) return fail(broken_mindspore(*file_, "the checksum is malformed"));
      expected = expected << 8 | static_cast<std::uint64_t>(trailer[i]);
    }
    const Tensor all{.name = "",
                     .dtype = DType::u8,
                     .shape = {static_cast<std::int64_t>(size - kCrcTrailer)},
                     .extents = {{file_, 0, size - kCrcTrailer}}};
    const auto found = checksum(all);
    if (!found) return fail(found.error());
    if (*found != expected) {
      return fail(broken_mindspore(
          *file_, fmt::format("wrong checksum: {:08x} instead of {:08x}", *found, expected)));
    }
    checkpoint_.layout->has_crc = true;
    return size - kCrcTrailer;
  }

  Result<void> read_field(Cursor& cursor) {
    const auto key = cursor.number();
    if (!key) return fail(key.error());
    const std::uint64_t field = *key >> 3;
    const auto wire = static_cast<unsigned>(*key & 7);
    if (field == 1 && wire == Wire::bytes) return read_value(cursor, *key);
    if (field == static_cast<std::uint64_t>(ckpt::Checkpoint::kOriginFieldNumber) && wire == Wire::bytes) {
      return read_origin(cursor);
    }
    if (field == 0) return fail(broken_mindspore(*file_, "unknown checkpoint format"));
    checkpoint_.layout->canonical = false;
    return cursor.skip(wire);
  }

  Result<void> read_value(Cursor& cursor, std::uint64_t) {
    const std::uint64_t start =
        cursor.at() - 1;  // start of the value's key, if the key has its usual one byte
    const auto size = cursor.length();
    if (!size) return fail(size.error());
    const std::uint64_t end = cursor.at() + *size;
    Cursor inside(*file_, cursor.at(), end);
    cursor.move_to(end);
    Block block;
    bool has_tag = false, has_tensor = false;
    while (!inside.done()) {
      const auto key = inside.number();
      if (!key) return fail(key.error());
      if (*key == (1 << 3 | Wire::bytes) && !has_tag) {
        auto tag = inside.text(kMaxNameBytes);
        if (!tag) return fail(tag.error());
        block.tag = *std::move(tag);
        has_tag = true;
      } else if (*key == (2 << 3 | Wire::bytes) && !has_tensor) {
        if (const auto tensor = read_tensor_message(inside, block); !tensor) return tensor;
        has_tensor = true;
      } else if (*key == (3 << 3 | Wire::bytes)) {
        return fail(broken_mindspore(
            *file_, fmt::format("'{}' is a MapParameter; these are not supported", block.tag)));
      } else if (const auto skipped = inside.skip(static_cast<unsigned>(*key & 7)); !skipped) {
        return skipped;
      }
    }
    if (!has_tag || !has_tensor)
      return fail(broken_mindspore(*file_, fmt::format("the value at byte {} is not a parameter", start)));
    if (find_invalid_utf8(block.tag) != std::string::npos) {
      return fail(broken_mindspore(*file_, fmt::format("the name at byte {} is not UTF-8", start)));
    }
    block.canonical = block.content + block.size == end && starts_as_ours(block, start);
    return add(block);
  }

  Result<void> read_tensor_message(Cursor& outer, Block& block) {
    const auto size = outer.length();
    if (!size) return fail(size.error());
    Cursor inside(*file_, outer.at(), outer.at() + *size);
    outer.move_to(inside.end());
    bool has_type = false, has_content = false;
    while (!inside.done()) {
      const auto key = inside.number();
      if (!key) return fail(key.error());
      if (*key == (1 << 3 | Wire::varint)) {
        if (const auto dim = add_dim(inside, block); !dim) return dim;
      } else if (*key == (1 << 3 | Wire::bytes)) {  // packed
        const auto length = inside.length();
        if (!length) return fail(length.error());
        const std::uint64_t end = inside.at() + *length;
        while (inside.at() < end) {
          if (const auto dim = add_dim(inside, block); !dim) return dim;
        }
      } else if (*key == (2 << 3 | Wire::bytes) && !has_type) {
        auto type = inside.text(64);
        if (!type) return fail(type.error());
        block.type = *std::move(type);
        has_type = true;
      } else if (*key == (3 << 3 | Wire::bytes) && !has_content) {
        const auto content = inside.length();
        if (!content) return fail(content.error());
        block.content = inside.at();
        block.size = *content;
        inside.move_to(inside.at() + *content);
        has_content = true;
      } else if (const auto skipped = inside.skip(static_cast<unsigned>(*key & 7)); !skipped) {
        return skipped;
      }
    }
    if (has_type && has_content) return {};
    return fail(broken_mindspore(*file_, fmt::format("'{}' lacks its type or content", block.tag)));
  }

  Result<void> add_dim(Cursor& cursor, Block& block) {
    const auto dim = cursor.number();
    if (!dim) return fail(dim.error());
    if (block.dims.size() == kMaxDimensions) {
      return fail(broken_mindspore(*file_, fmt::format("'{}' has too many dimensions", block.tag)));
    }
    block.dims.push_back(static_cast<std::int64_t>(*dim));
    return {};
  }

  bool starts_as_ours(const Block& block, std::uint64_t start) const {
    const std::string ours = value_start(block.tag, block.dims, block.type, block.size);
    if (ours.size() != block.content - start) return false;
    std::string theirs(ours.size(), '\0');
    return file_->read(start, std::as_writable_bytes(std::span(theirs))).has_value() && ours == theirs;
  }

  Result<void> add(const Block& block) {
    CkptLayout& layout = *checkpoint_.layout;
    layout.canonical = layout.canonical && block.canonical && !checkpoint_.origin;
    if (tensor_ && tensor_->name == block.tag) {  // another block
      const bool same = from_mindspore_name(block.type) == tensor_->dtype && block.dims == tensor_->shape;
      if (!same)
        return fail(
            broken_mindspore(*file_, fmt::format("the blocks of '{}' differ in type or shape", block.tag)));
      tensor_->extents.push_back({file_, block.content, block.size});
      layout.values.back().blocks.push_back(block.size);
      return {};
    }
    if (const auto added = finish_tensor(); !added) return added;
    if (!seen_.insert(block.tag).second)
      return fail(broken_mindspore(*file_, fmt::format("duplicate name '{}'", block.tag)));
    if (layout.values.size() == kMaxTensors)
      return fail(broken_mindspore(*file_, "there are too many parameters"));
    if (block.type == "str") return add_text(block);
    const auto dtype = from_mindspore_name(block.type);
    if (!dtype) {
      return fail(
          broken_mindspore(*file_, fmt::format("'{}' has the unsupported type {}", block.tag, block.type)));
    }
    tensor_ = Tensor{.name = block.tag,
                     .dtype = *dtype,
                     .shape = block.dims,
                     .extents = {{file_, block.content, block.size}}};
    layout.values.push_back({.tag = block.tag, .blocks = {block.size}});
    return {};
  }

  Result<void> finish_tensor() {
    if (!tensor_) return {};
    Tensor& tensor = *tensor_;
    std::uint64_t size = 0;
    for (const Extent& extent : tensor.extents) size += extent.size;
    if (tensor.shape == Shape{0} && size == size_of(tensor.dtype)) {
      tensor.shape.clear();  // load_checkpoint also treats it as a scalar
      checkpoint_.layout->canonical = false;
    }
    const auto count = count_elements(tensor.shape, size_of(tensor.dtype));
    if (!count || *count * size_of(tensor.dtype) != size) {
      return fail(
          broken_mindspore(*file_, fmt::format("'{}' has {} bytes of data, which do not match its shape {}",
                                               tensor.name, size, to_string(tensor.shape))));
    }
    checkpoint_.tensors.push_back(std::move(tensor));
    tensor_.reset();
    return {};
  }

  // Decodes UTF-32, as numpy stores text.
  Result<void> add_text(const Block& block) {
    if (block.size > kMaxText || block.size % 4 != 0)
      return fail(broken_mindspore(*file_, fmt::format("'{}' is not a string", block.tag)));
    std::vector<std::uint32_t> points(block.size / 4);
    if (const auto read = file_->read(block.content, std::as_writable_bytes(std::span(points))); !read) {
      return fail(read.error());
    }
    CkptValue value{.tag = block.tag, .is_text = true};
    for (const std::uint32_t point : points) {
      if (point > 0x10ffff || (point >= 0xd800 && point < 0xe000)) {
        return fail(broken_mindspore(*file_, fmt::format("'{}' is not a string", block.tag)));
      }
      append_utf8(value.text, static_cast<char32_t>(point));
    }
    CkptLayout& layout = *checkpoint_.layout;
    layout.canonical = layout.canonical && block.dims == Shape{0};
    layout.values.push_back(std::move(value));
    return {};
  }

  Result<void> read_origin(Cursor& cursor) {
    const auto size = cursor.length();
    if (!size) return fail(size.error());
    std::string bytes(*size, '\0');
    ckpt::Origin message;
    if (*size > kMaxOrigin || checkpoint_.origin)
      return fail(broken_mindspore(*file_, "the origin field is malformed"));
    if (const auto read = file_->read(cursor.at(), std::as_writable_bytes(std::span(bytes))); !read) {
      return fail(read.error());
    }
    if (!message.ParseFromString(bytes))
      return fail(broken_mindspore(*file_, "the origin field is malformed"));
    cursor.move_to(cursor.at() + *size);
    checkpoint_.origin = Origin{.files = {}, .index = message.index()};
    for (const auto& file : message.file()) {
      checkpoint_.origin->files.push_back(
          {.name = file.name(), .header = file.header(), .names = {file.tag().begin(), file.tag().end()}});
    }
    return {};
  }

  std::shared_ptr<const InputFile> file_;
  Checkpoint checkpoint_;
  std::optional<Tensor> tensor_;  // the tensor whose blocks are being collected
  std::unordered_set<std::string> seen_;
};

}  // namespace

std::optional<std::string_view> cipher_of(std::string_view start) {
  // The marks that MindSpore's _encrypt puts before every block, by mode.
  if (start.starts_with("\xd8\x5e\x3a\x7f")) return "AES-GCM";
  if (start.starts_with("\xd9\x5e\x3a\x7f")) return "AES-CBC";
  if (start.starts_with("\xda\x5e\x3a\x7f")) return "SM4-CBC";
  return std::nullopt;
}

Result<Checkpoint> open_mindspore(std::shared_ptr<const InputFile> file) {
  return MindsporeReader(std::move(file)).read();
}

}  // namespace mintport::weights
