// Conflicts of a merge: shows ours, base and theirs of one conflict, and the chosen side.
#pragma once

#include <utility>
#include <vector>

#include "app/workbench/host.hh"
#include "views/panes/conflicts.hh"

namespace mintport::ui {

class ConflictsPage : public Page {
 public:
  explicit ConflictsPage(Host& host) : host_(host) {}
  Handled command(Command command) override;
  void move(Move move) override;
  void draw(Rect body, Grid& grid) override;
  Bar bar() const override;
  std::vector<Hint> hints() const override;
  void where(Where& out) const override;
  bool is_about_open_file() const override { return false; }
  void shown() override;
  void refresh() override;

 private:
  const ConflictFile& file() const { return files_[places_[at_].first]; }
  void begin();
  void go(long by);
  void choose(std::size_t by);
  void take(std::size_t choice);
  void edit();
  ConflictPane pane() const;

  Host& host_;
  std::vector<ConflictFile> files_;
  std::vector<std::pair<std::size_t, std::size_t>> places_;  // file, and conflict in it
  std::size_t at_ = 0, choice_ = 0, top_ = 0;
};

}  // namespace mintport::ui
