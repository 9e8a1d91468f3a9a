// Searches in the code and in the tree of files.
#include <algorithm>

#include "app/workbench/pages/files/files_page.hh"

namespace mintport::ui {

void FilesPage::ask_search() {
  host_.ask("Search",
            pane_ == Pane::tree ? "A part of a path:" : "A string or a regular expression, on either side:",
            [this](const std::string& answer) {
              search_ = answer;
              search(true, true);
            });
}

void FilesPage::search(bool forward, bool from_here) {
  if (search_.empty()) return;
  if (!search_.valid()) return host_.complain("not a regular expression: " + search_.text());
  const bool in_file = pane_ != Pane::tree && file();
  const bool found = in_file ? search_code(forward, from_here) : tree_.search(search_, forward, from_here);
  if (!found) host_.complain("not found: " + search_.text());
}

bool FilesPage::search_code(bool forward, bool from_here) {
  const CodeFile& code = file()->code;
  const std::size_t count = code.diff.rows.size();
  if (count == 0) return true;
  auto matches = [&](const Row& row) {
    const std::string_view left = row.left ? code.left.line(*row.left) : "",
                           right = row.right ? code.right.line(*row.right) : "";
    return (row.left && search_.in(left)) || (row.right && !(row.left && left == right) && search_.in(right));
  };
  const std::size_t start = code_.here().row;
  for (std::size_t step = from_here ? 0 : 1; step <= count; ++step) {
    const std::size_t at = (forward ? start + step : start + 2 * count - step) % count;
    if (!matches(code.diff.rows[at])) continue;
    show_match(at);
    return true;
  }
  return false;
}

// Scrolls horizontally to the match, on the side that has it.
void FilesPage::show_match(std::size_t diff_row) {
  const CodeFile& code = file()->code;
  for (const Side side : {Side::right, Side::left}) {
    const auto line = code.diff.rows[diff_row].line(side);
    if (!line) continue;
    const auto at = search_.find(code.side(side).line(*line));
    if (!at) continue;
    code_.mean(side);
    code_.show_row(diff_row, side);
    return code_.show_part(side, *line, *at);
  }
}

}  // namespace mintport::ui
