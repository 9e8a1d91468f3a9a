#include "app/workbench/pages/files/code_area.hh"

#include <algorithm>
#include <utility>

namespace mintport::ui {
namespace {

// In fewer columns, side-by-side code has too little room.
constexpr int kLeastBeside = 100;

}  // namespace

void CodeArea::reset() {
  crowded_.reset();
  list_ = {};
  opened_folds_.clear();
  scroll_back();
  anchor_.reset();
}

void CodeArea::refresh() {
  crowded_.reset();
  pure_.reset();
  rebuild();
}

void CodeArea::rebuild() {
  if (!file_) return rows_.clear();
  const CodeRow here = list_.cursor < rows_.size() ? rows_[list_.cursor] : CodeRow{};
  const std::size_t above = list_.cursor - std::min(list_.cursor, list_.top);  // stays as it is
  rows_as_ = options();
  const bool three = rows_as_.view == CodeView::three;
  if (three && !pure_) pure_ = pure_of_();
  rows_ = code_rows(file_->code, rows_as_, opened_folds_, three ? &*pure_ : nullptr, file_->reviewed_hunks);
  list_.cursor = index_of_row(rows_, here.row, here.side);
  list_.top = list_.cursor - std::min(list_.cursor, above);
}

void CodeArea::draw(bool active, const Pattern& search, Rect area, Grid& grid) {
  if (rows_as_ != options()) rebuild();
  const auto height = static_cast<std::size_t>(code_height(area));
  // What follows the line that a jump leads to says more than what precedes it.
  if (std::exchange(jumped_, false)) list_.top = list_.cursor - std::min(list_.cursor, height / 3);
  list_.top = scroll_to(list_.cursor, list_.top, height, rows_.size());
  draw_code({&file_->code, &rows_, list_.cursor, list_.top, scroll_, active, search, rows_as_.view, wrap_,
             side(), selection(), pure_ ? &*pure_ : nullptr},
            area, grid);
}

Side CodeArea::side() const {
  return list_.cursor < rows_.size() ? rows_[list_.cursor].side.value_or(side_) : side_;
}

std::optional<std::uint32_t> CodeArea::line(Side side) const {
  if (empty()) return std::nullopt;
  const auto& rows = file_->code.diff.rows;
  for (std::size_t row = here().row + 1; row-- > 0;) {
    if (rows[row].line(side)) return rows[row].line(side);
  }
  return std::nullopt;
}

// Moves by whole lines, however many rows they occupy.
void CodeArea::move(Move move) {
  scroll_ = chosen_scroll_;
  move_list(list_, move, rows_.size(), std::max(1, code_height(area_()) - 1));
  std::size_t& at = list_.cursor;
  while (at < rows_.size() && rows_[at].part > 0 && move.by > 0 && at + 1 < rows_.size()) ++at;
  while (at < rows_.size() && rows_[at].part > 0) --at;
}

void CodeArea::scroll_view(long rows) {
  scroll_list(list_, rows, rows_.size(), code_height(area_()));
  while (!rows_.empty() && rows_[list_.cursor].part > 0) --list_.cursor;
}

void CodeArea::recenter() {
  const auto height = static_cast<std::size_t>(std::max(code_height(area_()), 1));
  const auto shown = [&](std::size_t above) {
    const std::size_t top = list_.cursor > above ? list_.cursor - above : 0;
    return scroll_to(list_.cursor, top, height, rows_.size());
  };
  const std::size_t middle = shown(height / 2), top = shown(0), bottom = shown(height - 1);
  list_.top = list_.top == middle && top != middle ? top
              : list_.top == top && bottom != top  ? bottom
                                                   : middle;
}

void CodeArea::open_fold() {
  opened_folds_.insert(here().row);
  rebuild();
}

void CodeArea::show_row(std::size_t diff_row, std::optional<Side> side) {
  // Unfold the row first if it is folded.
  std::size_t at = index_of_row(rows_, diff_row, side);
  if (at < rows_.size() && rows_[at].count > 0) {
    opened_folds_.insert(rows_[at].row);
    rebuild();
    at = index_of_row(rows_, diff_row, side);
  }
  scroll_ = chosen_scroll_;
  jumped_ = jumped_ || list_.cursor != at;
  list_.cursor = at;
}

void CodeArea::show_line(std::uint32_t line, Side side) {
  const CodeFile& code = file_->code;
  const auto last = static_cast<std::uint32_t>(std::max<std::size_t>(code.side(side).starts.size(), 1));
  const std::size_t row = code.diff.row_of(side, std::clamp<std::uint32_t>(line, 1, last));
  side_ = side;
  show_row(std::min(row, code.diff.rows.size() - 1), side);
}

void CodeArea::show_part(Side side, std::uint32_t line, ByteRange part) {
  if (!wrap_) scroll_ = scroll_to_part(file_->code, view(), area_(), side, line, part, chosen_scroll_);
}

CodeView CodeArea::view() const {
  const int width = area_().width;
  const CodeView usual = width < kLeastBeside || crowded(width) ? CodeView::unified : CodeView::beside;
  if (view_ == CodeView::three && (width < kLeastThree || !file_->conversion)) return usual;
  return view_.value_or(usual);
}

// True if columns side by side would cut more than a third of the lines that differ.
bool CodeArea::crowded(int width) const {
  if (!file_) return false;
  if (crowded_ && crowded_->first == width) return crowded_->second;
  crowded_ = {width, beside_cuts_much(file_->code, area_())};
  return crowded_->second;
}

RowOptions CodeArea::options() const {
  RowOptions out{fold_, view()};
  if (wrap_) {
    const TextWidths widths = text_widths(file_->code, out.view, area_());
    out.left_width = widths.left;
    out.right_width = widths.right;
    out.pure_width = widths.pure;
  }
  return out;
}

void CodeArea::set_fold(Fold fold) {
  fold_ = fold;
  opened_folds_.clear();
  rebuild();
}

void CodeArea::toggle_wrap() {
  wrap_ = !wrap_;
  scroll_back();
  rebuild();
}

void CodeArea::toggle_unified() {
  view_ = view() == CodeView::unified ? CodeView::beside : CodeView::unified;
  scroll_back();
  rebuild();
}

bool CodeArea::toggle_three() {
  scroll_back();
  const bool on = view_ != CodeView::three;
  view_ = on ? std::optional(CodeView::three) : std::nullopt;
  const bool fits = !on || view() == CodeView::three;
  if (!fits) view_.reset();
  rebuild();
  return fits;
}

void CodeArea::scroll(int columns) {
  chosen_scroll_ = scroll_ = std::max(0, scroll_ + columns);
}

void CodeArea::select() {
  anchor_ = {file_->path, here()};
}

std::optional<RowRange> CodeArea::selection() const {
  if (!anchor_ || empty() || anchor_->path != file_->path) return std::nullopt;
  // Folds and views add and remove rows; the selection keeps its diff rows.
  const std::size_t begin = index_of_row(rows_, anchor_->row.row, anchor_->row.side);
  return RowRange{std::min(begin, list_.cursor), std::min(std::max(begin, list_.cursor), rows_.size() - 1)};
}

std::optional<std::pair<std::uint32_t, std::uint32_t>> CodeArea::port_lines(const RowRange& rows) const {
  std::optional<std::pair<std::uint32_t, std::uint32_t>> out;
  for (std::size_t i = rows.first; i <= rows.last; ++i) {
    for (std::size_t k = 0; k < std::max<std::size_t>(rows_[i].count, 1); ++k) {
      const auto line = file_->code.diff.rows[rows_[i].row + k].right;
      if (!line || rows_[i].side == Side::left) continue;
      out = {out ? out->first : *line, *line};
    }
  }
  return out;
}

CodeArea::Lines CodeArea::lines(const RowRange& rows, Side side) const {
  const CodeFile& code = file_->code;
  Lines out;
  for (std::size_t i = rows.first; i <= rows.last; ++i) {
    const CodeRow& at = rows_[i];
    if (at.part > 0 || at.alone || (at.side && at.side != side)) continue;
    for (std::size_t k = 0; k < std::max<std::size_t>(at.count, 1); ++k) {
      const auto line = code.diff.rows[at.row + k].line(side);
      if (!line) continue;
      out.text += std::string(code.side(side).line(*line)) + "\n";
      ++out.count;
    }
  }
  return out;
}

}  // namespace mintport::ui
