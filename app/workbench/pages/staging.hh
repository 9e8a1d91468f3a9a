// The staging page: changed files on the left, the hunks of one file on the right.
#pragma once

#include <array>
#include <optional>
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
  const std::string& path() const { return changed_[pane_.list.cursor].path; }
  void read_rows();
  void add_part(std::size_t part);
  std::optional<RowRange> selection() const;
  void stage();
  void stage_selection(const RowRange& rows);
  void select_lines();
  void search(bool forward, bool from_here);
  void back();

  Host& host_;
  std::vector<ChangedFile> changed_;
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
