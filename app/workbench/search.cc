// Searching: in the code, and in the tree of files.
#include <algorithm>

#include "app/workbench/workbench.hh"

namespace mintport {

// Scrolls sideways to what was sought, on the side that has it.
void Workbench::show_match(std::size_t diff_row) {
  const CodeFile& code = session_.file()->code;
  for (const Side side : {Side::right, Side::left}) {
    const auto line = code.diff.rows[diff_row].line(side);
    if (!line) continue;
    const auto at = search_.find(code.side(side).line(*line));
    if (!at) continue;
    side_ = side;
    show_code_row(diff_row, side);
    return show_part(side, *line, *at);
  }
}

void Workbench::search(bool forward, bool from_here) {
  if (search_.empty()) return;
  if (!search_.valid()) {
    said_ = "not a regular expression: " + search_.text();
    said_error_ = true;
    return;
  }
  const bool in_file = pane_ != Pane::tree && has_file();
  const std::size_t count = in_file ? session_.file()->code.diff.rows.size() : tree_.size();
  if (count == 0) return;
  auto matches = [&](std::size_t i) {
    if (!in_file) return search_.in(tree_[i].path);
    const CodeFile& code = session_.file()->code;
    const Row& row = code.diff.rows[i];
    const std::string_view left = row.left ? code.left.line(*row.left) : "",
                           right = row.right ? code.right.line(*row.right) : "";
    return (row.left && search_.in(left)) || (row.right && !(row.left && left == right) && search_.in(right));
  };
  const std::size_t start = in_file ? rows_[code_list_.cursor].row : tree_list_.cursor;
  for (std::size_t step = from_here ? 0 : 1; step <= count; ++step) {
    const std::size_t at = (forward ? start + step : start + 2 * count - step) % count;
    if (!matches(at)) continue;
    if (in_file) {
      show_match(at);
    } else {
      tree_list_.cursor = at;
    }
    return;
  }
  // A file in a closed folder is found too.
  if (!in_file) {
    for (const FileEntry& file : session_.state().files) {
      if (search_.in(file.path)) {
        for (std::size_t at = file.path.find('/'); at != std::string::npos;
             at = file.path.find('/', at + 1)) {
          folded_.erase(file.path.substr(0, at));
        }
        refresh_views();
        const auto row =
            std::find_if(tree_.begin(), tree_.end(), [&](const TreeRow& r) { return r.path == file.path; });
        if (row != tree_.end()) tree_list_.cursor = static_cast<std::size_t>(row - tree_.begin());
        return;
      }
    }
  }
  said_ = "not found: " + search_.text();
  said_error_ = true;
}

}  // namespace mintport
