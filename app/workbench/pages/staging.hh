// The staging page: changed files on the left, the hunks of one file on the right.
#pragma once

#include <array>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "app/workbench/host.hh"
#include "core/base/pattern.hh"

namespace mintport::ui {

class StagingPage : public Page {
 public:
  explicit StagingPage(Host& host) : host_(host) {}
  Handled command(Command command) override;
  void move(Move move) override;
  void draw(Rect body, Grid& grid) override;
  Bar bar() const override;
  std::vector<Hint> hints() const override;
  void where(Where& out) const override;
  Subject subject() const override;
  bool is_about_open_file() const override { return false; }
  void shown() override;
  void refresh() override;

 private:
  bool in_hunks() const { return pane_.in_lines && !rows_.empty(); }
  const ChangeRow* here() const { return rows_of_tree() ? &tree_[pane_.list.cursor] : nullptr; }
  bool rows_of_tree() const { return pane_.list.cursor < tree_.size(); }
  bool on_file() const { return here() != nullptr && here()->kind == ChangeRow::Kind::file; }
  // Of the file or folder under the cursor; empty on a section.
  std::string path() const { return here() != nullptr ? here()->path : ""; }
  std::vector<std::string> paths_here() const;
  void read_tree();
  void reveal(const std::string& path);
  void toggle_folder(bool open);
  void read_rows();
  void add_part(std::size_t part);
  std::optional<RowRange> selection() const;
  void stage();
  void stage_selection(const RowRange& rows);
  void select_lines();
  std::string search(bool forward, bool from_here);
  void ask_search();
  void say_found(const std::string& found);
  void back();

  Host& host_;
  std::vector<ChangedFile> changed_;
  std::vector<ChangeRow> tree_;
  std::set<std::string> closed_;      // keys of folders
  bool seen_ = false;                 // the first look closes folders if there are many files
  std::array<StagingPart, 2> parts_;  // unstaged, staged
  std::vector<StagingRow> rows_;
  StagingPane pane_;
  struct Anchor {  // start of the selection
    std::string path;
    std::size_t row;
  };
  std::optional<Anchor> anchor_;
  Pattern search_;
};

}  // namespace mintport::ui
