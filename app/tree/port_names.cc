#include "app/tree/port_names.hh"

#include <memory>
#include <system_error>

#include "app/tree/files.hh"
#include "core/names/offered.hh"

namespace mintport {
namespace {

namespace fs = std::filesystem;

// The import path of a folder, such as "mindone.diffusers": the folder and its parents that are packages.
std::string package_of(const fs::path& folder) {
  std::error_code code;
  std::string out = folder.filename().generic_string();
  for (fs::path above = folder.parent_path(); fs::exists(above / "__init__.py", code);
       above = above.parent_path())
    out = above.filename().generic_string() + "." + out;
  return out;
}

// The line of one module; empty if the file cannot be read.
std::string line_of(const fs::path& file, const std::string& path, const std::string& package) {
  auto bytes = read_file(file);
  if (!bytes) return {};
  const auto parsed = Tree::parse(path, *std::move(bytes));
  if (!parsed) return {};
  const Tree& tree = *parsed;
  const Names names(tree, path, package);
  std::string out = names.module();
  for (const std::string& name : offered_names(names, file.filename() == "__init__.py")) (out += ' ') += name;
  return out + "\n";
}

}  // namespace

Result<PortNames> port_names(const fs::path& folder) {
  std::error_code code;
  const fs::path root = fs::canonical(folder, code);
  if (code) return fail({.kind = ErrorKind::not_found, .file = folder.string(), .what = code.message()});
  auto entries = list_tree(root, {});
  if (!entries) return fail(entries.error());
  PortNames out{package_of(root), {}};
  for (const TreeFile& entry : *entries) {
    if (entry.kind == TreeFileKind::python) out.lines += line_of(root / entry.path, entry.path, out.package);
  }
  if (!out.lines.empty()) return out;
  return fail({.kind = ErrorKind::usage,
               .file = folder.string(),
               .what = "contains no readable Python files",
               .hint = "give the folder of the port's package with --port"});
}

}  // namespace mintport
