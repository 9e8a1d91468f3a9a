// Waives findings for one reason: those of a symbol, or on selected lines, with a tick at each place.
#pragma once

#include <string>
#include <vector>

#include "app/workbench/host.hh"
#include "core/review/selection.hh"

namespace mintport::ui {

class WaivePage : public Page {
 public:
  // `title` names what is waived, "torch.quantile". All places are ticked at first: the user chose them.
  WaivePage(Host& host, std::string title, const std::vector<FindingAt>& places);
  Handled command(Command command) override;
  void move(Move move) override;
  void draw(Rect body, Grid& grid) override;
  Bar bar() const override { return {"waive at many places", ""}; }
  std::vector<Hint> hints() const override;
  void where(Where& out) const override;
  Subject subject() const override;
  bool is_about_open_file() const override { return false; }
  // Keeps the places whose findings are still the same, and open.
  void refresh() override;
  bool is_there() const override { return !places_.empty(); }

 private:
  struct Place {
    FindingAt at;
    Finding finding;
    std::uint32_t line = 0;
    std::string code;
    bool chosen = true;
  };
  void choose_all();
  void accept();
  Result<std::string> waive(const std::string& reason);

  Host& host_;
  const std::string title_;
  std::vector<Place> places_;
  ListState list_;
};

}  // namespace mintport::ui
