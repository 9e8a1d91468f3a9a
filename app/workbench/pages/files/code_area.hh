// The open file on the screen: side by side or unified, folded, wrapped, scrolled, with a cursor and a
// selection. The interface uses indexes of diff rows, which do not depend on the view.
#pragma once

#include <functional>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "app/session/files.hh"
#include "app/workbench/page.hh"
#include "views/panes/code.hh"
#include "views/panes/panes.hh"

namespace mintport::ui {

class CodeArea {
 public:
  // `file` is the shown file, `area` returns its place in the current layout. Both are read on each use.
  CodeArea(const std::optional<OpenFile>& file, std::function<PureText()> pure, std::function<Rect()> area)
      : file_(file), pure_of_(std::move(pure)), area_(std::move(area)) {}

  bool empty() const { return !file_ || rows_.empty(); }
  void reset();    // call after another file is opened
  void refresh();  // call after the file changed
  void draw(bool active, const Pattern& search, Rect area, Grid& grid);

  // ---- the cursor
  const CodeRow& here() const { return rows_[list_.cursor]; }
  bool on_fold() const { return !empty() && here().count > 0; }
  ListState& list() { return list_; }
  std::size_t count() const { return rows_.size(); }
  Side side() const;  // the active side
  // The line of that side at the cursor, or the nearest above if the row has none.
  std::optional<std::uint32_t> line(Side side) const;
  void move(Move move);
  // Scrolls by rows. The cursor stays where it is, or at the edge of the screen.
  void scroll_view(long rows);
  // Puts the cursor's row into the middle of the screen; called again there, to the top, then to the bottom.
  void recenter();
  void open_fold();
  // A jump: the row lands a third from the top. With `side`, goes to the row that shows that side, if each
  // side has its own row.
  void show_row(std::size_t diff_row, std::optional<Side> side = std::nullopt);
  void show_line(std::uint32_t line, Side side);
  void mean(Side side) { side_ = side; }
  // Scrolls horizontally to a part of a line, until the cursor leaves that line.
  void show_part(Side side, std::uint32_t line, ByteRange part);
  void scroll_back() { chosen_scroll_ = scroll_ = 0; }

  // ---- the view
  CodeView view() const;
  bool wants_three() const { return view_ == CodeView::three; }
  Fold fold() const { return fold_; }
  void set_fold(Fold fold);
  bool wraps() const { return wrap_; }
  void toggle_wrap();
  void toggle_unified();
  bool toggle_three();  // false: the screen is too narrow
  void scroll(int columns);

  // ---- the selection
  void select();
  void select_nothing() { anchor_.reset(); }
  std::optional<RowRange> selection() const;
  // The first and the last line of the port in those rows.
  std::optional<std::pair<std::uint32_t, std::uint32_t>> port_lines(const RowRange& rows) const;
  // The text of that side in those rows.
  struct Lines {
    std::string text;
    std::size_t count = 0;
  };
  Lines lines(const RowRange& rows, Side side) const;

  static constexpr int kLeastThree = 120;

 private:
  void rebuild();
  RowOptions options() const;
  bool crowded(int width) const;

  const std::optional<OpenFile>& file_;
  const std::function<PureText()> pure_of_;
  const std::function<Rect()> area_;
  std::vector<CodeRow> rows_;
  RowOptions rows_as_;            // the options that rows_ were made with
  std::optional<CodeView> view_;  // chosen by a key; unset: depends on the width and the lines
  mutable std::optional<std::pair<int, bool>> crowded_;  // cached: a width, and crowded() there
  std::optional<PureText> pure_;                         // cached on first use
  bool wrap_ = false;
  Fold fold_ = Fold::none;
  Side side_ = Side::right;  // the active side in rows that show both
  std::set<std::size_t> opened_folds_;
  ListState list_;
  bool jumped_ = false;    // the next drawing puts the cursor a third from the top
  int chosen_scroll_ = 0;  // by a key
  int scroll_ = 0;         // that, or what shows a part of the line at the cursor
  struct Anchor {          // where the selection began
    std::string path;
    CodeRow row;
  };
  std::optional<Anchor> anchor_;
};

}  // namespace mintport::ui
