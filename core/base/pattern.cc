#include "core/base/pattern.hh"

#include <re2/re2.h>

namespace mintport {
namespace {

// Each empty match costs another search: without a limit, `(.*z|)` would take quadratic time in the line's
// length.
constexpr int kMostEmptyMatches = 4000;

}  // namespace

Pattern::Pattern(std::string text) : text_(std::move(text)) {
  if (text_.find_first_of(".*+?[](){}|^$\\") == std::string::npos) return;
  auto expression = std::make_shared<const re2::RE2>(text_, re2::RE2::Quiet);
  valid_ = expression->ok();
  if (valid_) expression_ = std::move(expression);
}

std::optional<ByteRange> Pattern::find(std::string_view line, std::size_t from) const {
  if (empty() || !valid_ || from > line.size()) return std::nullopt;
  const auto range = [](std::size_t begin, std::size_t size) {
    return ByteRange{static_cast<ByteOffset>(begin), static_cast<ByteOffset>(begin + size)};
  };
  if (!expression_) {
    const std::size_t at = line.find(text_, from);
    return at == std::string_view::npos ? std::nullopt : std::optional(range(at, text_.size()));
  }
  const re2::StringPiece whole(line.data(), line.size());
  re2::StringPiece match;
  for (int empty = 0; empty <= kMostEmptyMatches && from <= line.size(); ++empty) {
    if (!expression_->Match(whole, from, line.size(), re2::RE2::UNANCHORED, &match, 1)) return std::nullopt;
    const auto begin = static_cast<std::size_t>(match.data() - line.data());
    if (!match.empty()) return range(begin, match.size());
    from = begin + 1;
  }
  return std::nullopt;
}

}  // namespace mintport
