#include "views/panes/rows.hh"

#include <algorithm>

namespace mintport {
namespace {

constexpr std::size_t kContext = 3;

}  // namespace

std::vector<CodeRow> code_rows(const CodeFile& file, bool folded, const std::set<std::size_t>& opened) {
  std::vector<CodeRow> out;
  const auto& rows = file.diff.rows;
  if (!folded) {
    out.reserve(rows.size());
    for (std::size_t i = 0; i < rows.size(); ++i) out.push_back({i, 0});
    return out;
  }
  std::vector<bool> near(rows.size());
  auto mark = [&](std::size_t row) {
    for (std::size_t i = row < kContext ? 0 : row - kContext; i <= row + kContext && i < rows.size(); ++i)
      near[i] = true;
  };
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const bool finding = rows[i].right && *rows[i].right <= file.marks.size() &&
                         file.marks[*rows[i].right - 1].finding == LineMark::Finding::open;
    if (rows[i].kind != RowKind::same || finding) mark(i);
  }
  for (std::size_t i = 0; i < rows.size();) {
    std::size_t end = i;
    while (end < rows.size() && !near[end]) ++end;
    if (end - i >= 2 && !opened.contains(i)) {
      out.push_back({i, end - i});
    } else {
      for (std::size_t k = i; k < end; ++k) out.push_back({k, 0});
    }
    i = end;
    for (; i < rows.size() && near[i]; ++i) out.push_back({i, 0});
  }
  return out;
}

std::size_t index_of_row(const std::vector<CodeRow>& rows, std::size_t row) {
  auto after = std::upper_bound(rows.begin(), rows.end(), row,
                                [](std::size_t value, const CodeRow& at) { return value < at.row; });
  return after == rows.begin() ? 0 : static_cast<std::size_t>(after - rows.begin()) - 1;
}

}  // namespace mintport
