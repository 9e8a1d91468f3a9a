// What a conversion of one file is told from outside.
#pragma once

#include <string>
#include <vector>

#include "core/mapping/library.hh"
#include "core/names/signatures.hh"

namespace mintport {

struct Pass;

struct ConvertOptions {
  // Path of the file inside the package that is converted, with '/' ("models/unets/x.py"): relative imports
  // are resolved with it. May be just a file name.
  std::string path;
  // Import path of the tree's root package ; what an import of it means inside the tree.
  std::string package = default_library().package;
  // What the project's functions take, this file's included; nullptr: only this file is known. Must outlive
  // the call.
  const SignatureIndex* signatures = nullptr;
  // The file goes into the port as it is: what it imports from its package is the port's, not what other
  // files are converted to.
  bool into_port = false;
  // The text is a code example from a docstring: what pipelines return is read by place, device lines go.
  bool example = false;
  // Rules that are left out, by their ids: their changes are not made. A pass all of whose rules are left out
  // does not run, so that nothing is said of what it would have found.
  std::vector<std::string> without;
  // Passes in another order than passes.cc has; nullptr: in that. For tests of the order.
  const std::vector<const Pass*>* passes = nullptr;

  friend bool operator==(const ConvertOptions&, const ConvertOptions&) = default;
};

}  // namespace mintport
