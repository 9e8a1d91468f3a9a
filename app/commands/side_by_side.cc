#include "app/commands/side_by_side.hh"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "core/diff/diff.hh"
#include "core/diff/lines.hh"
#include "views/screen/grid.hh"

namespace mintport {
namespace {

constexpr int kNumber = 5;  // columns of a line number

void put_line(Grid& grid, Rect at, const Lines& lines, std::optional<std::uint32_t> number) {
  if (!number) return;
  grid.put(at.row, at.column, fmt::format("{:>{}} ", *number, kNumber), Face::line_number);
  grid.put(at.row, at.column + kNumber + 1, lines.line(*number), at.width - kNumber - 1, Face::normal);
}

std::string_view mark(const Row& row, bool finding) {
  if (finding) return "!";
  switch (row.kind) {
    case RowKind::same:
      return " ";
    case RowKind::changed:
      return row.expected ? "~" : "|";
    case RowKind::removed:
      return "<";
    case RowKind::added:
      return ">";
  }
  return " ";
}

std::size_t first_row(const Diff& diff, const Conversion& conversion, const Lines& after, int rows) {
  std::size_t about = diff.hunks.empty() ? 0 : diff.hunks.front().first;
  if (!conversion.findings.empty()) {
    about = diff.row_of(Side::right, after.at(conversion.findings.front().converted.begin));
  }
  const auto above = static_cast<std::size_t>(rows / 3);
  const std::size_t last = diff.rows.size() - std::min(diff.rows.size(), static_cast<std::size_t>(rows));
  return std::min(about - std::min(about, above), last);
}

}  // namespace

std::string draw_side_by_side(const SideBySide& view) {
  const Conversion& conversion = view.conversion;
  const Lines before(conversion.source->text()), after(conversion.text);
  const Diff diff = diff_by_edits(before.text(), after.text(), conversion.edits,
                                  expected_edits(conversion.edits, conversion.changes));
  std::set<std::uint32_t> found;
  for (const Finding& finding : conversion.findings) found.insert(after.at(finding.converted.begin));

  Grid grid(view.height, view.width);
  const int left = (view.width - 3) / 2, right = left + 3;
  grid.put(0, 0,
           fmt::format("{}: {} changes, {} findings (! finding, | changed, ~ expected)", view.path,
                       conversion.changes.size(), conversion.findings.size()),
           Face::title);
  const int rows = view.height - 2;
  const std::size_t first = first_row(diff, conversion, after, rows);
  for (int i = 0; i < rows && first + static_cast<std::size_t>(i) < diff.rows.size(); ++i) {
    const Row& row = diff.rows[first + static_cast<std::size_t>(i)];
    put_line(grid, {.row = i + 1, .column = 0, .height = 1, .width = left}, before, row.left);
    grid.put(i + 1, left + 1, mark(row, row.right && found.contains(*row.right)), Face::border);
    put_line(grid, {.row = i + 1, .column = right, .height = 1, .width = view.width - right}, after,
             row.right);
  }
  if (!conversion.findings.empty()) {
    const Finding& finding = conversion.findings.front();
    grid.put(view.height - 1, 0,
             fmt::format("{} {}: {}", to_string(finding.kind), finding.symbol, finding.message),
             Face::status);
  }
  return grid.text();
}

}  // namespace mintport
