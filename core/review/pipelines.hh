// Which pipelines need which file: a finding in the file blocks them. Pure.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "core/names/class_index.hh"
#include "core/project/graph.hh"

namespace mintport {

// For each path, the pipelines that are or import the file, directly or indirectly, as sorted indexes in the
// graph. Files that no pipeline needs are missing.
using PipelinesOf = std::map<std::string, std::vector<std::uint32_t>, std::less<>>;

// A pipeline is a file with a class that inherits, directly or indirectly, from DiffusionPipeline, the
// interface for loading pipelines; the file that defines DiffusionPipeline is not one. Only imports at import
// time count. `graph` is the graph of `files`, in the same order.
PipelinesOf pipelines_of(const ImportGraph& graph, const std::vector<FileFacts>& files,
                         const ClassIndex& classes);

}  // namespace mintport
