#include "app/workbench/pages/files/tree_list.hh"

#include <algorithm>

#include "core/base/text.hh"

namespace mintport::ui {

TreeList::TreeList(const State& state) : state_(state) {
  for (const FileEntry& file : state_.files)
    each_folder_around(file.path, [this](std::string folder) { closed_.insert(std::move(folder)); });
  refresh();
}

void TreeList::refresh() {
  rows_ = tree_rows(state_, closed_);
  list_.move(0, rows_.size());
}

void TreeList::toggle() {
  const std::string path = rows_[list_.cursor].path;
  if (!closed_.erase(path)) closed_.insert(path);
  refresh();
}

bool TreeList::close_or_up() {
  if (rows_.empty()) return false;
  const TreeRow row = rows_[list_.cursor];
  if (row.folder && row.open) {
    closed_.insert(row.path);
    refresh();
    return true;
  }
  for (std::size_t i = list_.cursor; i-- > 0;) {
    if (rows_[i].depth < row.depth) {
      list_.cursor = i;
      return true;
    }
  }
  return false;
}

void TreeList::reveal(std::string_view path) {
  each_folder_around(path, [this](const std::string& folder) { closed_.erase(folder); });
  refresh();
  const auto row =
      std::find_if(rows_.begin(), rows_.end(), [&](const TreeRow& at) { return at.path == path; });
  if (row != rows_.end()) list_.cursor = static_cast<std::size_t>(row - rows_.begin());
}

std::vector<std::string> TreeList::open_folders() const {
  std::vector<std::string> out;
  for (const TreeRow& row : rows_) {
    if (row.folder && row.open) out.push_back(row.path);
  }
  return out;
}

std::string TreeList::search(const Pattern& pattern, bool forward, bool from_here) {
  const auto files =
      static_cast<std::size_t>(std::count_if(state_.files.begin(), state_.files.end(),
                                             [&](const FileEntry& file) { return pattern.in(file.path); }));
  const std::string said = files == 0 ? "a folder" : plural(files, "file");
  const std::size_t count = rows_.size(), start = list_.cursor;
  for (std::size_t step = from_here ? 0 : 1; count > 0 && step <= count; ++step) {
    const std::size_t at = (forward ? start + step : start + 2 * count - step) % count;
    if (!pattern.in(rows_[at].path)) continue;
    list_.cursor = at;
    return said;
  }
  for (const FileEntry& file : state_.files) {
    if (!pattern.in(file.path)) continue;
    reveal(file.path);
    return said;
  }
  return "";
}

}  // namespace mintport::ui
