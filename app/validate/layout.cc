#include "app/validate/layout.hh"

#include <algorithm>

#include "app/tree/files.hh"
#include "app/tree/sources.hh"

namespace mintport {
namespace {

namespace fs = std::filesystem;

// "mindone.diffusers" -> "mindone/diffusers"
std::string folder_of(std::string package) {
  std::replace(package.begin(), package.end(), '.', '/');
  return package;
}

bool is_folder(const fs::path& path) {
  std::error_code error;
  return fs::is_directory(path, error);
}

bool is_file(const fs::path& path) {
  std::error_code error;
  return fs::is_regular_file(path, error);
}

// The folder that holds the package, if `folder` ends in the package's name; else empty.
fs::path root_for(const fs::path& folder, const fs::path& package) {
  fs::path outer = folder;
  for (auto part = package.end(); part != package.begin();) {
    if (outer.filename() != *--part) return {};
    outer = outer.parent_path();
  }
  return outer;
}

// True if every package around `package` has its __init__.py below `root`.
bool has_parents(const fs::path& root, const fs::path& package) {
  for (fs::path part = package.parent_path(); !part.empty(); part = part.parent_path()) {
    if (!is_file(root / part / "__init__.py")) return false;
  }
  return true;
}

// Makes `root`/`package` a link to `folder`. The packages around it also hold their installed modules, and
// those that are beside `folder`.
Result<void> link_package(const fs::path& root, const fs::path& package, const fs::path& folder) {
  fs::path beside = folder.parent_path();
  for (fs::path part = package.parent_path(); !part.empty(); part = part.parent_path()) {
    std::string text = "import pkgutil\n\n__path__ = pkgutil.extend_path(__path__, __name__)\n";
    if (beside.filename() == part.filename()) text += "__path__.insert(1, r\"" + beside.string() + "\")\n";
    beside = beside.parent_path();
    if (auto made = write_file(root / part / "__init__.py", text, std::nullopt); !made) return made;
  }
  std::error_code error;
  fs::create_directories((root / package).parent_path(), error);
  return write_link(root / package, folder);
}

// The folder that holds `package`, which is at `folder`.
Result<fs::path> package_root(const fs::path& folder, const fs::path& package, const fs::path& scratch) {
  const fs::path root = root_for(folder, package);
  if (!root.empty() && has_parents(root, package)) return root;
  if (auto linked = link_package(scratch, package, folder); !linked) return fail(linked.error());
  return scratch;
}

std::string existing_folder(std::initializer_list<fs::path> folders) {
  for (const fs::path& folder : folders) {
    if (is_folder(folder)) return folder.lexically_normal().string();
  }
  return "";
}

std::string moved(std::string_view path, const std::string& from, const std::string& to) {
  if (!path.starts_with(from + "/")) return std::string(path);
  return to + std::string(path.substr(from.size()));
}

}  // namespace

std::string ValidationLayout::in_tree(std::string_view worker_path) const {
  return moved(worker_path, port_prefix, port_folder);
}

std::string ValidationLayout::for_worker(std::string_view tree_path) const {
  return moved(tree_path, port_folder, port_prefix);
}

Result<ValidationLayout> layout_of(const WorkTree& tree, const Manifest& manifest,
                                   const LibraryFacts& library, const fs::path& scratch) {
  const auto source = find_sources(tree, manifest);
  if (!source) return fail(source.error());
  const fs::path root = tree.root();
  ValidationLayout out;
  out.port_folder = manifest.port.root;
  out.port_prefix = folder_of(library.port);
  out.source_folder = source->string();
  out.start.port_package = library.port;
  out.start.source_package = manifest.source.package;
  const auto port = package_root(root / manifest.port.root, out.port_prefix, scratch / "port");
  if (!port) return fail(port.error());
  out.start.port_root = port->string();
  const auto holder = package_root(*source, folder_of(manifest.source.package), scratch / "source");
  if (!holder) return fail(holder.error());
  out.start.source_root = holder->string();
  // Beside the package, or beside src/ with the package in it.
  out.start.source_tests = existing_folder({*source / "../tests", *source / "../../tests"});
  if (out.start.source_tests == (root / "tests").string()) out.start.source_tests.clear();  // the port's own
  out.start.port_tests = existing_folder({root / "tests"});
  out.start.cases = existing_folder({root / "mintport-cases"});
  return out;
}

}  // namespace mintport
