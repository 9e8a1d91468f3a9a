#include "core/review/pipelines.hh"

#include <algorithm>

namespace mintport {
namespace {

constexpr std::string_view kInterface = "DiffusionPipeline";

bool is_pipeline(const FileFacts& file, const ClassIndex& classes) {
  return std::any_of(file.defines.begin(), file.defines.end(), [&](const std::string& name) {
    return name != kInterface && classes.inherits(name, {std::string(kInterface)});
  });
}

// The file itself and everything that it imports, directly or indirectly.
std::vector<std::size_t> needed_by(const ImportGraph& graph, std::size_t file) {
  std::vector<std::size_t> out{file};
  std::vector<bool> seen(graph.files.size());
  seen[file] = true;
  for (std::size_t at = 0; at < out.size(); ++at) {
    for (const std::size_t next : graph.files[out[at]].imports) {
      if (!seen[next]) out.push_back(next);
      seen[next] = true;
    }
  }
  return out;
}

}  // namespace

PipelinesOf pipelines_of(const ImportGraph& graph, const std::vector<FileFacts>& files,
                         const ClassIndex& classes) {
  PipelinesOf out;
  for (std::size_t i = 0; i < files.size(); ++i) {
    if (!is_pipeline(files[i], classes)) continue;
    for (const std::size_t file : needed_by(graph, i)) {
      out[graph.files[file].path].push_back(static_cast<std::uint32_t>(i));
    }
  }
  return out;
}

}  // namespace mintport
