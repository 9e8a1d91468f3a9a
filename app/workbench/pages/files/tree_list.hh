// The tree of files: its rows, the closed folders, and the cursor.
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
  // `state` must outlive this. Folders below the first level start closed, so that the tree fits on a screen.
  explicit TreeList(const State& state);

  void refresh();
  const std::vector<TreeRow>& rows() const { return rows_; }
  const TreeRow* here() const { return list_.cursor < rows_.size() ? &rows_[list_.cursor] : nullptr; }
  ListState& list() { return list_; }
  const ListState& list() const { return list_; }

  void toggle();       // opens or closes the folder under the cursor
  bool close_or_up();  // closes the folder, or moves to its parent
  // Opens the parent folders of a file and moves the cursor to it.
  void reveal(std::string_view path);
  void open_folder(std::string path) { closed_.erase(path); }
  std::vector<std::string> open_folders() const;
  // The closed folders and the cursor, to come back to.
  struct Place {
    std::set<std::string> closed;
    ListState list;
  };
  Place place() const { return {closed_, list_}; }
  void go_back(const Place& place) {
    closed_ = place.closed;
    list_ = place.list;
    refresh();
  }
  // Moves to the next row, or to a file in a closed folder, whose path matches. Returns the number of
  // matching files: "17 files". Empty: no match.
  std::string search(const Pattern& pattern, bool forward, bool from_here);

 private:
  const State& state_;
  std::set<std::string> closed_;
  std::vector<TreeRow> rows_;
  ListState list_;
};

// Calls f with each parent folder of a path: "a", then "a/b" for "a/b/c.py".
template <class F>
void each_folder_around(std::string_view path, F f) {
  for (std::size_t at = path.find('/'); at != std::string_view::npos; at = path.find('/', at + 1))
    f(std::string(path.substr(0, at)));
}

}  // namespace mintport::ui
