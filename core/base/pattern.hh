// A search pattern of the user: a regular expression in RE2's syntax, or a plain string if it has no
// metacharacters.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "core/base/range.hh"

namespace re2 {
class RE2;
}

namespace mintport {

class Pattern {
 public:
  Pattern() = default;
  // Implicit, so that a string can be passed as a pattern.
  Pattern(std::string text);
  Pattern(const char* text) : Pattern(std::string(text)) {}

  bool empty() const { return text_.empty(); }
  const std::string& text() const { return text_; }
  bool valid() const { return valid_; }  // an invalid expression never matches
  // The byte range of the first match at `from` or later. A match is never empty. Takes linear time for any
  // expression: RE2 never backtracks, so it has no lookaround and no backreferences.
  std::optional<ByteRange> find(std::string_view line, std::size_t from = 0) const;
  bool in(std::string_view line) const { return find(line).has_value(); }

 private:
  std::string text_;
  bool valid_ = true;
  std::shared_ptr<const re2::RE2> expression_;  // null: plain string
};

}  // namespace mintport
