// How the open file is shown: beside each other or in one column, long lines cut or wrapped; and which row
// shows what.
#include <algorithm>

#include "app/workbench/workbench.hh"

namespace mintport {
namespace {

// Narrower, two or three columns would have no room for code.
constexpr int kLeastBeside = 100;
constexpr int kLeastThree = 120;

}  // namespace

CodeView Workbench::code_view() const {
  const int width = layout().code.width;
  const CodeView usual = width < kLeastBeside ? CodeView::unified : CodeView::beside;
  if (view_ == CodeView::three && (width < kLeastThree || !session_.file()->conversion)) return usual;
  return view_.value_or(usual);
}

RowOptions Workbench::row_options() const {
  RowOptions out{fold_, code_view()};
  if (wrap_) {
    const TextWidths widths = text_widths(session_.file()->code, out.view, layout().code);
    out.left_width = widths.left;
    out.right_width = widths.right;
    out.pure_width = widths.pure;
  }
  return out;
}

void Workbench::rebuild_rows() {
  const CodeRow here = code_list_.cursor < rows_.size() ? rows_[code_list_.cursor] : CodeRow{};
  rows_as_ = row_options();
  const bool three = rows_as_.view == CodeView::three;
  if (three && !pure_) pure_ = session_.files().pure_text();
  rows_ = code_rows(session_.file()->code, rows_as_, opened_folds_, three ? &*pure_ : nullptr);
  code_list_.cursor = index_of_row(rows_, here.row, here.side);
}

void Workbench::show_code_row(std::size_t diff_row, std::optional<Side> side) {
  // A folded row is unfolded first.
  std::size_t at = index_of_row(rows_, diff_row, side);
  if (at < rows_.size() && rows_[at].count > 0) {
    opened_folds_.insert(rows_[at].row);
    rebuild_rows();
    at = index_of_row(rows_, diff_row, side);
  }
  code_list_.cursor = at;
}

void Workbench::show_part(Side side, std::uint32_t line, ByteRange part) {
  if (wrap_) return;
  scroll_ = scroll_to_part(session_.file()->code, code_view(), layout().code, side, line, part, scroll_);
}

// Over whole lines, however many rows they take.
void Workbench::move_in_code(long by, bool page) {
  const long rows = std::max(1, code_height(layout().code) - 1);
  code_list_.move(page ? by * rows : by, rows_.size());
  std::size_t& at = code_list_.cursor;
  while (at < rows_.size() && rows_[at].part > 0 && by > 0 && at + 1 < rows_.size()) ++at;
  while (at < rows_.size() && rows_[at].part > 0) --at;
}

void Workbench::toggle_unified() {
  if (!has_file()) return;
  const CodeView other = code_view() == CodeView::unified ? CodeView::beside : CodeView::unified;
  view_ = other;
  scroll_ = 0;
  rebuild_rows();
  said_ = other == CodeView::unified ? "unified: what went above what came; renames are shown once"
                                     : "side by side";
}

void Workbench::toggle_three() {
  if (!has_file()) return;
  scroll_ = 0;
  if (view_ == CodeView::three) {
    view_.reset();
    return rebuild_rows();
  }
  if (!session_.file()->conversion) {
    said_ = "this file is not converted, only copied";
    return;
  }
  view_ = CodeView::three;
  if (code_view() != CodeView::three) {
    view_.reset();
    said_ = "three columns want a terminal of " + std::to_string(kLeastThree) + " columns; here are " +
            std::to_string(width_);
    said_error_ = true;
    return;
  }
  rebuild_rows();
  said_ = session_.file()->by_hand.empty() ? "HF, its conversion, the port: nothing was changed by hand"
                                           : "HF, its conversion, the port: on the right what hands changed";
}

void Workbench::toggle_wrap() {
  if (!has_file()) return;
  wrap_ = !wrap_;
  scroll_ = 0;
  rebuild_rows();
  said_ = wrap_ ? "long lines wrap" : "long lines are cut: " + keys_.hint(Command::scroll_right) + " scrolls";
}

void Workbench::scroll_sideways(int by) {
  if (wrap_) {
    said_ = "long lines wrap: " + keys_.hint(Command::wrap) + " cuts them";
    return;
  }
  scroll_ = std::max(0, scroll_ + by);
}

}  // namespace mintport
