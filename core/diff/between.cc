#include "core/diff/between.hh"

#include <algorithm>

namespace mintport {
namespace {

// The line on the other side, paired with `side`'s line.
std::optional<std::uint32_t> across(const Diff& diff, Side side, std::optional<std::uint32_t> line) {
  if (!line || diff.rows.empty()) return std::nullopt;
  const Row& row = diff.rows[diff.row_of(side, *line)];
  if (row.line(side) != line) return std::nullopt;
  return row.line(side == Side::left ? Side::right : Side::left);
}

}  // namespace

std::vector<BetweenRow> between_rows(const Diff& whole, const Diff& first, const Diff& second) {
  std::vector<BetweenRow> out;
  std::uint32_t done = 0, count = 0;
  for (const Row& row : second.rows) count = std::max(count, row.left.value_or(0));
  auto alone_until = [&](std::uint32_t line, std::size_t row) {
    while (done + 1 < line) out.push_back({row, ++done, true});
  };
  for (std::size_t i = 0; i < whole.rows.size(); ++i) {
    auto line = across(second, Side::right, whole.rows[i].right);
    if (!line || *line <= done) line = across(first, Side::left, whole.rows[i].left);
    if (line && *line <= done) line.reset();  // already shown above: crossed lines
    if (line) {
      alone_until(*line, i);
      done = *line;
    }
    out.push_back({i, line, false});
  }
  alone_until(count + 1, whole.rows.empty() ? 0 : whole.rows.size() - 1);
  return out;
}

}  // namespace mintport
