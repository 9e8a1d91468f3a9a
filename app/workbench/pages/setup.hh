// The first page in a work tree without mintport.json. Asks for the folders of the HF sources and the port,
// with guesses from the tree. Takes events and draws a grid; the caller writes the manifest.
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

// Guesses from the outermost packages of the tree (folders with an __init__.py whose parent has none). The
// source is the largest one outside a folder `mindone`; the port is the largest one inside, else
// mindone/NAME. The version comes from the source's `__version__`. Fields without a guess stay empty.
Manifest guess_manifest(WorkTree& tree);

class SetupPage {
 public:
  // `tree` must outlive this. `keys` come from the settings.
  SetupPage(WorkTree& tree, KeyTable keys);

  void handle(const Event& event);
  void draw(Grid& grid) const;
  bool done() const { return done_; }
  // The accepted manifest; nullopt if the user quit.
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
