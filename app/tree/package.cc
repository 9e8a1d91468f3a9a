#include "app/tree/package.hh"

#include <algorithm>
#include <string_view>
#include <system_error>
#include <vector>

#include "app/tree/files.hh"
#include "core/base/text.hh"

namespace mintport {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kDiffusers = "diffusers";

bool is_package(const fs::path& folder) {
  std::error_code code;
  return fs::exists(folder / "__init__.py", code);
}

// What follows `from ` or `import ` at the start of a line; empty for another line.
std::string_view imported_module(std::string_view line) {
  const std::size_t begin = line.find_first_not_of(" \t");
  if (begin == std::string_view::npos) return {};
  line.remove_prefix(begin);
  for (const std::string_view word : {"from ", "import "}) {
    if (!line.starts_with(word)) continue;
    line.remove_prefix(word.size());
    return line.substr(0, line.find_first_of(" \t\r,;"));
  }
  return {};
}

// A module of diffusers that is none of the folder's own.
bool is_foreign(const fs::path& root, std::string_view module) {
  if (module == kDiffusers) return true;
  if (!module.starts_with("diffusers.")) return false;
  const std::string_view rest = module.substr(kDiffusers.size() + 1);
  const std::string first(rest.substr(0, rest.find('.')));
  std::error_code code;
  return !fs::exists(root / first, code) && !fs::exists(root / (first + ".py"), code);
}

bool uses_diffusers(const fs::path& root, std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    if (is_foreign(root, imported_module(text.substr(at, end - at)))) return true;
    at = end + 1;
  }
  return false;
}

// The topmost package around; empty outside of packages.
fs::path top_package(fs::path folder) {
  if (!is_package(folder)) return {};
  while (folder.has_parent_path() && is_package(folder.parent_path())) folder = folder.parent_path();
  return folder;
}

}  // namespace

std::string package_of_sources(const fs::path& path) {
  std::error_code code;
  const fs::path whole = fs::absolute(path, code).lexically_normal();
  const bool one_file = fs::is_regular_file(whole, code);
  const fs::path root = one_file ? whole.parent_path() : whole.has_filename() ? whole : whole.parent_path();
  const fs::path top = top_package(root);
  if (top.filename() == kDiffusers) return std::string(kDiffusers);
  bool foreign = false;
  if (one_file) {
    foreign = uses_diffusers(top.empty() ? root : top, read_file(whole).value_or(""));
  } else if (const auto entries = list_tree(root, {})) {
    foreign = std::any_of(entries->begin(), entries->end(), [&](const TreeFile& entry) {
      return entry.kind == TreeFileKind::python &&
             uses_diffusers(top.empty() ? root : top, read_file(root / entry.path).value_or(""));
    });
  }
  return foreign ? top.filename().generic_string() : std::string(kDiffusers);
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
