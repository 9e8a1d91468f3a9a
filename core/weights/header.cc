// Parses the JSON header of safetensors files. Strict, because its numbers control what is read from the
// file.
#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <unordered_set>

#include "core/weights/safetensors.hh"

namespace mintport::weights {
namespace {

using Json = nlohmann::json;

Error broken_header(std::string what) {
  return {.kind = ErrorKind::content, .what = std::move(what), .hint = "download the file again"};
}

// Handler for nlohmann's SAX parser. Keeps the order and detects duplicates, which a Json value would not.
class HeaderReader final : public nlohmann::json_sax<Json> {
 public:
  Header header;
  std::string problem;

  bool key(std::string& name) override {
    if (depth_ == 1) return begin_entry(name);
    if (depth_ == 2 && in_metadata_) {
      if (!seen_metadata_.insert(name).second) return stop("duplicate metadata '" + name + "'");
      header.metadata.emplace_back(name, "");
    }
    field_ = name;
    if (depth_ == 2 && !in_metadata_ && !fields_.insert(name).second) {
      return stop(fmt::format("'{}' has '{}' twice", header.entries.back().name, name));
    }
    return true;
  }

  bool start_object(std::size_t) override {
    ++depth_;
    if (depth_ == 2 && !has_key_) return stop("the header is not a safetensors header");
    if (depth_ > 2 || list_ != nullptr) return stop("the header is nested too deep");
    return true;
  }

  bool end_object() override {
    --depth_;
    if (depth_ == 1) {
      if (!in_metadata_ && fields_.size() != 3) {
        return stop(fmt::format("'{}' lacks dtype, shape or data_offsets", header.entries.back().name));
      }
      has_key_ = in_metadata_ = false;
    }
    return true;
  }

  bool string(std::string& text) override {
    if (depth_ != 2 || list_ != nullptr) return stop("the header is not a safetensors header");
    if (in_metadata_) {
      header.metadata.back().second = text;
      return true;
    }
    if (field_ != "dtype") return unexpected();
    const auto dtype = from_safetensors_name(text);
    if (!dtype) {
      return stop(fmt::format("'{}' has the unsupported type {}", header.entries.back().name, text));
    }
    header.entries.back().dtype = *dtype;
    return true;
  }

  bool start_array(std::size_t) override {
    if (depth_ != 2 || list_ != nullptr || in_metadata_)
      return stop("the header is not a safetensors header");
    if (field_ != "shape" && field_ != "data_offsets") return unexpected();
    numbers_.clear();
    list_ = &numbers_;
    return true;
  }

  bool number_unsigned(number_unsigned_t number) override {
    if (list_ == nullptr) return unexpected();
    if (number > static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max())) {
      return stop(fmt::format("'{}' has a number that is too large", header.entries.back().name));
    }
    list_->push_back(static_cast<std::int64_t>(number));
    if (list_->size() > kMaxDimensions) {
      return stop(fmt::format("'{}' has too many dimensions", header.entries.back().name));
    }
    return true;
  }

  bool end_array() override {
    list_ = nullptr;
    HeaderEntry& entry = header.entries.back();
    if (field_ == "shape") {
      entry.shape = numbers_;
    } else {
      if (numbers_.size() != 2 || numbers_[0] > numbers_[1]) {
        return stop(fmt::format("'{}' has invalid offsets", entry.name));
      }
      entry.begin = static_cast<std::uint64_t>(numbers_[0]);
      entry.end = static_cast<std::uint64_t>(numbers_[1]);
    }
    return true;
  }

  bool null() override { return unexpected(); }
  bool boolean(bool) override { return unexpected(); }
  bool number_integer(number_integer_t) override { return unexpected(); }  // negative
  bool number_float(number_float_t, const std::string&) override { return unexpected(); }
  bool binary(binary_t&) override { return unexpected(); }
  bool parse_error(std::size_t position, const std::string&, const Json::exception&) override {
    return stop(fmt::format("the header is not JSON (byte {})", position));
  }

