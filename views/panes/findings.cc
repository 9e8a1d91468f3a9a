// The findings of the open file, with the line under the cursor in full, and a single finding with its fixes.
#include <algorithm>
#include <utility>

#include "core/base/text.hh"
#include "views/panes/gutter.hh"
#include "views/panes/kinds.hh"
#include "views/panes/panes.hh"

namespace mintport::ui {
namespace {

Face life_face(Life life) {
  return life == Life::open ? Face::finding : life == Life::fixed ? Face::ok : Face::waived;
}

std::string text_of(const TrackedFinding& finding) {
  return finding.life == Life::waived ? "waived: " + finding.reason : finding.finding.message;
}

// The columns of a row of the list.
struct RowColumns {
  explicit RowColumns(Rect area) : symbol_width(std::clamp(area.width / 4, 16, 34)) {}
  static constexpr int kSymbol = 9;
  int symbol_width;
  int fix() const { return kSymbol + symbol_width + 1; }
  int text() const { return fix() + 2; }
};

void draw_finding(const TrackedFinding& finding, Rect line, Face back, Grid& grid) {
  const RowColumns columns(line);
  const bool open = finding.life == Life::open;
  grid.fill(line, Face::normal, back);
  grid.put(line.row, line.column + 1,
           open                          ? "!"
           : finding.life == Life::fixed ? "✓"
                                         : "w",
           life_face(finding.life), back);
  grid.put(line.row, line.column + 3, number_text(finding.line, 5), Face::line_number, back);
  grid.put(line.row, line.column + RowColumns::kSymbol,
           elide_middle(finding.finding.symbol, columns.symbol_width), open ? Face::title : Face::dim, back);
  if (!finding.finding.fixes.empty() && open)
    grid.put(line.row, line.column + columns.fix(), "⚒", Face::key, back);
  grid.put(line.row, line.column + columns.text(), elide(text_of(finding), line.width - columns.text() - 1),
           open ? Face::normal : Face::dim, back);
}

// The rows that show the current line in full: what the list cuts of the finding, HF's line, the port's line.
class CurrentLine {
 public:
  CurrentLine(const std::vector<TrackedFinding>& findings, const FindingsPane& pane, Rect area)
      : pane_(pane), width_(std::max(area.width - kGutter - 1, 1)) {
    if (pane.finding) {
      const TrackedFinding& finding = findings[*pane.finding];
      const RowColumns columns(area);
      const bool cut = display_width(text_of(finding)) > area.width - columns.text() - 1 ||
                       display_width(finding.finding.symbol) > columns.symbol_width;
      if (cut) said_ = wrap(finding.finding.symbol + ": " + text_of(finding), area.width - 2);
    }
    if (pane.row == nullptr) return;
    if (pane.row->kind != RowKind::same && pane.row->left) sides_.push_back(Side::left);
    if (pane.row->right || pane.row->kind == RowKind::same) sides_.push_back(Side::right);
  }

  int height() const {
    std::size_t out = said_.size();
    for (const Side side : sides_) out += parts(side);
    return static_cast<int>(out);
  }

  void draw(Rect area, Grid& grid) const {
    int row = area.row;
    const int end = area.row + area.height;
    for (const std::string& line : said_) {
      if (row < end) grid.put(row++, area.column + 1, line, area.width - 2, Face::normal);
    }
    for (const Side side : sides_) {
      const std::uint32_t line = *pane_.row->line(side);
      LineLook look = marked(*pane_.row, side).look;
      look.wrap = true;
      for (look.part = 0; look.part < parts(side) && row < end; ++look.part, ++row) {
        if (look.part == 0) {
          const bool same = pane_.row->kind == RowKind::same;
          grid.put(row, area.column + 1, same ? "both" : side == Side::left ? "HF" : "port", Face::dim);
          grid.put(row, area.column + 6, number_text(line, 5), Face::line_number);
        }
        draw_line(pane_.code->side(side), line, look, {row, area.column + kGutter, 1, width_}, grid);
      }
    }
  }

 private:
  static constexpr int kGutter = 12;

  std::size_t parts(Side side) const {
    return line_parts(pane_.code->side(side).line(*pane_.row->line(side)), width_).size();
  }

