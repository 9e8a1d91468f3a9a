// Which files of a package import which, and in what order they can be done.
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
// By the path below the package: "models/unets/unet_1d.py" is a model; a file at the top is a configuration
// or a utility by its name; folders that have no category of their own (hooks, guiders) are others.
Category category_of(std::string_view path);

struct ImportGraph {
  struct File {
    std::string path;
    std::vector<std::size_t> imports;  // when it is imported; sorted
    std::vector<std::size_t> later;    // only when something in it is called; sorted
    friend bool operator==(const File&, const File&) = default;
  };
  std::vector<File> files;  // sorted by path
  friend bool operator==(const ImportGraph&, const ImportGraph&) = default;
};

// A name that is imported from a package leads to the file that defines it. `files` are sorted by path.
ImportGraph graph_of(const std::vector<FileFacts>& files, std::string_view package);

struct Order {
  std::vector<std::size_t> files;                // each after those that it imports
  std::vector<std::vector<std::size_t>> cycles;  // files that import each other; each sorted
  friend bool operator==(const Order&, const Order&) = default;
};

// The wanted files with all that they import, in order; files of a cycle stand together.
Order order_of(const ImportGraph& graph, const std::vector<std::size_t>& wanted);

// The files that a target means: a path, a folder, or the name of a class or function. Kind not_found.
Result<std::vector<std::size_t>> files_of_target(const std::vector<FileFacts>& files,
                                                 std::string_view target);

}  // namespace mintport
