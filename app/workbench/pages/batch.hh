// Applies one fix at all places of a group of findings, after a preview of each.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "app/workbench/host.hh"

namespace mintport::ui {

class BatchPage : public Page {
 public:
  // `fixes` must not be empty. `fixed` is called after the chosen places are fixed.
  BatchPage(Host& host, std::string symbol, std::vector<FixGroup> fixes, std::function<void()> fixed);
  Handled command(Command command) override;
  void move(Move move) override;
  void draw(Rect body, Grid& grid) override;
  Bar bar() const override { return {"one fix at many places", ""}; }
  std::vector<Hint> hints() const override;
  void where(Where& out) const override;
  bool is_about_open_file() const override { return false; }

 private:
  std::vector<FixPlace>& places() { return fixes_[fix_].places; }
  void update();
  void next_fix();
  void choose_all();
  void accept();

  Host& host_;
  const std::string symbol_;
  std::vector<FixGroup> fixes_;
  const std::function<void()> fixed_;
  std::size_t fix_ = 0;
  ListState list_;
  std::optional<CodeFile> preview_;
  std::string refusal_;
};

}  // namespace mintport::ui
