// Asks where the HF sources are on this machine, if they are not where mintport.json says. The answer is a
// setting of this clone, not a change of mintport.json. Takes events and draws a grid.
#pragma once

#include <string>

#include "core/project/manifest.hh"
#include "core/worktree/worktree.hh"
#include "views/input/commands.hh"
#include "views/panes/text_field.hh"
#include "views/screen/grid.hh"

namespace mintport::ui {

class SourcesPage {
 public:
  // `missing` says what is not there. `tree` must outlive this.
  SourcesPage(WorkTree& tree, Manifest manifest, std::string missing, KeyTable keys);

  void handle(const Event& event);
  void draw(Grid& grid) const;
  bool done() const { return done_; }  // the sources are found, or the user quit

 private:
  void accept();

  WorkTree& tree_;
  const Manifest manifest_;
  const std::string missing_;
  const KeyTable keys_;
  TextField field_;
  std::string refusal_;
  bool done_ = false;
};

}  // namespace mintport::ui
