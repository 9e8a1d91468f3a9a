// Names and types of a snippet as values to compare.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "core/names/names.hh"
#include "core/names/types.hh"

namespace mintport {

// A file with its analysis. Not copyable or movable, because its parts refer to each other.
struct File {
  explicit File(std::string text, std::string path = "models/a.py")
      : tree(Tree::parse(std::make_shared<const Source>(Source::make(path, std::move(text)).value()))),
        names(tree, path, "diffusers") {}
  File(const File&) = delete;
  File& operator=(const File&) = delete;

  Tree tree;
  Names names;
};

// "F.silu = torch.nn.functional.silu" for each reference, in the order of the text.
inline std::vector<std::string> references(const File& file) {
  std::vector<std::string> out;
  for (const Reference& reference : file.names.references()) {
    out.push_back(std::string(file.tree.text(reference.node)) + " = " + reference.qualified);
  }
  return out;
}

inline std::vector<std::string> references(std::string text, std::string path = "models/a.py") {
  return references(File(std::move(text), std::move(path)));
}

}  // namespace mintport
