#include "app/session/project.hh"

#include <algorithm>
#include <charconv>
#include <filesystem>
#include <set>

#include "core/base/text.hh"
#include "core/names/names.hh"

namespace mintport {
namespace {

constexpr const char* kFilesNote = "reviewed";
constexpr const char* kHunksNote = "reviewed-hunks";
constexpr const char* kValidatedNote = "validated.json";  // app/validate/results.cc writes it

// Parses the lines of a mark note: a fingerprint in hexadecimal digits and a path.
template <class Take>
void read_lines(std::string_view note, Take take) {
  for (std::string_view line : split_lines(note)) {
    const std::size_t gap = line.find(' ');
    if (gap == std::string_view::npos) continue;
    Fingerprint mark = 0;
    std::from_chars(line.data(), line.data() + gap, mark, 16);
    take(std::string(trim(line.substr(gap + 1))), mark);
  }
}

std::string note_line(const std::string& path, Fingerprint mark) {
  char digits[17] = {};
  std::to_chars(digits, digits + 16, mark, 16);
  return std::string(digits) + " " + path + "\n";
}

// The tables directly in a folder, the same as Tables::add_folder() reads, including files that git ignores.
// Reads the disk, which is much faster than listing the whole work tree.
std::set<std::string> tables_in(const std::string& folder, WorkTree& tree) {
  namespace fs = std::filesystem;
  std::set<std::string> out;
  auto add = [&](const std::string& path) {
    if (path.ends_with(".json") && !path.ends_with("/schema.json")) out.insert(path);
  };
  std::error_code ended;
  fs::directory_iterator at(fs::path(tree.root()) / folder, ended);
  if (ended) {  // the work tree is not on disk
    for (const std::string& path : tree.list().value_or(std::vector<std::string>())) {
      if (is_in_folder(path, folder) && path.find('/', folder.size() + 1) == std::string::npos) add(path);
    }
  }
  for (; !ended && at != fs::directory_iterator(); at.increment(ended))
    add(folder + "/" + at->path().filename().string());
  return out;
}

}  // namespace

bool is_staged(const FileStatus& status) {
  return status.index != TreeState::unmodified && status.index != TreeState::conflicted;
}

Staged staged_of(const FileStatus& status) {
  if (!is_staged(status)) return Staged::no;
  return status.work == TreeState::unmodified ? Staged::all : Staged::partly;
}

Project::Project(WorkTree& work_tree, const Tables& given, Surroundings& around, LoadTables load)
    : tree(work_tree),
      surroundings(around),
      journal(work_tree, around),
      tables(std::shared_ptr<const Tables>(), &given),
      given_(given),
      load_(std::move(load)) {}

Result<void> Project::read_tree() {
  auto text = tree.read(std::string(kManifestName));
  if (!text) {
    return fail(
        {ErrorKind::not_found, std::string(kManifestName), 0, "this work tree has none",
         R"(create one: {"source": {"root": "FOLDER OF THE HF SOURCES"}, "port": {"root": "mindone/diffusers"}})"});
  }
  auto manifest = parse_manifest(*text);
  if (!manifest) return fail(manifest.error());
  state.manifest = std::move(*manifest);
  state.manifest_text = std::move(*text);
  state.files.clear();
  auto paths = tree.list();
  if (!paths) return fail(paths.error());
  std::set<std::string> ported;
  for (const std::string& path : *paths) {
    if (is_in_folder(path, state.manifest.port.root))
      ported.insert(path.substr(state.manifest.port.root.size() + 1));
  }
  auto opened = SourceFiles::open(tree, state.manifest, *paths);
  if (!opened) return fail(opened.error());
  sources = std::move(*opened);
  for (const std::string& path : sources.paths()) {
    FileEntry file;
    file.path = path;
    file.convertible = is_converted(file.path);
    file.ported = ported.contains(file.path);
    state.files.push_back(std::move(file));
  }
  if (state.files.empty()) {
    return fail({ErrorKind::content, std::string(kManifestName), 0,
                 "no files in '" + state.manifest.source.root + "'",
                 "set source.root to the folder of the HF sources"});
  }
  return {};
}

void Project::read_validations() {
  validations = read_store(surroundings.read_note(kValidatedNote)).value_or(ValidationStore());
}

void Project::read_status() {
  git = tree.state();
  auto now_all = tree.status();
  if (!now_all) return;
  status = std::move(*now_all);
  for (FileEntry& file : state.files) {
    const auto at = status.find(state.port_path(file.path));
    const FileStatus now = at == status.end() ? FileStatus{} : at->second;
    if (now.work == TreeState::deleted) file.ported = false;
    if (now.work == TreeState::untracked || now.work == TreeState::modified) file.ported = true;
    const bool clean = now == FileStatus{};
    file.committed = file.ported && clean;
    file.new_file = now.work == TreeState::untracked || now.index == TreeState::added;
    file.staged = staged_of(now);
  }
}

bool Project::follow_journal() {
  if (!journal.changed_outside()) return false;
  read_marks();
  state.history = journal.load(state);
  return true;
}

void Project::read_marks() {
  state.marks.clear();
  state.hunk_marks.clear();
  read_lines(surroundings.read_note(kFilesNote),
             [&](std::string path, Fingerprint mark) { state.marks[std::move(path)] = mark; });
  read_lines(surroundings.read_note(kHunksNote),
             [&](const std::string& path, Fingerprint mark) { state.hunk_marks[path].insert(mark); });
}

void Project::write_marks() {
  std::string files, hunks;
  for (const auto& [path, mark] : state.marks) files += note_line(path, mark);
  for (const auto& [path, marks] : state.hunk_marks) {
    for (const Fingerprint mark : marks) hunks += note_line(path, mark);
  }
  surroundings.write_note(kFilesNote, files);
  surroundings.write_note(kHunksNote, hunks);
}

std::string Project::head_path(const std::string& path) const {
  const auto at = status.find(path);
  return at == status.end() || at->second.renamed_from.empty() ? path : at->second.renamed_from;
}

ConvertOptions Project::options_of(const std::string& path) const {
  ConvertOptions out;
  out.path = path;
  out.package = state.manifest.source.package;
  return out;
}

std::vector<Waiver> Project::waivers_of(const std::string& path) const {
  std::vector<Waiver> out;
  for (const Waiver& waiver : state.manifest.waived) {
    if (waiver.file == path) out.push_back(waiver);
  }
  return out;
}

std::vector<std::string> Project::staged_paths() const {
  std::vector<std::string> out;
  for (const auto& [path, now] : status) {
    if (is_staged(now)) out.push_back(path);
  }
  return out;
}

// In the order in which they override each other, lowest priority first.
std::vector<std::string> Project::table_files() const {
  std::vector<std::string> out;
  for (const std::string& folder : state.manifest.mappings) {
    for (const std::string& path : tables_in(folder, tree)) out.push_back(path);
  }
  return out;
}

std::map<std::string, std::string> Project::read_table_texts() const {
  std::map<std::string, std::string> out;
  for (const std::string& path : table_files()) out[path] = read_if_there(tree, path).value_or("");
  return out;
}

Result<Tables> Project::load_tables() const {
  if (load_) return load_(state.manifest);
  Tables out = given_.copy();
  for (const std::string& path : table_files()) {
    const auto text = read_if_there(tree, path);
    if (!text) continue;
    if (auto added = out.add(path, *text); !added) return fail(added.error());
  }
  return out;
}

Result<void> Project::begin_tables() {
  if (load_) {
    table_texts_ = read_table_texts();
    return {};
  }
  const auto followed = follow_tables();
  return followed ? Result<void>() : fail(followed.error());
}

Result<bool> Project::follow_tables() {
  auto texts = read_table_texts();
  if (texts == table_texts_) return false;
  table_texts_ = std::move(texts);
  auto loaded = load_tables();
  if (!loaded) return fail(loaded.error());
  tables = std::make_shared<const Tables>(*std::move(loaded));
  return true;
}

}  // namespace mintport
