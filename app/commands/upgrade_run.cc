#include "app/commands/upgrade_run.hh"

#include <filesystem>

#include "app/git/repository.hh"
#include "app/git/revisions.hh"
#include "app/tree/files.hh"
#include "app/tree/sources.hh"
#include "core/project/upgrade_state.hh"

namespace mintport::cli {
namespace {

namespace fs = std::filesystem;

constexpr const char* kConverted = "refs/mintport/converted";

fs::path state_folder(const WorkTree& work_tree) {
  return fs::path(work_tree.git_dir()) / "mintport";
}
fs::path record_file(const WorkTree& work_tree) {
  return state_folder(work_tree) / "upgrade.json";
}
fs::path saved(const WorkTree& work_tree, const std::string& path) {
  return state_folder(work_tree) / "upgrade" / path;
}

// The text that is written to disk.
std::string text_of(const UpgradeFile& file, const UpgradeCommand& command) {
  const MarkerLabels labels{"port", "old upstream, converted", "new upstream, converted"};
  switch (command.favor) {
    case UpgradeCommand::Favor::ours:
      return decide(file.merge, Favor::ours);
    case UpgradeCommand::Favor::theirs:
      return decide(file.merge, Favor::theirs);
    case UpgradeCommand::Favor::both:
      return decide(file.merge, Favor::both);
    case UpgradeCommand::Favor::none:
      break;
  }
  if (file.theirs.empty()) return decide(file.merge, Favor::ours);  // deleted upstream: the file stays
  return command.keep_parsable ? with_comment_markers(file.merge, labels) : with_markers(file.merge, labels);
}

bool is_written(const UpgradeFile& file) {
  return file.state == UpgradeState::merged || file.state == UpgradeState::conflict ||
         file.state == UpgradeState::added;
}

// Writes the files of one upgrade. Saves each file before changing it.
class Writer {
 public:
  Writer(PortPlace& place, const UpgradeCommand& command)
      : place_(place), tree_(*place.work_tree), command_(command) {}

  Result<void> begin(const std::vector<UpgradeFile>& files) {
    if (auto ok = check_clean(files); !ok) return ok;
    auto reference = reference_id(tree_.root(), kConverted);
    if (!reference) return fail(reference.error());
    const auto head = tree_.head_place();
    if (!head) return fail(head.error());
    record_.converted = *std::move(reference);
    record_.head = head->id;
    std::error_code code;
    fs::remove_all(state_folder(tree_) / "upgrade", code);
    for (const UpgradeFile& file : files) {
      if (is_written(file)) {
        if (auto ok = keep(in_tree(file.path)); !ok) return ok;
      }
      if (file.state == UpgradeState::gone || (is_written(file) && !file.old_path.empty())) {
        if (auto ok = keep(in_tree(file.old_path.empty() ? file.path : file.old_path)); !ok) return ok;
      }
    }
    return write_file(record_file(tree_), write_record(record_), std::nullopt);
  }

  Result<void> write(const UpgradeFile& file) {
    const std::string path = in_tree(file.path);
    if (file.state == UpgradeState::gone) return remove(path);
    if (!is_written(file)) return {};
    if (auto ok = tree_.write(path, text_of(file, command_)); !ok) return ok;
    if (!file.old_path.empty()) {
      if (auto ok = remove(in_tree(file.old_path)); !ok) return ok;
    }
    if (command_.no_stage) return {};
    const bool open = file.conflicts > 0 && command_.favor == UpgradeCommand::Favor::none;
    if (open) {
      conflicts_[path] = {file.base, ours(file), file.theirs};
    } else {
      staged_.push_back(path);
    }
    return {};
  }

  // Stages all written files.
  Result<void> stage() {
    if (!staged_.empty()) {
      if (auto ok = tree_.stage_files(staged_); !ok) return ok;
    }
    return conflicts_.empty() ? Result<void>() : stage_conflicts(tree_.root(), conflicts_);
  }

 private:
  std::string in_tree(const std::string& path) const { return place_.folder + path; }

  static std::string ours(const UpgradeFile& file) { return decide(file.merge, Favor::ours); }

  // Refuses to overwrite uncommitted changes.
  Result<void> check_clean(const std::vector<UpgradeFile>& files) {
    auto status = tree_.status();
    if (!status) return fail(status.error());
    for (const UpgradeFile& file : files) {
      if (!is_written(file) && file.state != UpgradeState::gone) continue;
      for (const std::string& path : {in_tree(file.path), in_tree(file.old_path)}) {
        const auto found = status->find(path);
        if (found == status->end()) continue;
        const TreeState index = found->second.index, work = found->second.work;
        const bool untracked = index == TreeState::unmodified && work == TreeState::untracked;
        if (untracked || (index == TreeState::added && work == TreeState::unmodified)) continue;
        return fail({ErrorKind::refused, path, 0, "has uncommitted changes", "commit or stash them first"});
      }
    }
    return {};
  }

