// The start page: state of the migration, and lists whose rows lead on. Any key except its own closes it and
// then acts on the files page.
#pragma once

#include <optional>
#include <string>

#include "app/workbench/host.hh"

namespace mintport::ui {

class StartPage : public Page {
 public:
  explicit StartPage(Host& host) : host_(host) {}
  Handled command(Command command) override;
  void mouse(const MouseEvent& event) override;
  void draw(Rect body, Grid& grid) override { draw_summary(pane(), body, grid); }
  Bar bar() const override;
  std::vector<Hint> hints() const override;
  void where(Where& out) const override;
  void shown() override { cursor_.reset(); }

 private:
  SummaryPane pane() const;
  void move(long by);
  void enter();

  Host& host_;
  std::optional<std::size_t> cursor_;  // unset: in no list
};

}  // namespace mintport::ui
