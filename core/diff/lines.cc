#include "core/diff/lines.hh"

#include <algorithm>
#include <cassert>

namespace mintport {

Lines::Lines(std::string_view text) : text_(text) {
  for (std::size_t at = 0; at < text.size();) {
    starts_.push_back(static_cast<ByteOffset>(at));
    const std::size_t end = text.find('\n', at);
    at = end == std::string_view::npos ? text.size() : end + 1;
  }
}

std::string_view Lines::whole_line(std::uint32_t number) const {
  assert(number >= 1 && number <= count());
  return text_.substr(begin(number), begin(number + 1) - begin(number));
}

std::string_view Lines::line(std::uint32_t number) const {
  std::string_view out = whole_line(number);
  if (out.ends_with('\n')) out.remove_suffix(1);
  if (out.ends_with('\r')) out.remove_suffix(1);
  return out;
}

ByteOffset Lines::begin(std::uint32_t number) const {
  assert(number >= 1 && number <= count() + 1);
  return number <= count() ? starts_[number - 1] : static_cast<ByteOffset>(text_.size());
}

std::uint32_t Lines::at(ByteOffset offset) const {
  if (offset >= text_.size()) return text_.empty() || text_.ends_with('\n') ? count() + 1 : count();
  const auto after = std::upper_bound(starts_.begin(), starts_.end(), offset);
  return static_cast<std::uint32_t>(after - starts_.begin());
}

bool Lines::is_start(ByteOffset offset) const {
  return offset == text_.size() ? text_.empty() || text_.ends_with('\n')
                                : offset == 0 || text_[offset - 1] == '\n';
}

}  // namespace mintport
