#include "core/source/source.hh"

#include <algorithm>
#include <cassert>

#include "core/base/text.hh"

namespace mintport {
namespace {

Error content_error(std::string path, std::uint32_t line, std::string what, std::string hint) {
  return {ErrorKind::content, std::move(path), line, std::move(what), std::move(hint)};
}

std::uint32_t count_lines(std::string_view text) {
  return static_cast<std::uint32_t>(1 + std::count(text.begin(), text.end(), '\n'));
}

struct Declaration {
  std::string_view encoding;  // empty if there is none
  std::uint32_t line = 0;
};

// PEP 263: a coding comment on one of the first two lines; on the second only if the first has no code.
Declaration declared_encoding(std::string_view text) {
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  for (std::uint32_t line = 1; line <= 2 && !text.empty(); ++line) {
    const std::string_view whole = text.substr(0, text.find('\n'));
    const std::string_view row = trim(whole);
    if (!row.empty() && row.front() != '#') return {};
    for (std::size_t at = row.find("coding"); at != std::string_view::npos; at = row.find("coding", at + 1)) {
      if (at + 6 >= row.size() || (row[at + 6] != ':' && row[at + 6] != '=')) continue;
      std::string_view name = trim(row.substr(at + 7));
      const std::size_t end =
          name.find_first_not_of("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.");
      name = name.substr(0, end);
      if (!name.empty()) return {name, line};
    }
    text.remove_prefix(std::min(text.size(), whole.size() + 1));
  }
  return {};
}

bool is_utf8_name(std::string_view name) {
  std::string plain;
  for (char c : name) {
    if (c != '-' && c != '_') plain += static_cast<char>(c >= 'A' && c <= 'Z' ? c + 32 : c);
  }
  return plain == "utf8" || plain == "ascii" || plain == "usascii" || plain == "utf8sig";
}

}  // namespace

Result<Source> Source::make(std::string path, std::string bytes) {
  if (bytes.size() >= (std::size_t{1} << 30)) {
    return fail(
        content_error(std::move(path), 0, "the file is larger than 1 GiB", "remove it from the source tree"));
  }
  const std::string_view text = bytes;
  if (const std::size_t nul = text.find('\0'); nul != std::string_view::npos) {
    return fail(content_error(std::move(path), count_lines(text.substr(0, nul)),
                              "contains a NUL byte; this is not Python source", "rename or remove the file"));
  }
  const auto [encoding, encoding_line] = declared_encoding(text);
  if (!encoding.empty() && !is_utf8_name(encoding)) {
    return fail(content_error(std::move(path), encoding_line,
                              "declares the encoding " + std::string(encoding),
                              "save the file as UTF-8 and remove the coding comment"));
  }
  if (const std::size_t bad = find_invalid_utf8(text); bad != std::string_view::npos) {
    return fail(content_error(std::move(path), count_lines(text.substr(0, bad)), "is not valid UTF-8",
                              "save the file as UTF-8"));
  }
  Source source;
  source.bom_size_ = text.starts_with("\xEF\xBB\xBF") ? 3 : 0;
  source.starts_.push_back(0);
  for (std::size_t at = text.find('\n'); at != std::string_view::npos; at = text.find('\n', at + 1)) {
    source.starts_.push_back(static_cast<ByteOffset>(at + 1));
  }
  for (std::size_t i = 0; i < source.starts_.size(); ++i) {
    const std::size_t end = i + 1 < source.starts_.size() ? source.starts_[i + 1] : text.size();
    if (end - source.starts_[i] > kMaxLine) {
      return fail(content_error(std::move(path), static_cast<std::uint32_t>(i + 1),
                                "a line longer than 1 MiB",
                                "move the data out of the code, or remove the file"));
    }
  }
  if (const std::size_t first = text.find('\n');
      first != std::string_view::npos && first > 0 && text[first - 1] == '\r') {
    source.line_end_ = LineEnd::crlf;
  }
  source.path_ = std::move(path);
  source.bytes_ = std::move(bytes);
  return source;
}

std::uint32_t Source::line_at(ByteOffset offset) const {
  return static_cast<std::uint32_t>(std::upper_bound(starts_.begin(), starts_.end(), offset) -
                                    starts_.begin());
}

LineColumn Source::position(ByteOffset offset) const {
  assert(offset <= size());
  const std::uint32_t line = line_at(offset);
  const ByteOffset start = std::max(starts_[line - 1], line == 1 ? bom_size_ : 0);
  const ByteOffset length = offset > start ? offset - start : 0;
  return {line, static_cast<std::uint32_t>(1 + count_code_points(text().substr(start, length)))};
}

ByteRange Source::whole_line(std::uint32_t number) const {
  assert(number >= 1 && number <= line_count());
  return {number == 1 ? bom_size_ : starts_[number - 1], number < line_count() ? starts_[number] : size()};
}

ByteRange Source::line(std::uint32_t number) const {
  ByteRange range = whole_line(number);
  const std::string_view bytes = text(range);
  if (bytes.ends_with("\r\n")) {
    range.end -= 2;
  } else if (bytes.ends_with('\n')) {
    range.end -= 1;
  }
  return range;
}

}  // namespace mintport
