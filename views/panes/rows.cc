#include "views/panes/rows.hh"

#include <algorithm>

#include "views/panes/code_line.hh"

namespace mintport::ui {
namespace {

constexpr std::size_t kContext = 3;

std::vector<CodeRow> all_rows(const CodeFile& file) {
  std::vector<CodeRow> out;
  out.reserve(file.diff.rows.size());
  for (std::size_t i = 0; i < file.diff.rows.size(); ++i) out.push_back({i});
  return out;
}

// True for rows that are the same in all visible texts and have no open finding.
std::vector<bool> dull_rows(const CodeFile& file, const PureText* pure) {
  const auto& rows = file.diff.rows;
  std::vector<bool> out(rows.size());
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const bool finding = file.mark(rows[i].right).finding == LineMark::Finding::open;
    out[i] = rows[i].kind == RowKind::same && !finding;
  }
  if (pure == nullptr) return out;
  for (const BetweenRow& at : pure->rows) {
    if (at.row >= out.size() || !out[at.row]) continue;
    out[at.row] = !at.alone && at.line && pure->side.line(*at.line) == file.right.line(*rows[at.row].right);
  }
  return out;
}

// True for rows that need no person: equal lines, renames, reviewed hunks, without an open finding.
std::vector<bool> settled_rows(const CodeFile& file, const std::vector<bool>& reviewed) {
  const auto& rows = file.diff.rows;
  std::vector<bool> out(rows.size());
  for (std::size_t i = 0; i < rows.size(); ++i) out[i] = rows[i].kind == RowKind::same || rows[i].expected;
  for (std::size_t h = 0; h < reviewed.size() && h < file.diff.hunks.size(); ++h) {
    const Hunk& hunk = file.diff.hunks[h];
    for (std::size_t i = 0; reviewed[h] && i < hunk.count; ++i) out[hunk.first + i] = true;
  }
  for (std::size_t i = 0; i < rows.size(); ++i)
    out[i] = out[i] && file.mark(rows[i].right).finding != LineMark::Finding::open;
  return out;
}

std::vector<CodeRow> folded_rows(const CodeFile& file, const std::set<std::size_t>& opened,
                                 const std::vector<bool>& dull) {
  std::vector<CodeRow> out;
  const auto& rows = file.diff.rows;
  std::vector<bool> near(rows.size());
  auto mark = [&](std::size_t row) {
    for (std::size_t i = row < kContext ? 0 : row - kContext; i <= row + kContext && i < rows.size(); ++i)
      near[i] = true;
  };
  for (std::size_t i = 0; i < rows.size(); ++i) {
    if (!dull[i]) mark(i);
  }
  for (std::size_t i = 0; i < rows.size();) {
    std::size_t end = i;
    while (end < rows.size() && !near[end]) ++end;
    if (end - i >= 2 && !opened.contains(i)) {
      out.push_back({i, end - i});
    } else {
      for (std::size_t k = i; k < end; ++k) out.push_back({k});
    }
    i = end;
    for (; i < rows.size() && near[i]; ++i) out.push_back({i});
  }
  return out;
}

// Puts removed lines before added ones in each run of differing rows.
std::vector<CodeRow> unify(const CodeFile& file, const std::vector<CodeRow>& rows) {
  std::vector<CodeRow> out, came;
  auto flush = [&] {
    out.insert(out.end(), came.begin(), came.end());
    came.clear();
  };
  for (const CodeRow& at : rows) {
    const Row& row = file.diff.rows[at.row];
    const bool once = row.kind == RowKind::same || (row.kind == RowKind::changed && row.expected);
    if (at.count > 0 || once) {
      flush();
      out.push_back(at);
      continue;
    }
    if (row.left) out.push_back({at.row, 0, Side::left});
    if (row.right) came.push_back({at.row, 0, Side::right});
  }
  flush();
  return out;
}

// Assigns the lines of the conversion to their rows. Lines without a row get rows of their own.
std::vector<CodeRow> with_pure(const std::vector<CodeRow>& rows, const PureText& pure) {
  std::vector<CodeRow> out;
  std::size_t next = 0;  // in pure.rows
  auto take_alone = [&](std::size_t row) {
    for (; next < pure.rows.size() && pure.rows[next].alone && pure.rows[next].row <= row; ++next)
      out.push_back({pure.rows[next].row, 0, std::nullopt, 0, pure.rows[next].line, true});
  };
  for (CodeRow at : rows) {
    take_alone(at.row);
    if (at.count > 0) {
      while (next < pure.rows.size() && pure.rows[next].row < at.row + at.count) ++next;
    } else if (next < pure.rows.size()) {
      at.pure = pure.rows[next++].line;
    }
    out.push_back(at);
  }
  take_alone(static_cast<std::size_t>(-1));
  return out;
}

std::vector<CodeRow> wrapped(const CodeFile& file, const std::vector<CodeRow>& rows,
                             const RowOptions& options, const PureText* pure) {
  std::vector<CodeRow> out;
  out.reserve(rows.size());
  for (CodeRow at : rows) {
    const Row& row = file.diff.rows[at.row];
    std::size_t parts = 1;
    auto count = [&](const CodeSide& side, std::optional<std::uint32_t> line, int width) {
      if (line) parts = std::max(parts, line_parts(side.line(*line), width).size());
    };
    const bool both = at.count == 0 && !at.alone;
    const bool left = options.view == CodeView::unified ? at.side == Side::left : both;
    if (left) count(file.left, row.left, options.left_width);
    if (both && at.side != Side::left) count(file.right, row.right, options.right_width);
    if (pure != nullptr) count(pure->side, at.pure, options.pure_width);
    for (at.part = 0; at.part < parts; ++at.part) out.push_back(at);
  }
  return out;
}

}  // namespace

std::vector<CodeRow> code_rows(const CodeFile& file, const RowOptions& options,
                               const std::set<std::size_t>& opened, const PureText* pure,
                               const std::vector<bool>& reviewed) {
  if (options.view != CodeView::three) pure = nullptr;
  std::vector<CodeRow> out = options.fold == Fold::none ? all_rows(file)
                             : options.fold == Fold::equal
                                 ? folded_rows(file, opened, dull_rows(file, pure))
                                 : folded_rows(file, opened, settled_rows(file, reviewed));
  if (options.view == CodeView::unified) out = unify(file, out);
  if (pure != nullptr) out = with_pure(out, *pure);
  return options.right_width > 0 ? wrapped(file, out, options, pure) : out;
}

std::size_t index_of_row(const std::vector<CodeRow>& rows, std::size_t row, std::optional<Side> side) {
  std::optional<std::size_t> shown;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const bool here = rows[i].row <= row && row < rows[i].row + std::max<std::size_t>(rows[i].count, 1);
    if (!here || rows[i].alone) continue;
    if (!shown) shown = i;
    if (!side || !rows[i].side || rows[i].side == side) return i;
  }
  if (shown) return *shown;
  const auto behind = std::find_if(rows.begin(), rows.end(), [&](const CodeRow& at) { return at.row > row; });
  return behind == rows.end() ? (rows.empty() ? 0 : rows.size() - 1)
                              : static_cast<std::size_t>(behind - rows.begin());
}

}  // namespace mintport::ui
