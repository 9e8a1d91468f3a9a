// Compares the parameters of the open file's classes in HF's source and in the port.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "app/workbench/host.hh"

namespace mintport::ui {

class WeightsPage : public Page {
 public:
  explicit WeightsPage(Host& host) : host_(host) {}
  Handled command(Command command) override;
  void move(Move move) override;
  void draw(Rect body, Grid& grid) override;
  Bar bar() const override;
  std::vector<Hint> hints() const override;
  void where(Where& out) const override;
  Subject subject() const override;
  void shown() override;
  bool is_there() const override { return host_.session().file().has_value(); }

 private:
  void go_there();

  Host& host_;
  WeightsPane pane_;
  std::pair<std::string, Fingerprint> of_;  // the path and the fingerprint of both texts
};

}  // namespace mintport::ui
