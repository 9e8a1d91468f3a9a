// The bytes of a Python file, validated once and never changed. Later code refers to them by byte offset.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/base/error.hh"
#include "core/base/range.hh"

namespace mintport {

enum class LineEnd { lf, crlf };

class Source {
 public:
  // `path` names the file in messages and reports. Errors (kind content): a NUL byte, invalid UTF-8, a coding
  // comment other than UTF-8, a line longer than kMaxLine, 1 GiB or more.
  static Result<Source> make(std::string path, std::string bytes);
  static constexpr std::size_t kMaxLine = 1 << 20;  // bytes; longer lines are generated data

  const std::string& path() const { return path_; }
  std::string_view text() const { return bytes_; }
  std::string_view text(ByteRange range) const { return text().substr(range.begin, range.size()); }
  ByteOffset size() const { return static_cast<ByteOffset>(bytes_.size()); }

  // The size of a UTF-8 byte order mark at the start: 3 or 0.
  ByteOffset bom_size() const { return bom_size_; }
  // The style of the first line end. New lines use it.
  LineEnd line_end() const { return line_end_; }
  std::string_view newline() const { return line_end_ == LineEnd::crlf ? "\r\n" : "\n"; }

  // At least 1, because an empty file has one empty line.
  std::uint32_t line_count() const { return static_cast<std::uint32_t>(starts_.size()); }
  // The 1-based line of a byte. The end of the text is on the last line.
  std::uint32_t line_at(ByteOffset offset) const;
  LineColumn position(ByteOffset offset) const;
  // The bytes of a 1-based line without its line end. A byte order mark belongs to no line.
  ByteRange line(std::uint32_t number) const;
  // The line with its line end.
  ByteRange whole_line(std::uint32_t number) const;

 private:
  std::string path_;
  std::string bytes_;
  std::vector<ByteOffset> starts_;
  ByteOffset bom_size_ = 0;
  LineEnd line_end_ = LineEnd::lf;
};

}  // namespace mintport
