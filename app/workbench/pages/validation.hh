// The results of `mintport validate` for the open file: the ladder of each class, and its layers side by
// side.
#pragma once

#include "app/workbench/host.hh"
#include "views/panes/validation.hh"

namespace mintport::ui {

class ValidationPage : public Page {
 public:
  explicit ValidationPage(Host& host) : host_(host) {}
  Handled command(Command command) override;
  void move(Move move) override;
  void draw(Rect body, Grid& grid) override;
  Bar bar() const override;
  std::vector<Hint> hints() const override;
  void where(Where& out) const override;
  Subject subject() const override;
  void shown() override { refresh(); }
  void refresh() override;
  bool is_there() const override { return host_.session().file().has_value(); }

 private:
  void go_there();

  Host& host_;
  ValidationPane pane_;
};

}  // namespace mintport::ui
