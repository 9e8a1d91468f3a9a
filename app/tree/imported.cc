#include "app/tree/imported.hh"

#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>

#include "app/tree/convert_files.hh"
#include "app/tree/files.hh"
#include "app/tree/package.hh"
#include "core/names/names.hh"

namespace mintport {
namespace {

namespace fs = std::filesystem;

class ImportedModules {
 public:
  ImportedModules(const fs::path& file, std::string_view package) : package_(package) {
    own_ = path_in_package(file);
    root_ = fs::absolute(file).lexically_normal().parent_path();
    for (auto folders = std::count(own_.begin(), own_.end(), '/'); folders > 0; --folders)
      root_ = root_.parent_path();
  }

  SignatureIndex run(std::string_view text) {
    const std::string module = module_of(own_, package_);
    seen_.insert(module);
    index_.add(signatures_in(text, module));
    if (const auto names = names_of(own_, std::string(text))) {
      for (const ImportItem& item : *names) follow(item.module, item.name, 0);
    }
    return std::move(index_);
  }

 private:
  using Items = std::vector<ImportItem>;
  static constexpr int kMostPackages = 6;  // re-exporting packages that a name is followed through

  // The imports in a text; nullopt if it does not parse.
  std::optional<Items> names_of(const std::string& path, std::string text) const {
    const auto parsed = Tree::parse(path, std::move(text));
    if (!parsed) return std::nullopt;
    const Tree& tree = *parsed;
    return Names(tree, path, package_).imports();
  }

  // The path ("models/x.py") of a module of the package; empty if it does not exist.
  std::string path_of(std::string_view module) const { return module_file(root_, package_, module); }

  // Reads the modules that `from module import name` leads to.
  void follow(const std::string& module, const std::string& name, int depth) {
    if (depth > kMostPackages) return;
    if (const std::string whole = module + "." + name; !name.empty() && !path_of(whole).empty())
      return read(whole);
    const std::string path = path_of(module);
    if (path.empty()) return;
    read(module);
    if (!path.ends_with("__init__.py")) return;
    for (const ImportItem& item : passed_on(module, path)) {
      if (item.bound == name && item.module != module) follow(item.module, item.name, depth + 1);
    }
  }

  const Items& passed_on(const std::string& module, const std::string& path) {
    const auto [at, fresh] = packages_.try_emplace(module);
    if (!fresh) return at->second;
    if (auto text = read_file(root_ / path)) {
      if (auto items = names_of(path, *std::move(text))) at->second = *std::move(items);
    }
    return at->second;
  }

  void read(const std::string& module) {
    if (!seen_.insert(module).second) return;
    if (const auto text = read_file(root_ / path_of(module))) index_.add(signatures_in(*text, module));
  }

  std::string package_, own_;
  fs::path root_;
  SignatureIndex index_;
  std::set<std::string> seen_;
  std::map<std::string, Items> packages_;
};

}  // namespace

SignatureIndex imported_signatures(const fs::path& file, std::string_view text, std::string_view package) {
  return ImportedModules(file, package).run(text);
}

}  // namespace mintport
