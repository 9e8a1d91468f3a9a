// Options for the conversion of one file.
#pragma once

#include <string>
#include <vector>

#include "core/mapping/library.hh"
#include "core/names/signatures.hh"

namespace mintport {

struct Pass;

struct ConvertOptions {
  // Path of the file inside its package, with '/' ("models/unets/x.py"). Resolves relative imports. May be
  // just a file name.
  std::string path;
  // Import path of the tree's root package.
  std::string package = default_library().package;
  // Signatures of the project, including this file's; nullptr: only this file is known. Must outlive the
  // call.
  const SignatureIndex* signatures = nullptr;
  // The file goes into the port as it is: its imports from its package resolve to the port, not to other
  // converted files.
  bool into_port = false;
  // The text is a code example from a docstring: results of pipelines become tuple elements, and device lines
  // are removed.
  bool example = false;
  // Ids of rules that are disabled: their changes are not made. A pass whose rules are all disabled does not
  // run and reports nothing.
  std::vector<std::string> without;
  // An order of passes other than that of passes.cc; nullptr: that order. For tests.
  const std::vector<const Pass*>* passes = nullptr;

  friend bool operator==(const ConvertOptions&, const ConvertOptions&) = default;
};

}  // namespace mintport
