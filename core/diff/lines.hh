// A text split into numbered lines.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "core/base/range.hh"

namespace mintport {

// Lines as git counts them: a final line end opens no further line, and an empty text has none. Numbers are
// 1-based. Views point into the given text, which must outlive this.
class Lines {
 public:
  explicit Lines(std::string_view text);
  std::uint32_t count() const { return static_cast<std::uint32_t>(starts_.size()); }
  std::string_view text() const { return text_; }
  // line() is without its line end, whole_line() with it.
  std::string_view line(std::uint32_t number) const;
  std::string_view whole_line(std::uint32_t number) const;
  ByteOffset begin(std::uint32_t number) const;  // count() + 1 gives the size of the text
  std::uint32_t at(ByteOffset offset) const;     // count() + 1 after the last line end
  bool is_start(ByteOffset offset) const;

 private:
  std::string_view text_;
  std::vector<ByteOffset> starts_;
};

}  // namespace mintport
