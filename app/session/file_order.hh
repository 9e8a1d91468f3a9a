// The imports between files of the HF tree, an order in which each file comes after those that it imports,
// and the pipelines that need each file.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "core/names/class_index.hh"
#include "core/project/facts.hh"
#include "core/review/pipelines.hh"

namespace mintport {

struct FileOrder {
  std::vector<std::string> files;
  std::map<std::string, std::vector<std::string>> imports;  // imports that run when the module is loaded
  PipelinesOf pipelines;

  // The files that `path` imports when it is loaded.
  const std::vector<std::string>& of(const std::string& path) const;
};

// The facts about each file from which the order is computed.
class ImportFacts {
 public:
  void add(FileFacts facts);  // replaces the facts of the same path
  // Returns the same value as before if nothing was added since. Takes about 20 ms for a big tree.
  std::shared_ptr<const FileOrder> order(std::string_view package, const ClassIndex& classes);

 private:
  std::map<std::string, FileFacts> facts_;
  std::shared_ptr<const FileOrder> order_;  // null: must be computed
  std::string package_;                     // the package of order_
};

}  // namespace mintport
