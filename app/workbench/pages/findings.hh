// The findings of the whole project: symbols on the left, the places of the selected symbol on the right.
#pragma once

#include <string>
#include <vector>

#include "app/workbench/host.hh"

namespace mintport::ui {

class FindingsPage : public Page {
 public:
  explicit FindingsPage(Host& host) : host_(host) {}
  Handled command(Command command) override;
  void move(Move move) override;
  void draw(Rect body, Grid& grid) override;
  Bar bar() const override;
  std::vector<Hint> hints() const override;
  void where(Where& out) const override;
  Subject subject() const override;
  bool is_about_open_file() const override { return false; }
  void shown() override { refresh(); }
  void refresh() override;
  // Goes to the places of a symbol, without a filter.
  void show_symbol(const std::string& symbol);

 private:
  const FindingPlace* place_here() const;
  void enter();
  void back();
  void filter();
  void fix_all();
  void waive_all();

  Host& host_;
  std::vector<SymbolGroup> groups_;
  SymbolsPane pane_;
};

}  // namespace mintport::ui
