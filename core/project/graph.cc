#include "core/project/graph.hh"

#include <algorithm>
#include <array>
#include <map>
#include <optional>

#include "core/base/sorted.hh"
#include "core/base/text.hh"
#include "core/names/names.hh"

namespace mintport {
namespace {

class Resolver {
 public:
  Resolver(const std::vector<FileFacts>& files, std::string_view package) : files_(files), package_(package) {
    for (std::size_t i = 0; i < files.size(); ++i) {
      modules_.emplace(module_of(files[i].path, package), i);
      for (const std::string& name : files[i].defines) {
        if (name.find('.') == name.npos && name.find('(') == name.npos) defined_[name].push_back(i);
      }
    }
  }

  // The file that an import refers to; nullopt outside the package.
  std::optional<std::size_t> find(const ImportFact& import) const {
    if (import.module != package_ && !import.module.starts_with(package_ + ".")) return std::nullopt;
    if (!import.name.empty()) {
      if (const auto found = modules_.find(import.module + "." + import.name); found != modules_.end())
        return found->second;
    }
    const auto module = modules_.find(import.module);
    if (module == modules_.end()) return std::nullopt;
    if (is_package(module->second)) {
      if (const auto file = definition(import, files_[module->second].path)) return file;
    }
    return module->second;
  }

 private:
  bool is_package(std::size_t file) const { return files_[file].path.ends_with("__init__.py"); }

  // The only file in the package's folder that defines the name.
  std::optional<std::size_t> definition(const ImportFact& import, std::string_view init) const {
    const auto found = defined_.find(import.name);
    if (found == defined_.end()) return std::nullopt;
    const std::string_view folder = init.substr(0, init.size() - std::string_view("__init__.py").size());
    std::optional<std::size_t> out;
    for (const std::size_t i : found->second) {
      const std::string_view path = files_[i].path;
      if (!path.starts_with(folder) || path.find("dummy_") != path.npos) continue;
      if (!out) out = i;
    }
    return out;
  }

  const std::vector<FileFacts>& files_;
  std::string package_;
  std::map<std::string, std::size_t> modules_;
  std::map<std::string, std::vector<std::size_t>> defined_;
};

// Strongly connected components in dependency order (Tarjan's algorithm without recursion).
class Components {
 public:
  explicit Components(const ImportGraph& graph)
      : graph_(graph), index_(graph.files.size(), kUnseen), low_(index_), on_stack_(index_.size(), false) {}

  void visit(std::size_t root) {
    if (index_[root] != kUnseen) return;
    enter(root);
    while (!calls_.empty()) {
      auto& [file, next] = calls_.back();
      const auto& imports = graph_.files[file].imports;
      if (next < imports.size()) {
        const std::size_t to = imports[next++];
        if (index_[to] == kUnseen) {
          enter(to);
        } else if (on_stack_[to]) {
          low_[file] = std::min(low_[file], index_[to]);
        }
        continue;
      }
      leave(file);
    }
  }

  Order take() { return std::move(order_); }

 private:
  static constexpr std::size_t kUnseen = static_cast<std::size_t>(-1);

  void enter(std::size_t file) {
    index_[file] = low_[file] = count_++;
    stack_.push_back(file);
    on_stack_[file] = true;
    calls_.emplace_back(file, 0);
  }

  void leave(std::size_t file) {
    calls_.pop_back();
    if (!calls_.empty()) low_[calls_.back().first] = std::min(low_[calls_.back().first], low_[file]);
    if (low_[file] != index_[file]) return;
    std::vector<std::size_t> together;
    for (std::size_t at = kUnseen; at != file;) {
      at = stack_.back();
      stack_.pop_back();
      on_stack_[at] = false;
      together.push_back(at);
    }
    std::sort(together.begin(), together.end());
    order_.files.insert(order_.files.end(), together.begin(), together.end());
    if (together.size() > 1) order_.cycles.push_back(std::move(together));
  }

  const ImportGraph& graph_;
  std::vector<std::size_t> index_, low_;
  std::vector<bool> on_stack_;
  std::vector<std::size_t> stack_;
  std::vector<std::pair<std::size_t, std::size_t>> calls_;
  std::size_t count_ = 0;
  Order order_;
};

}  // namespace

std::string_view to_string(Category category) {
  static constexpr std::array<std::string_view, 8> names = {
      "models", "pipelines", "schedulers", "loaders", "configurations", "tests", "utilities", "others"};
  return names[static_cast<std::size_t>(category)];
}

Category category_of(std::string_view path) {
  static constexpr std::array<std::pair<std::string_view, Category>, 6> folders = {
      {{"models", Category::models},
       {"pipelines", Category::pipelines},
       {"schedulers", Category::schedulers},
       {"loaders", Category::loaders},
       {"tests", Category::tests},
       {"utils", Category::utilities}}};
  const std::size_t slash = path.find('/');
  if (slash == path.npos) {
    return path.find("config") != path.npos ? Category::configurations : Category::utilities;
  }
  for (const auto& [folder, category] : folders) {
    if (path.substr(0, slash) == folder) return category;
  }
  return Category::others;
}

ImportGraph graph_of(const std::vector<FileFacts>& files, std::string_view package) {
  const Resolver resolver(files, package);
  ImportGraph out;
  for (std::size_t i = 0; i < files.size(); ++i) {
    ImportGraph::File file{.path = files[i].path};
    for (const ImportFact& import : files[i].imports) {
      const auto to = resolver.find(import);
      if (!to || *to == i || import.when == ImportFact::When::type_checking) continue;
      (import.when == ImportFact::When::at_import ? file.imports : file.later).push_back(*to);
    }
    sort_once(file.imports);
    sort_once(file.later);
    std::erase_if(file.later, [&](std::size_t to) {
      return std::binary_search(file.imports.begin(), file.imports.end(), to);
    });
    out.files.push_back(std::move(file));
  }
  return out;
}

Order order_of(const ImportGraph& graph, const std::vector<std::size_t>& wanted) {
  Components components(graph);
  for (const std::size_t file : wanted) components.visit(file);
  return components.take();
}

Result<std::vector<std::size_t>> files_of_target(const std::vector<FileFacts>& files,
                                                 std::string_view target) {
  std::string_view path = target;
  while (path.ends_with('/')) path.remove_suffix(1);
  std::vector<std::size_t> out;
  for (std::size_t i = 0; i < files.size(); ++i) {
    const std::string_view file = files[i].path;
    const bool below = file == path || (file.starts_with(path) && file.substr(path.size()).starts_with('/'));
    const bool defines = std::binary_search(files[i].defines.begin(), files[i].defines.end(), target);
    if (below || (defines && file.find("dummy_") == file.npos)) out.push_back(i);
  }
  if (!out.empty()) return out;
  return fail({ErrorKind::not_found, std::string(target), 0,
               "no such file, folder, class or function in the sources", "check the spelling"});
}

}  // namespace mintport
