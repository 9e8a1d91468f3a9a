// The lines of all files that have a text, HF's and the port's.
#pragma once

#include <string>
#include <vector>

#include "app/workbench/host.hh"
#include "views/panes/matches.hh"

namespace mintport::ui {

class TextSearchPage : public Page {
 public:
  TextSearchPage(Host& host, std::string text);
  Handled command(Command command) override;
  void move(Move move) override;
  void draw(Rect body, Grid& grid) override { draw_matches(pane_, body, grid); }
  Bar bar() const override { return {"search in all files", ""}; }
  std::vector<Hint> hints() const override;
  void where(Where& out) const override;
  Subject subject() const override;
  bool is_about_open_file() const override { return false; }
  void shown() override;

 private:
  Result<Job> job();
  bool passes(const MatchRow& row) const;
  void take(const std::vector<MatchRow>& rows);
  std::string narrow(const std::string& filter);
  void enter();

  Host& host_;
  std::vector<MatchRow> all_;
  std::string filter_;
  bool begun_ = false;
  MatchesPane pane_;
};

}  // namespace mintport::ui
