#include "app/tree/source_tree.hh"

#include <algorithm>
#include <memory>
#include <optional>

#include "app/tree/archive.hh"
#include "app/tree/files.hh"
#include "core/base/parallel.hh"
#include "core/base/text.hh"
#include "core/names/names.hh"
#include "core/names/signatures.hh"

namespace mintport {
namespace {

namespace fs = std::filesystem;

// The folder of the package, with a trailing '/'; empty if the files themselves are the package.
std::string package_folder(const TreeFiles& files, std::string_view package) {
  if (files.contains("__init__.py")) return {};
  const std::string end = std::string(package) + "/__init__.py";
  std::string best;
  for (const auto& [path, bytes] : files) {
    if (path != end && !path.ends_with("/" + end)) continue;
    std::string folder = path.substr(0, path.size() - std::string_view("__init__.py").size());
    if (best.empty() || folder.size() < best.size()) best = std::move(folder);
  }
  return best;
}

// The value of `__version__ = "..."`.
std::string version_in(const TreeFiles& files) {
  const auto init = files.find("__init__.py");
  if (init == files.end()) return {};
  for (std::string_view line : split_lines(init->second)) {
    if (!line.starts_with("__version__")) continue;
    const std::size_t open = line.find_first_of("\"'");
    const std::size_t close = line.find_last_of("\"'");
    if (open != line.npos && close > open) return std::string(line.substr(open + 1, close - open - 1));
  }
  return {};
}

ConvertedFile convert_one(const std::string& path, const std::string& bytes, std::string_view package,
                          const Tables& tables, const SignatureIndex& signatures) {
  auto source = Source::make(path, bytes);
  if (!source) return {bytes, {}};
  Conversion made = convert(std::make_shared<const Source>(*std::move(source)), tables,
                            {.path = path, .package = std::string(package), .signatures = &signatures});
  return {std::move(made.text), std::move(made.findings)};
}

}  // namespace

Result<SourceTree> package_in(TreeFiles files, std::string_view package, std::string_view name) {
  const std::string folder = package_folder(files, package);
  SourceTree out;
  if (folder.empty()) {
    out.files = std::move(files);
  } else {
    for (auto& [path, bytes] : files) {
      if (path.starts_with(folder)) out.files.emplace(path.substr(folder.size()), std::move(bytes));
    }
  }
  const bool any =
      std::any_of(out.files.begin(), out.files.end(), [](const auto& file) { return is_python(file.first); });
  if (!any) {
    return fail({.kind = ErrorKind::not_found,
                 .file = std::string(name),
                 .what = "contains no Python files of " + std::string(package),
                 .hint = "give a folder, a wheel, or a git revision with --clone DIR"});
  }
  out.version = version_in(out.files);
  return out;
}

Result<TreeFiles> read_files(const fs::path& folder) {
  auto entries = list_tree(folder, {});
  if (!entries) return fail(entries.error());
  TreeFiles out;
  for (const TreeFile& entry : *entries) {
    if (entry.kind != TreeFileKind::python && entry.kind != TreeFileKind::other) continue;
    auto bytes = read_file(folder / entry.path);
    if (!bytes) return fail(bytes.error());
    out.emplace(entry.path, *std::move(bytes));
  }
  return out;
}

Result<SourceTree> read_source(const fs::path& path, std::string_view package) {
  std::error_code code;
  auto files = fs::is_directory(path, code) ? read_files(path) : read_archive(path);
  if (!files) return fail(files.error());
  return package_in(*std::move(files), package, path.string());
}

std::map<std::string, ConvertedFile> convert_in_memory(const SourceTree& tree, const Tables& tables,
                                                       const MemoryOptions& options) {
  std::vector<const TreeFiles::value_type*> files;
  for (const auto& file : tree.files) files.push_back(&file);
  std::vector<std::optional<FileHeaders>> found(files.size());
  for_each_index(files.size(), options.jobs, [&](std::size_t i) {
    const auto& [path, bytes] = *files[i];
    if (is_python(path))
      found[i] = headers_in(bytes, module_of(path, options.package), path.ends_with("__init__.py"));
  });
  SignatureIndex signatures;
  for (auto& headers : found) {
    if (headers) signatures.add(*std::move(headers));
  }
  std::erase_if(files, [&](const TreeFiles::value_type* file) { return !options.wanted(file->first); });
  std::vector<ConvertedFile> made(files.size());
  for_each_index(files.size(), options.jobs, [&](std::size_t i) {
    const auto& [path, bytes] = *files[i];
    made[i] = is_converted(path) ? convert_one(path, bytes, options.package, tables, signatures)
                                 : ConvertedFile{bytes, {}};
  });
  std::map<std::string, ConvertedFile> out;
  for (std::size_t i = 0; i < files.size(); ++i)
    out.emplace_hint(out.end(), files[i]->first, std::move(made[i]));
  return out;
}

}  // namespace mintport