 private:
  bool begin_entry(const std::string& name) {
    has_key_ = true;
    in_metadata_ = name == "__metadata__";
    if (!seen_.insert(name).second) return stop(fmt::format("duplicate name '{}'", name));
    if (in_metadata_) return true;
    if (name.size() > kMaxNameBytes) return stop("a name is too long");
    if (header.entries.size() == kMaxTensors) return stop("there are too many tensors");
    header.entries.push_back({.name = name});
    fields_.clear();
    return true;
  }

  bool unexpected() {
    if (header.entries.empty() || in_metadata_) return stop("the header is not a safetensors header");
    return stop(fmt::format("'{}' has an invalid '{}'", header.entries.back().name, field_));
  }

  bool stop(std::string what) {
    if (problem.empty()) problem = std::move(what);
    return false;
  }

  int depth_ = 0;
  bool has_key_ = false, in_metadata_ = false;
  std::string field_;
  std::vector<std::int64_t> numbers_;
  std::vector<std::int64_t>* list_ = nullptr;
  std::unordered_set<std::string> seen_, seen_metadata_, fields_;
};

// Checks that every byte of the data belongs to exactly one tensor.
Result<void> check_ranges(const std::vector<HeaderEntry>& entries, std::uint64_t data_size) {
  std::vector<const HeaderEntry*> sorted;
  for (const HeaderEntry& entry : entries) {
    const auto count = count_elements(entry.shape, size_of(entry.dtype));
    if (!count || *count * size_of(entry.dtype) != entry.end - entry.begin) {
      return fail(broken_header(fmt::format("'{}' has {} bytes of data, which do not match its shape {}",
                                            entry.name, entry.end - entry.begin, to_string(entry.shape))));
    }
    if (entry.end > data_size) {
      return fail(broken_header(
          fmt::format("'{}' ends at byte {} of the data, but there are only {}: the file is truncated",
                      entry.name, entry.end, data_size)));
    }
    sorted.push_back(&entry);
  }
  std::sort(sorted.begin(), sorted.end(), [](const HeaderEntry* a, const HeaderEntry* b) {
    return std::pair(a->begin, a->end) < std::pair(b->begin, b->end);
  });
  std::uint64_t at = 0;
  for (const HeaderEntry* entry : sorted) {
    if (entry->begin < at)
      return fail(broken_header(fmt::format("'{}' overlaps another tensor", entry->name)));
    if (entry->begin > at) return fail(broken_header(fmt::format("there is a gap before '{}'", entry->name)));
    at = entry->end;
  }
  if (at != data_size) {
    return fail(broken_header(fmt::format("{} bytes at the end belong to no tensor", data_size - at)));
  }
  return {};
}

}  // namespace

Result<Header> parse_header(std::string_view json, std::uint64_t data_size) {
  if (!json.starts_with('{')) return fail(broken_header("the header is not JSON (byte 1)"));
  HeaderReader reader;
  if (!Json::sax_parse(json.begin(), json.end(), &reader)) return fail(broken_header(reader.problem));
  if (const auto checked = check_ranges(reader.header.entries, data_size); !checked) {
    return fail(checked.error());
  }
  return std::move(reader.header);
}

std::string make_header(const std::vector<Output>& outputs, const Metadata& metadata) {
  std::string header = "{";
  if (!metadata.empty()) {
    header += "\"__metadata__\":{";
    for (const auto& [key, value] : metadata) {
      if (!header.ends_with('{')) header += ',';
      header += Json(key).dump() + ":" + Json(value).dump();
    }
    header += '}';
  }
  std::uint64_t at = 0;
  for (const Output& output : outputs) {
    if (header.size() > 1) header += ',';
    header +=
        fmt::format("{}:{{\"dtype\":\"{}\",\"shape\":{},\"data_offsets\":[{},{}]}}", Json(output.name).dump(),
                    safetensors_name(output.dtype), Json(output.shape).dump(), at, at + output.bytes());
    at += output.bytes();
  }
  header += '}';
  header.resize((header.size() + 7) / 8 * 8, ' ');
  return header;
}

void align(std::vector<Output>& outputs) {
  std::stable_sort(outputs.begin(), outputs.end(),
                   [](const Output& a, const Output& b) { return size_of(a.dtype) > size_of(b.dtype); });
}

}  // namespace mintport::weights
