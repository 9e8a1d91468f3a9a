// A table entry made of an edit by hand: what it says, where it changes something, and yes or no.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "app/workbench/host.hh"
#include "views/panes/entry.hh"

namespace mintport::ui {

class EntryPage : public Page {
 public:
  // Shows the page of the edit at a row of the open file's diff, or says why there is none.
  static void start(Host& host, std::size_t diff_row);

  EntryPage(Host& host, EntryProposals proposals, std::size_t diff_row);
  ~EntryPage() override { host_.session().entries().leave(); }
  Handled command(Command command) override;
  void move(Move move) override;
  void draw(Rect body, Grid& grid) override;
  Bar bar() const override;
  std::vector<Hint> hints() const override;
  void where(Where& out) const override;
  bool is_there() const override { return look() != nullptr; }

 private:
  const EntryLook* look() const { return host_.session().entries().look(); }
  bool look_at(const std::string& table);
  void next_proposal();
  void update();
  void accept(bool replace);
  void edit();
  EntryPane pane() const;
  std::vector<std::string> remarks() const;

  Host& host_;
  EntryProposals proposals_;
  const std::size_t row_;  // of the open file's diff
  std::size_t at_ = 0;     // of the proposals
  ListState list_;
  std::optional<CodeFile> preview_;
  std::string refusal_;
  std::pair<std::string, std::uint32_t> shown_;  // the place that the preview is of
};

}  // namespace mintport::ui
