// Where a project keeps its port and its sources, as the worker needs it: Python imports both packages by
// name, so each must be in a folder of its package's name.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "core/base/error.hh"
#include "core/mapping/library.hh"
#include "core/project/manifest.hh"
#include "core/validate/protocol.hh"
#include "core/worktree/worktree.hh"

namespace mintport {

struct ValidationLayout {
  // The roots, packages, tests and case files; the scratch folder and the device are the caller's.
  validation::StartRequest start;
  std::string port_folder;    // of the port's package, from the root of the work tree: "mindone/diffusers"
  std::string port_prefix;    // the same folder below start.port_root
  std::string source_folder;  // of the sources, absolute

  // Paths of the worker are below start.port_root. A path outside of the port stays as it is.
  std::string in_tree(std::string_view worker_path) const;
  std::string for_worker(std::string_view tree_path) const;
  friend bool operator==(const ValidationLayout&, const ValidationLayout&) = default;
};

// Where a folder is not called as its package, or where the port's package misses its parent, makes a package
// of links in `scratch` (which exists). Errors: the links cannot be made.
Result<ValidationLayout> layout_of(const WorkTree& tree, const Manifest& manifest,
                                   const LibraryFacts& library, const std::filesystem::path& scratch);

}  // namespace mintport
