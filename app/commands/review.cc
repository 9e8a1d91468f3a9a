#include "app/commands/review.hh"

#include <algorithm>
#include <filesystem>

#include "app/commands/commands.hh"
#include "app/git/nested_port.hh"
#include "app/git/repository.hh"
#include "app/report/findings.hh"
#include "app/tree/sources.hh"
#include "core/base/text.hh"

namespace mintport::cli {
namespace {

namespace fs = std::filesystem;

// The path of something on disk from a folder that holds it, "." for the folder itself; empty: it is
// elsewhere.
std::string below_folder(const fs::path& path, const fs::path& folder) {
  std::error_code ignored;
  std::string out = path.lexically_relative(fs::weakly_canonical(folder, ignored)).generic_string();
  return out.starts_with("..") ? "" : out;
}

}  // namespace

Result<std::unique_ptr<CommandReview>> CommandReview::open(const ReviewOptions& options,
                                                           Session::Access access) {
  auto tree = open_repository(options.repository);
  if (!tree) return fail(tree.error());
  const auto manifest = read_manifest(**tree);
  if (!manifest) return fail(manifest.error());
  tree = with_nested_port(*std::move(tree), manifest->port.root);
  if (!tree) return fail(tree.error());
  auto sources = find_sources(**tree, *manifest);
  if (!sources) return fail(sources.error());
  auto tables = load_project_tables((*tree)->root(), *manifest, options.mappings);
  if (!tables) return fail(tables.error());
  std::unique_ptr<CommandReview> out(
      new CommandReview(*std::move(tree), *std::move(tables), *std::move(sources), options));
  if (auto loaded = out->session_.load(access); !loaded) return fail(loaded.error());
  return out;
}

CommandReview::CommandReview(std::unique_ptr<WorkTree> tree, Tables tables, fs::path sources,
                             const ReviewOptions& options)
    : tree_(std::move(tree)),
      tables_(std::move(tables)),
      sources_(std::move(sources)),
      surroundings_(*tree_),
      session_(*tree_, tables_, surroundings_, false,
               [root = tree_->root(), mappings = options.mappings](const Manifest& now) {
                 return load_project_tables(root, now, mappings);
               }) {}

std::string CommandReview::in_tree(const std::string& typed) const {
  std::string path = fs::path(typed).lexically_normal().generic_string();
  std::error_code error;
  const fs::path on_disk = fs::weakly_canonical(typed, error);
  if (!error && fs::exists(on_disk, error)) {
    if (const std::string inside = below_folder(on_disk, tree_->root()); !inside.empty()) path = inside;
  }
  while (path.ends_with('/')) path.pop_back();
  return path;
}

std::string CommandReview::below_roots(const std::string& typed) const {
  std::error_code error;
  const fs::path on_disk = fs::weakly_canonical(typed, error);
  std::string path = !error && fs::exists(on_disk, error) ? below_folder(on_disk, sources_) : "";
  if (path.empty()) {
    path = in_tree(typed);
    const Manifest& manifest = state().manifest;
    for (const std::string& side : {manifest.port.root, manifest.source.root}) {
      if (path == side) return "";
      if (is_in_folder(path, side)) return path.substr(side.size() + 1);
    }
  }
  return path == "." ? "" : path;
}

Result<std::vector<std::string>> CommandReview::places_of(const std::vector<std::string>& typed) const {
  std::vector<std::string> out;
  for (const std::string& one : typed) {
    std::string path = below_roots(one);
    const bool known = std::any_of(state().files.begin(), state().files.end(), [&](const FileEntry& file) {
      return file.path == path || is_in_folder(file.path, path);
    });
    if (!known) {
      const Manifest& manifest = state().manifest;
      return fail({ErrorKind::usage, "", 0, "no file or folder '" + one + "' in the HF sources",
                   "give a path below '" + manifest.source.root + "' or '" + manifest.port.root + "'"});
    }
    out.push_back(std::move(path));
  }
  return out;
}

Json json_header() {
  return {{"tool", "mintport"}, {"version", kVersion}};
}

Result<void> print_json(const Json& value) {
  return print_text(value.dump(1, ' ', false, Json::error_handler_t::replace) + "\n");
}

Result<void> print_line(const std::string& line) {
  return print_text(line + "\n");
}

Json finding_json(const State& state, const FindingAt& place) {
  const TrackedFinding& found = at(state, place);
  const ListedFinding row = listed(state, *state.find(place.path), found);
  return {{"id", found.id},
          {"path", place.path},
          {"place", row.place},
          {"line", row.line},
          {"kind", to_string(found.finding.kind)},
          {"symbol", found.finding.symbol}};
}

std::string place_text(const State& state, const FindingAt& place) {
  const ListedFinding row = listed(state, *state.find(place.path), at(state, place));
  return row.place + ":" + std::to_string(row.line);
}

}  // namespace mintport::cli
