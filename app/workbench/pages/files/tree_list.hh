// The tree of files: its rows, which folders are closed, and the cursor.
#pragma once

#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/pattern.hh"
#include "core/review/overview.hh"
#include "views/panes/panes.hh"

namespace mintport::ui {

class TreeList {
 public:
  // `state` outlives this. Folders below the first level are closed: the whole fits on a screen.
  explicit TreeList(const State& state);

  void refresh();
  const std::vector<TreeRow>& rows() const { return rows_; }
  const TreeRow* here() const { return list_.cursor < rows_.size() ? &rows_[list_.cursor] : nullptr; }
  ListState& list() { return list_; }
  const ListState& list() const { return list_; }

  void toggle();       // the folder under the cursor
  bool close_or_up();  // to the left: closes the folder, or goes to the one around
  // Opens the folders around the file, and goes to it.
  void reveal(std::string_view path);
  void open_folder(std::string path) { closed_.erase(path); }
  std::vector<std::string> open_folders() const;
  // To the next row, or file in a closed folder, whose path has the pattern. False: there is none.
  bool search(const Pattern& pattern, bool forward, bool from_here);

 private:
  const State& state_;
  std::set<std::string> closed_;
  std::vector<TreeRow> rows_;
  ListState list_;
};

// Calls f with each folder around a path: "a", "a/b" of "a/b/c.py".
template <class F>
void each_folder_around(std::string_view path, F f) {
  for (std::size_t at = path.find('/'); at != std::string_view::npos; at = path.find('/', at + 1))
    f(std::string(path.substr(0, at)));
}

}  // namespace mintport::ui
