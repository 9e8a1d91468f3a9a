// The steps that undo takes back, the newest first: what was done, where and when, and the way back to any.
#pragma once

#include <vector>

#include "app/workbench/host.hh"

namespace mintport::ui {

class StepsPage : public Page {
 public:
  explicit StepsPage(Host& host) : host_(host) {}
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
  const History& history() const { return host_.session().state().history; }
  // A row for each step, and one for how all was before the first.
  std::size_t rows() const { return history().steps.empty() ? 0 : history().steps.size() + 1; }
  // How many steps are done once one has gone to the row.
  std::size_t done_at(std::size_t row) const { return history().steps.size() - row; }
  const Step* step_at(std::size_t row) const;
  void draw_row(std::size_t row, Rect line, Face back, Grid& grid) const;
  void go_there();

  Host& host_;
  ListState list_;
  std::size_t known_ = 0;  // steps
};

}  // namespace mintport::ui
