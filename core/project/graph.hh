// The import graph of a package's files, and the order in which to port them.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/error.hh"
#include "core/project/facts.hh"

namespace mintport {

enum class Category { models, pipelines, schedulers, loaders, configurations, tests, utilities, others };
std::string_view to_string(Category category);
// Derived from the path below the package: "models/unets/unet_1d.py" is a model. A top-level file is a
// configuration or a utility by its name. Folders without a category (hooks, guiders) are others.
Category category_of(std::string_view path);

struct ImportGraph {
  struct File {
    std::string path;
    std::vector<std::size_t> imports;  // imports at import time; sorted
    std::vector<std::size_t> later;    // imports only when something is called; sorted
    friend bool operator==(const File&, const File&) = default;
  };
  std::vector<File> files;  // sorted by path
  friend bool operator==(const ImportGraph&, const ImportGraph&) = default;
};

// Names that a package re-exports lead to the file that defines them. `files` must be sorted by path.
ImportGraph graph_of(const std::vector<FileFacts>& files, std::string_view package);

struct Order {
  std::vector<std::size_t> files;                // each after the files that it imports
  std::vector<std::vector<std::size_t>> cycles;  // files that import each other; each cycle is sorted
  friend bool operator==(const Order&, const Order&) = default;
};

// The wanted files and everything that they import, in order. Files of a cycle are adjacent.
Order order_of(const ImportGraph& graph, const std::vector<std::size_t>& wanted);

// The files of a target: a path, a folder, or the name of a class or function. Kind not_found.
Result<std::vector<std::size_t>> files_of_target(const std::vector<FileFacts>& files,
                                                 std::string_view target);

}  // namespace mintport
