// Selected lines: what is between the cursor and where the selection began, to be staged or unstaged by
// itself.
#include <algorithm>

#include "app/workbench/workbench.hh"

namespace mintport {

bool Workbench::can_select() const {
  if (page_ == Page::staging) return staging_.in_lines && !staging_rows_.empty();
  return page_ == Page::main && pane_ == Pane::code && !detail_ && has_file() && !rows_.empty();
}

std::string Workbench::selected_path() const {
  return page_ == Page::staging ? changed_[staging_.list.cursor].path : session_.file()->path;
}

std::optional<RowRange> Workbench::selection() const {
  if (!anchor_ || !can_select() || anchor_->page != page_ || anchor_->path != selected_path())
    return std::nullopt;
  const bool staging = page_ == Page::staging;
  const std::size_t here = staging ? staging_.lines.cursor : code_list_.cursor,
                    count = staging ? staging_rows_.size() : rows_.size();
  // Rows of code come and go with folds and views; what they show stays.
  const std::size_t begin =
      staging ? anchor_->index : index_of_row(rows_, anchor_->row.row, anchor_->row.side);
  return RowRange{std::min(begin, here), std::min(std::max(begin, here), count - 1)};
}

void Workbench::select_lines() {
  if (selection()) {
    anchor_.reset();
  } else if (can_select()) {
    anchor_ = {page_, selected_path(), page_ == Page::main ? rows_[code_list_.cursor] : CodeRow{},
               staging_.lines.cursor};
    said_ = keys_.hint(Command::stage) + " stages or unstages the lines from here to the cursor";
  } else {
    said_ = "lines are selected in the code (" + keys_.hint(Command::pane_2) +
            ") and in the hunks of changes (" + keys_.hint(Command::pane_4) + ", " +
            keys_.hint(Command::next_pane) + ")";
  }
}

void Workbench::stage_selection(const RowRange& rows) {
  if (page_ == Page::staging) {
    ChosenLines lines;
    const std::size_t part = staging_rows_[std::clamp(anchor_->index, rows.first, rows.last)].part;
    for (std::size_t i = rows.first; i <= rows.last; ++i) {
      const StagingRow& row = staging_rows_[i];
      if (row.title || row.part != part) continue;
      if (row.row.kind == UnifiedRow::Kind::removed) lines.removed.insert(row.row.line);
      if (row.row.kind == UnifiedRow::Kind::added) lines.added.insert(row.row.line);
    }
    say(session_.index().toggle_part_lines(selected_path(), part == 1, lines));
  } else {
    std::optional<std::uint32_t> first, last;
    for (std::size_t i = rows.first; i <= rows.last; ++i) {
      for (std::size_t k = 0; k < std::max<std::size_t>(rows_[i].count, 1); ++k) {
        const auto line = session_.file()->code.diff.rows[rows_[i].row + k].right;
        if (!line || rows_[i].side == Side::left) continue;
        first = first.value_or(*line);
        last = line;
      }
    }
    if (first) {
      say(session_.index().toggle_lines(*first, *last));
    } else {
      said_ = "none of these lines is in the port";
    }
  }
  anchor_.reset();
}

}  // namespace mintport
