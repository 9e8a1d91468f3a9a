// Which pipelines need which file: what a finding in it blocks. Pure.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "core/names/class_index.hh"
#include "core/project/graph.hh"

namespace mintport {

// By path, the pipelines that the file is or that import it over any number of steps: their places in the
// graph, sorted. Files that no pipeline needs are not in it.
using PipelinesOf = std::map<std::string, std::vector<std::uint32_t>, std::less<>>;

// A pipeline is a file with a class that inherits, over any number of steps, from DiffusionPipeline: the name
// is the interface that people load pipelines by. The file that defines it is none. Only what is imported
// when the pipeline is imported counts. `graph` is of `files`, in their order.
PipelinesOf pipelines_of(const ImportGraph& graph, const std::vector<FileFacts>& files,
                         const ClassIndex& classes);

}  // namespace mintport
