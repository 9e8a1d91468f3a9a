// What a person searches for: a regular expression (ECMAScript), taken letter by letter when it has no signs
// of one.
#pragma once

#include <memory>
#include <optional>
#include <regex>
#include <string>
#include <string_view>

#include "core/base/range.hh"

namespace mintport {

class Pattern {
 public:
  Pattern() = default;
  // Implicit, so that a text can be given where a pattern is wanted.
  Pattern(std::string text);
  Pattern(const char* text) : Pattern(std::string(text)) {}

  bool empty() const { return text_.empty(); }
  const std::string& text() const { return text_; }
  bool valid() const { return valid_; }  // an expression that is none is never found
  // Bytes of the first place at or behind `from`, which is never empty. Of a line beyond all that people
  // write only the beginning is searched: std::regex takes stack for every letter.
  std::optional<ByteRange> find(std::string_view line, std::size_t from = 0) const;
  bool in(std::string_view line) const { return find(line).has_value(); }

 private:
  std::string text_;
  bool valid_ = true;
  std::shared_ptr<const std::regex> regex_;  // null: the text itself
};

}  // namespace mintport
