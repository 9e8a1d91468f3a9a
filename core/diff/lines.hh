// A text cut into lines, by number.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "core/base/range.hh"

namespace mintport {

// Lines as git counts them: a last line end opens no further line; an empty text has none. Numbers are
// 1-based. Views point into the text given, which must outlive this.
class Lines {
 public:
  explicit Lines(std::string_view text);
  std::uint32_t count() const { return static_cast<std::uint32_t>(starts_.size()); }
  std::string_view text() const { return text_; }
  // Without and with its line end.
  std::string_view line(std::uint32_t number) const;
  std::string_view whole_line(std::uint32_t number) const;
  ByteOffset begin(std::uint32_t number) const;  // count() + 1 gives the size of the text
  std::uint32_t at(ByteOffset offset) const;     // behind the last line end: count() + 1
  bool is_start(ByteOffset offset) const;

 private:
  std::string_view text_;
  std::vector<ByteOffset> starts_;
};

}  // namespace mintport
