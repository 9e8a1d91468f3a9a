// The first page of a work tree without a mintport.json: asks where the HF sources and the port are, with
// guesses from the tree. Events in, a drawn grid out; the caller writes what it gives.
#pragma once

#include <array>
#include <optional>
#include <string>

#include "core/project/manifest.hh"
#include "core/worktree/worktree.hh"
#include "views/input/commands.hh"
#include "views/panes/text_field.hh"
#include "views/screen/grid.hh"

namespace mintport::ui {

// Of the packages in the tree (folders with an __init__.py whose parent has none), the largest outside a
// folder `mindone` is the source, the largest in one the port, else mindone/NAME. The version is that of the
// source's `__version__`. Empty where nothing is found.
Manifest guess_manifest(WorkTree& tree);

class SetupPage {
 public:
  // `tree` must outlive this. Keys: those of the settings.
  SetupPage(WorkTree& tree, KeyTable keys);

  void handle(const Event& event);
  void draw(Grid& grid) const;
  bool done() const { return done_; }
  // What was accepted; nothing when the person left.
  const std::optional<Manifest>& manifest() const { return manifest_; }

 private:
  void accept();

  WorkTree& tree_;
  KeyTable keys_;
  std::array<TextField, 3> fields_;  // source, port, version
  std::size_t at_ = 0;
  std::string refusal_;
  std::optional<Manifest> manifest_;
  bool done_ = false;
};

}  // namespace mintport::ui