  Result<void> keep(const std::string& path) {
    auto bytes = tree_.read(path);
    if (!bytes) {
      if (bytes.error().kind != ErrorKind::not_found) return fail(bytes.error());
      record_.added.push_back(path);
      return {};
    }
    record_.changed.push_back(path);
    return write_file(saved(tree_, path), *bytes, std::nullopt);
  }

  Result<void> remove(const std::string& path) {
    std::error_code code;
    fs::remove(fs::path(tree_.root()) / path, code);
    if (code) return fail({ErrorKind::io, path, 0, "cannot delete: " + code.message(), ""});
    if (!command_.no_stage) staged_.push_back(path);
    return {};
  }

  PortPlace& place_;
  WorkTree& tree_;
  const UpgradeCommand& command_;
  UpgradeRecord record_;
  std::vector<std::string> staged_;  // to be staged whole
  std::map<std::string, ConflictSides> conflicts_;
};

}  // namespace

Result<PortPlace> find_port(const std::string& port) {
  PortPlace out;
  const fs::path here = real_path(port.empty() ? "." : port);
  std::error_code code;
  if (!fs::is_directory(here, code)) {
    return fail(
        {ErrorKind::not_found, port, 0, "is not a folder", "give the folder of the port with --port DIR"});
  }
  auto opened = open_repository(here.string());
  if (!opened) {
    Error error = opened.error();
    if (error.kind == ErrorKind::not_found)
      error.hint = "make the folder a git work tree: git init, git add, git commit";
    return fail(std::move(error));
  }
  out.work_tree = *std::move(opened);
  if (const auto text = out.work_tree->read(std::string(kManifestName))) {
    auto manifest = parse_manifest(*text);
    if (!manifest) return fail(manifest.error());
    out.manifest = *std::move(manifest);
    out.has_manifest = true;
  }
  fs::path folder = here;
  if (port.empty() && out.has_manifest) folder = fs::path(out.work_tree->root()) / out.manifest.port.root;
  const fs::path below = folder.lexically_relative(real_path(out.work_tree->root()));
  if (below != ".") out.folder = below.generic_string() + "/";
  return out;
}

Result<SourceTree> read_side(const std::string& side, const std::string& clone, const std::string& package) {
  std::error_code code;
  if (fs::exists(side, code)) return read_source(side, package);
  if (is_requirement(side)) {
    const auto installed = find_installed(side, package);
    return installed ? read_source(*installed, package) : fail(installed.error());
  }
  auto files = files_at(clone, side);
  if (!files) return fail(files.error());
  return package_in(*std::move(files), package, side);
}

Result<void> write_upgrade_files(PortPlace& place, const std::vector<UpgradeFile>& files,
                                 const std::map<std::string, ConvertedFile>& converted,
                                 const UpgradeCommand& command) {
  Writer writer(place, command);
  if (auto ok = writer.begin(files); !ok) return ok;
  for (const UpgradeFile& file : files) {
    if (auto ok = writer.write(file); !ok) return ok;
  }
  if (auto ok = writer.stage(); !ok) return ok;
  std::map<std::string, std::string> recorded;
  for (const auto& [path, file] : converted) recorded.emplace(place.folder + path, file.text);
  return place.work_tree->record_converted(recorded, "Convert for an upgrade");
}

Result<void> abort_upgrade(PortPlace& place) {
  WorkTree& tree = *place.work_tree;
  const auto text = read_file(record_file(tree));
  if (!text) return fail({ErrorKind::not_found, "", 0, "no upgrade to undo", ""});
  auto record = parse_record(*text);
  if (!record) return fail(record.error());
  const auto head = tree.head_place();
  if (!head) return fail(head.error());
  if (head->id != record->head) {
    return fail({ErrorKind::refused, "", 0, "HEAD has moved since the upgrade", "use git revert"});
  }
  for (const std::string& path : record->changed) {
    auto bytes = read_file(saved(tree, path));
    if (!bytes) return fail(bytes.error());
    if (auto ok = tree.write(path, *bytes); !ok) return ok;
    if (auto ok = tree.unstage_file(path); !ok) return ok;
  }
  for (const std::string& path : record->added) {
    std::error_code code;
    fs::remove(fs::path(tree.root()) / path, code);
    if (auto ok = tree.unstage_file(path); !ok) return ok;
  }
  if (auto ok = restore_reference(tree.root(), kConverted, record->converted); !ok) return ok;
  std::error_code code;
  fs::remove_all(state_folder(tree) / "upgrade", code);
  fs::remove(record_file(tree), code);
  return {};
}

}  // namespace mintport::cli
