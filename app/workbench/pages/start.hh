// The start page: state of the migration. Any key except its own closes it and then acts on the files page.
#pragma once

#include <vector>

#include "app/workbench/host.hh"

namespace mintport::ui {

class StartPage : public Page {
 public:
  explicit StartPage(Host& host) : host_(host) {}
  Handled command(Command command) override;
  void mouse(const MouseEvent& event) override;
  void draw(Rect body, Grid& grid) override;
  Bar bar() const override;
  std::vector<Hint> hints() const override;
  void where(Where& out) const override { out.page = "start"; }

 private:
  Host& host_;
};

}  // namespace mintport::ui
