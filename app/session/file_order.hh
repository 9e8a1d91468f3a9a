// Which files of the HF tree import which, and the order in which they can be done: each after those that it
// imports; and which pipelines need which.
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
  std::map<std::string, std::vector<std::string>> imports;  // when the file is imported
  PipelinesOf pipelines;

  // The files that this one imports when it is imported.
  const std::vector<std::string>& of(const std::string& path) const;
};

// What the order is worked out from, file by file.
class ImportFacts {
 public:
  void add(FileFacts facts);  // of a file; those of the same path are replaced
  // The same value as before, when nothing was added since. A big tree takes some 20 ms.
  std::shared_ptr<const FileOrder> order(std::string_view package, const ClassIndex& classes);

 private:
  std::map<std::string, FileFacts> facts_;
  std::shared_ptr<const FileOrder> order_;  // null: to be worked out
  std::string package_;                     // that it was worked out for
};

}  // namespace mintport