  const FindingsPane& pane_;
  int width_;
  std::vector<std::string> said_;
  std::vector<Side> sides_;
};

}  // namespace

int findings_list_height(const std::vector<TrackedFinding>& findings, const FindingsPane& pane, Rect area) {
  const int room = area.height - 1, count = std::max(static_cast<int>(findings.size()), 1);
  const int needed = CurrentLine(findings, pane, area).height();
  if (needed == 0) return room;
  return std::clamp(room - needed - 1, std::min(1, room), std::max(1, std::min(count, room)));
}

void draw_findings(const std::vector<TrackedFinding>& findings, const FindingsPane& pane, Rect area,
                   Grid& grid) {
  std::size_t open = 0, fixed = 0, waived = 0;
  for (const TrackedFinding& finding : findings) {
    ++(finding.life == Life::open ? open : finding.life == Life::fixed ? fixed : waived);
  }
  draw_title(grid, {area.row, area.column, 1, area.width}, "Findings",
             std::to_string(open) + " open, " + std::to_string(fixed) + " fixed, " + std::to_string(waived) +
                 " waived",
             pane.active);
  const Rect list{area.row + 1, area.column, findings_list_height(findings, pane, area), area.width};
  if (findings.empty())
    grid.put(area.row + 1, area.column + 2, "no findings in this file", area.width - 3, Face::ok);
  each_row(pane.list, findings.size(), list, [&](std::size_t index, int row, bool cursor) {
    const Face back = !cursor ? Face::normal : pane.active ? Face::cursor : Face::selected;
    draw_finding(findings[index], {row, area.column, 1, area.width}, back, grid);
  });
  const int row = list.row + list.height, left = area.row + area.height - row - 1;
  if (left <= 0) return;
  draw_title(grid, {row, area.column, 1, area.width}, "this line", "", false);
  CurrentLine(findings, pane, area).draw({row + 1, area.column, left, area.width}, grid);
}

void draw_detail(const DetailPane& pane, Rect area, Grid& grid) {
  grid.fill(area, Face::normal);
  const Finding& finding = pane.finding->finding;
  draw_title(grid, {area.row, area.column, 1, area.width},
             finding.symbol + "  (" + std::string(to_string(finding.kind)) + ")",
             std::string(to_string(pane.finding->life)) + ", line " + std::to_string(pane.finding->line),
             true);
  int row = area.row + 1;
  const int end = area.row + area.height, width = area.width - 4;
  auto say = [&](std::string_view text, Face face) {
    for (const std::string& line : wrap(text, width)) {
      if (row < end) grid.put(row++, area.column + 2, line, width, face);
    }
  };
  say(finding.message, Face::normal);
  say(std::string(to_string(finding.kind)) + ": " + std::string(meaning_of(finding.kind)), Face::dim);
  if (pane.finding->life == Life::fixed) return say("Fixed: the port no longer has this.", Face::ok);
  if (!pane.finding->reason.empty()) say("waived: " + pane.finding->reason, Face::waived);
  if (finding.fixes.empty()) {
    if (pane.finding->life == Life::open)
      say("No fix is available: edit the code, or waive the finding with a reason.", Face::dim);
    return;
  }
  for (std::size_t i = 0; i < finding.fixes.size() && row < end; ++i) {
    const bool chosen = i == pane.fix;
    const Face back = chosen ? Face::cursor : Face::normal;
    const std::string text =
        finding.fixes[i].title + "  " + std::string(to_string(finding.fixes[i].applicability));
    bool first = true;
    for (const std::string& line : wrap(text, width - 2)) {
      if (row >= end) break;
      grid.fill({row, area.column, 1, area.width}, Face::normal, back);
      if (chosen && std::exchange(first, false)) grid.put(row, area.column + 2, "▸", Face::key, back);
      grid.put(row++, area.column + 4, line, width - 2, Face::title, back);
    }
  }
  if (!pane.refusal.empty()) return say(pane.refusal, Face::error);
  if (pane.preview == nullptr || row + 1 >= end) return;
  draw_title(grid, {row++, area.column, 1, area.width}, "changes", "", false);
  const auto rows = unified_rows(pane.preview->diff, 2);
  draw_unified_rows(std::span(rows).subspan(std::min(pane.top, rows.size())), *pane.preview,
                    {row, area.column + 1, end - row, area.width - 2}, grid);
}

}  // namespace mintport::ui
