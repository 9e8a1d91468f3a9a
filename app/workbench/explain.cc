// Why a line is as it is, and where it is from.

#include "app/workbench/workbench.hh"

namespace mintport {
// The row of the diff that is asked about.
std::optional<std::size_t> Workbench::row_here() const {
  if (!in_code()) return std::nullopt;
  std::uint32_t port = port_line().value_or(0);
  if (const auto finding = finding_here()) port = session_.file()->findings[*finding].line;
  const Diff& diff = session_.file()->code.diff;
  if (rows_[code_list_.cursor].count > 0 && pane_ == Pane::code && !detail_) return std::nullopt;
  const std::size_t row =
      pane_ == Pane::code && !detail_ ? rows_[code_list_.cursor].row : diff.row_of(Side::right, port);
  return row < diff.rows.size() ? std::optional(row) : std::nullopt;
}

void Workbench::explain() {
  help_top_ = 0;
  if (page_ == Page::help) return close_page();
  if (page_ == Page::explain) {
    page_ = Page::help;
    return;
  }
  explanation_.clear();
  if (const auto row = row_here()) {
    const Row& at = session_.file()->code.diff.rows[*row];
    explanation_ = session_.files().explain_line(at.left.value_or(0), at.right.value_or(0));
    if (!explanation_.empty()) explanation_ += session_.files().origin_of(*row);
  }
  explanation_title_ = "Why this is so";
  page_ = explanation_.empty() ? Page::help : Page::explain;
}

void Workbench::blame() {
  const auto row = row_here();
  if (!row) {
    said_ = "go to a line of code: " + keys_.hint(Command::blame) +
            " says which rule, person and commit it is from";
    return;
  }
  help_top_ = 0;
  explanation_ = session_.files().origin_of(*row);
  explanation_title_ = "Where this line is from";
  page_ = Page::explain;
}

}  // namespace mintport
