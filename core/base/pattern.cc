#include "core/base/pattern.hh"

namespace mintport {
namespace {

constexpr std::size_t kLongestLine = 4000;

}  // namespace

Pattern::Pattern(std::string text) : text_(std::move(text)) {
  if (text_.find_first_of(".*+?[](){}|^$\\") == std::string::npos) return;
  try {
    regex_ = std::make_shared<const std::regex>(text_, std::regex::ECMAScript | std::regex::optimize);
  } catch (const std::regex_error&) {
    valid_ = false;
  }
}

std::optional<ByteRange> Pattern::find(std::string_view line, std::size_t from) const {
  if (empty() || !valid_ || from > line.size()) return std::nullopt;
  const auto range = [](std::size_t begin, std::size_t size) {
    return ByteRange{static_cast<ByteOffset>(begin), static_cast<ByteOffset>(begin + size)};
  };
  if (!regex_) {
    const std::size_t at = line.find(text_, from);
    return at == std::string_view::npos ? std::nullopt : std::optional(range(at, text_.size()));
  }
  line = line.substr(0, kLongestLine);
  if (from > line.size()) return std::nullopt;
  const auto flags = from > 0 ? std::regex_constants::match_prev_avail : std::regex_constants::match_default;
  const char* begin = line.data() + from;
  for (std::cregex_iterator at(begin, line.data() + line.size(), *regex_, flags), end; at != end; ++at) {
    if (at->length() > 0) {
      return range(from + static_cast<std::size_t>(at->position()), static_cast<std::size_t>(at->length()));
    }
  }
  return std::nullopt;
}

}  // namespace mintport
