// Searches in the code and in the tree of files.
#include <algorithm>

#include "app/workbench/overlays/live_field.hh"
#include "app/workbench/pages/files/files_page.hh"
#include "core/base/text.hh"

namespace mintport::ui {

// Every key that is typed goes to the first match from where the search began.
void FilesPage::ask_search() {
  const auto go = [this, tree = tree_.place(), code = code_.list(),
                   row = code_.empty() ? 0 : code_.here().row](const std::string& text) {
    search_ = text;
    if (pane_ == Pane::tree) {
      tree_.go_back(tree);
    } else if (!code_.empty()) {
      code_.list() = code;
      if (code.cursor >= code_.count() || code_.here().row != row) code_.show_row(row);  // a fold was opened
    }
    return search_.empty() ? std::string() : found(true, true);
  };
  const std::string hint =
      pane_ == Pane::tree ? "a part of a path" : "a text or an expression, on either side";
  host_.push(std::make_shared<LiveField>(
      host_, "Search", hint, go, [this, go](const std::string& text) { say_found(go(text)); },
      [go] { go(""); }));
}

void FilesPage::say_found(const std::string& found) {
  if (found.starts_with("not ")) return host_.complain(found);
  if (!found.empty()) host_.say(bar().where + "  " + found);
}

void FilesPage::search(bool forward) {
  if (!search_.empty()) say_found(found(forward, false));
}

// Goes to the next match. Returns "3 of 17", or that there is none.
std::string FilesPage::found(bool forward, bool from_here) {
  if (!search_.valid()) return "not a regular expression: " + search_.text();
  const bool in_file = pane_ != Pane::tree && file();
  const std::string out =
      in_file ? search_code(forward, from_here) : tree_.search(search_, forward, from_here);
  return out.empty() ? "not found: " + search_.text() : out;
}

std::string FilesPage::search_code(bool forward, bool from_here) {
  const CodeFile& code = file()->code;
  auto matches = [&](const Row& row) {
    const std::string_view left = row.left ? code.left.line(*row.left) : "",
                           right = row.right ? code.right.line(*row.right) : "";
    return (row.left && search_.in(left)) || (row.right && !(row.left && left == right) && search_.in(right));
  };
  std::vector<std::size_t> found;
  for (std::size_t i = 0; i < code.diff.rows.size(); ++i) {
    if (matches(code.diff.rows[i])) found.push_back(i);
  }
  if (found.empty()) return "";
  // The first match behind the cursor, or the last before it; the search goes round.
  const std::size_t here = code_.here().row;
  const auto behind = from_here ? std::lower_bound(found.begin(), found.end(), here)
                                : std::upper_bound(found.begin(), found.end(), here);
  const auto before = std::lower_bound(found.begin(), found.end(), here);
  const auto at = forward ? (behind == found.end() ? found.begin() : behind)
                          : std::prev(before == found.begin() ? found.end() : before);
  show_match(*at);
  return grouped(static_cast<std::size_t>(at - found.begin()) + 1) + " of " + grouped(found.size());
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
