#include "app/tree/package.hh"

#include <algorithm>
#include <map>
#include <string_view>
#include <system_error>

#include "app/tree/files.hh"
#include "core/base/text.hh"

namespace mintport {
namespace {

namespace fs = std::filesystem;

bool is_package(const fs::path& folder) {
  std::error_code code;
  return fs::exists(folder / "__init__.py", code);
}

// A one-line `from MODULE import NAMES` or `import MODULE`.
struct ImportLine {
  std::string_view module, names;  // `module` empty: another line
};

ImportLine import_line(std::string_view line) {
  line = trim(line);
  const bool from = line.starts_with("from ");
  if (!from && !line.starts_with("import ")) return {};
  line.remove_prefix(from ? 5 : 7);
  const std::string_view module = line.substr(0, line.find_first_of(" \t,;"));
  const std::size_t names = line.find(" import ");
  return {module, from && names != std::string_view::npos ? line.substr(names + 8) : std::string_view()};
}

bool has_word(std::string_view text, std::string_view word) {
  for (std::size_t at = text.find(word); at != std::string_view::npos; at = text.find(word, at + 1)) {
    const std::size_t end = at + word.size();
    if ((at == 0 || !is_word(text[at - 1])) && (end == text.size() || !is_word(text[end]))) return true;
  }
  return false;
}

// Counts the lines that import from the library by its full name: those that refer to modules and names of
// `root` itself, and those that refer to another package.
class ImportCount {
 public:
  ImportCount(fs::path root, std::string library) : root_(std::move(root)), library_(std::move(library)) {}

  void add(std::string_view text) {
    for (const std::string_view line : split_lines(text)) {
      const ImportLine import = import_line(line);
      if (import.module != library_ && !import.module.starts_with(library_ + ".")) continue;
      ++(is_own(import) ? own_ : foreign_);
    }
  }

  bool is_foreign() const { return foreign_ > own_; }

 private:
  bool is_own(const ImportLine& import) {
    const std::string module_name(import.module);
    const std::string& module = module_text(module_name);
    std::string_view names = import.names.substr(0, import.names.find('#'));
    while (!names.empty()) {
      const std::size_t comma = std::min(names.find(','), names.size());
      const std::string_view name = trim(names.substr(0, comma));
      const std::string_view word = name.substr(0, name.find(' '));
      if (is_identifier(word) && !has_word(module, word) &&
          module_file(root_, library_, module_name + "." + std::string(word)).empty())
        return false;
      names.remove_prefix(std::min(names.size(), comma + 1));
    }
    return !module.empty();
  }

  // The text of the module's file without its imports from the library; empty if there is no such file.
  const std::string& module_text(const std::string& module) {
    const auto [at, added] = modules_.try_emplace(module);
    if (!added) return at->second;
    const std::string file = module_file(root_, library_, module);
    const auto text = file.empty() ? fail(Error{}) : read_file(root_ / file);
    if (!text) return at->second;
    at->second = "\n";
    for (const std::string_view line : split_lines(*text)) {
      if (!import_line(line).module.starts_with(library_)) at->second += line;
    }
    return at->second;
  }

  const fs::path root_;
  const std::string library_;
  std::size_t own_ = 0, foreign_ = 0;
  std::map<std::string, std::string> modules_;
};

}  // namespace

fs::path top_package(fs::path folder) {
  if (!is_package(folder)) return {};
  while (folder.parent_path() != folder && is_package(folder.parent_path())) folder = folder.parent_path();
  return folder;
}

std::string package_of_sources(const fs::path& path, const std::string& library) {
  std::error_code code;
  const fs::path whole = fs::absolute(path, code).lexically_normal();
  const bool one_file = fs::is_regular_file(whole, code);
  const fs::path root = one_file ? whole.parent_path() : whole.has_filename() ? whole : whole.parent_path();
  const fs::path top = top_package(root);
  if (top.filename() == library) return library;
  ImportCount imports(top.empty() ? root : top, library);
  if (one_file) {
    imports.add(read_file(whole).value_or(""));
  } else if (const auto entries = list_tree(root, {})) {
    for (const TreeFile& entry : *entries) {
      if (entry.kind == TreeFileKind::python) imports.add(read_file(root / entry.path).value_or(""));
    }
  }
  return imports.is_foreign() ? top.filename().generic_string() : library;
}

std::string module_file(const fs::path& root, std::string_view package, std::string_view module) {
  if (module != package && !module.starts_with(std::string(package) + ".")) return {};
  std::string path(module.substr(std::min(module.size(), package.size() + 1)));
  std::replace(path.begin(), path.end(), '.', '/');
  std::error_code ignored;
  if (!path.empty() && fs::is_regular_file(root / (path + ".py"), ignored)) return path + ".py";
  path += path.empty() ? "__init__.py" : "/__init__.py";
  return fs::is_regular_file(root / path, ignored) ? path : std::string();
}

std::string path_with_package(const fs::path& root, const std::string& path) {
  for (std::size_t begin = 0; begin < path.size();) {
    const std::size_t slash = path.find('/', begin);
    if (slash == std::string::npos) return path.substr(begin);
    if (is_package(root / path.substr(0, slash))) return path.substr(begin);
    begin = slash + 1;
  }
  return path;
}

}  // namespace mintport
