// A list above a page, to choose an item. Typing narrows the list.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "app/workbench/host.hh"
#include "views/panes/picker.hh"

namespace mintport::ui {

class Picker : public Page {
 public:
  // `then` receives the index of the chosen candidate.
  Picker(Host& host, std::string title, std::vector<PickerRow> candidates,
         std::function<void(std::size_t)> then);
  Handled command(Command) override { return Handled::no; }
  Context context() const override { return Context::prompt; }
  void key(const Key& key) override;
  bool paste(std::string_view bytes) override;
  void draw(Rect body, Grid& grid) override { draw_picker(pane_, body, grid); }
  std::vector<Hint> hints() const override;
  void where(Where& out) const override;
  bool is_overlay() const override { return true; }

 protected:
  // The rows that match the typed text.
  virtual std::vector<PickerRow> narrowed();
  virtual void accept();
  virtual std::string completed(const PickerRow& row) const;
  void narrow();
  void complete();

  Host& host_;
  PickerPane pane_;

 private:
  std::vector<PickerRow> candidates_;
  std::vector<std::size_t> matches_;  // indexes of matching candidates, by pane_.rows
  std::function<void(std::size_t)> then_;
};

// Pickers that commands show. If the list would be empty, they show a message instead.
void pick_file(Host& host);
void pick_definition(Host& host);

}  // namespace mintport::ui
