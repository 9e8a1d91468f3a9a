// A table entry made from a manual edit: its text, the places that it changes, and the question whether to
// write it.
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
  // Shows the page for the edit at a row of the open file's diff, or a message if no entry can be made.
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
  std::size_t at_ = 0;     // in the proposals
  ListState list_;
  std::optional<CodeFile> preview_;
  std::string refusal_;
  std::pair<std::string, std::uint32_t> shown_;  // path and line of the previewed place
};

}  // namespace mintport::ui
