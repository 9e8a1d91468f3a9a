// Which files of the HF tree import which, and the order in which they can be done: each after those that it
// imports; and which pipelines need which.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "core/names/class_index.hh"
#include "core/project/facts.hh"
#include "core/review/pipelines.hh"

namespace mintport {

class ImportOrder {
 public:
  void add(FileFacts facts);  // of a file; those of the same path are replaced
  // Works the order out, when something was added.
  void settle(std::string_view package, const ClassIndex& classes);

  const std::vector<std::string>& order() const { return order_; }
  // The files that this one imports when it is imported.
  const std::vector<std::string>& of(const std::string& path) const;
  const PipelinesOf& pipelines() const { return pipelines_; }

 private:
  std::map<std::string, FileFacts> facts_;
  std::vector<std::string> order_;
  std::map<std::string, std::vector<std::string>> imports_;
  PipelinesOf pipelines_;
  bool settled_ = true;
};

}  // namespace mintport
