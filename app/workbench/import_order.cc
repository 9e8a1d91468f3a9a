#include "app/workbench/import_order.hh"

#include <numeric>

#include "core/project/graph.hh"

namespace mintport {

void ImportOrder::add(FileFacts facts) {
  FileFacts& known = facts_[facts.path];
  if (known == facts) return;
  known = std::move(facts);
  settled_ = false;
}

void ImportOrder::settle(std::string_view package, const ClassIndex& classes) {
  if (settled_) return;
  settled_ = true;
  std::vector<FileFacts> files;
  for (const auto& [path, facts] : facts_) files.push_back(facts);
  const ImportGraph graph = graph_of(files, package);
  pipelines_ = pipelines_of(graph, files, classes);
  std::vector<std::size_t> all(files.size());
  std::iota(all.begin(), all.end(), 0);
  order_.clear();
  imports_.clear();
  for (const std::size_t index : order_of(graph, all).files) order_.push_back(graph.files[index].path);
  for (const ImportGraph::File& file : graph.files) {
    for (const std::size_t index : file.imports) imports_[file.path].push_back(graph.files[index].path);
  }
}

const std::vector<std::string>& ImportOrder::of(const std::string& path) const {
  static const std::vector<std::string> none;
  const auto at = imports_.find(path);
  return at == imports_.end() ? none : at->second;
}

}  // namespace mintport
