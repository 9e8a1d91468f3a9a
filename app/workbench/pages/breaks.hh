// Lists, before a commit, what its staged changes would break.
#pragma once

#include <functional>
#include <vector>

#include "app/workbench/host.hh"

namespace mintport::ui {

class BreaksPage : public Page {
 public:
  // `commit` makes the commit anyway.
  BreaksPage(Host& host, std::vector<StagedBreak> breaks, std::function<void()> commit);
  Handled command(Command command) override;
  void move(Move move) override;
  void draw(Rect body, Grid& grid) override { draw_breaks(pane_, body, grid); }
  Bar bar() const override;
  std::vector<Hint> hints() const override;
  void where(Where& out) const override;
  Subject subject() const override;
  bool is_about_open_file() const override { return false; }

 private:
  void go_there();

  Host& host_;
  const std::vector<StagedBreak> breaks_;
  const std::function<void()> commit_;
  BreaksPane pane_;
};

}  // namespace mintport::ui
