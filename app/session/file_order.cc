#include "app/session/file_order.hh"

#include <numeric>

#include "core/project/graph.hh"

namespace mintport {
namespace {

FileOrder worked_out(const std::vector<FileFacts>& files, std::string_view package,
                     const ClassIndex& classes) {
  const ImportGraph graph = graph_of(files, package);
  FileOrder out;
  out.pipelines = pipelines_of(graph, files, classes);
  std::vector<std::size_t> all(files.size());
  std::iota(all.begin(), all.end(), 0);
  for (const std::size_t index : order_of(graph, all).files) out.files.push_back(graph.files[index].path);
  for (const ImportGraph::File& file : graph.files) {
    for (const std::size_t index : file.imports) out.imports[file.path].push_back(graph.files[index].path);
  }
  return out;
}

}  // namespace

const std::vector<std::string>& FileOrder::of(const std::string& path) const {
  static const std::vector<std::string> none;
  const auto at = imports.find(path);
  return at == imports.end() ? none : at->second;
}

void ImportFacts::add(FileFacts facts) {
  FileFacts& known = facts_[facts.path];
  if (known == facts) return;
  known = std::move(facts);
  order_ = nullptr;
}

std::shared_ptr<const FileOrder> ImportFacts::order(std::string_view package, const ClassIndex& classes) {
  if (order_ && package_ == package) return order_;
  package_ = package;
  std::vector<FileFacts> files;
  for (const auto& [path, facts] : facts_) files.push_back(facts);
  order_ = std::make_shared<const FileOrder>(worked_out(files, package, classes));
  return order_;
}

}  // namespace mintport
