#include "core/diff/stage.hh"

#include "core/diff/lines.hh"

namespace mintport {

std::string apply_hunks(std::string_view old_text, std::string_view new_text, std::span<const LineHunk> hunks,
                        const std::vector<bool>& chosen) {
  const Lines before(old_text), after(new_text);
  std::string out;
  out.reserve(std::max(old_text.size(), new_text.size()));
  // A line in the middle always ends, also when it was the last of a text without a last line end.
  auto add = [&](std::string_view line) {
    if (!out.empty() && !out.ends_with('\n')) out += '\n';
    out += line;
  };
  std::uint32_t next = 1;
  for (std::size_t i = 0; i < hunks.size(); ++i) {
    const LineHunk& hunk = hunks[i];
    if (!chosen[i]) continue;
    const std::uint32_t first = hunk.old_count == 0 ? hunk.old_start + 1 : hunk.old_start;
    for (; next < first; ++next) add(before.whole_line(next));
    for (std::uint32_t k = 0; k < hunk.new_count; ++k) add(after.whole_line(hunk.new_start + k));
    next = first + hunk.old_count;
  }
  for (; next <= before.count(); ++next) add(before.whole_line(next));
  return out;
}

std::string apply_all_but(std::string_view old_text, std::string_view new_text,
                          std::span<const LineHunk> hunks, std::size_t index) {
  std::vector<bool> chosen(hunks.size(), true);
  chosen[index] = false;
  return apply_hunks(old_text, new_text, hunks, chosen);
}

std::optional<std::size_t> hunk_at_line(std::span<const LineHunk> hunks, Side side, std::uint32_t line) {
  std::optional<std::size_t> touching;
  for (std::size_t i = 0; i < hunks.size(); ++i) {
    const std::uint32_t start = side == Side::left ? hunks[i].old_start : hunks[i].new_start;
    const std::uint32_t count = side == Side::left ? hunks[i].old_count : hunks[i].new_count;
    if (count > 0 && start <= line && line < start + count) return i;
    if (count == 0 && (line == start || line == start + 1)) touching = touching.value_or(i);
  }
  return touching;
}

}  // namespace mintport
