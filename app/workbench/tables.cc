// Session's part that keeps the tables as the project's own folders have them.
#include <filesystem>
#include <set>

#include "app/workbench/session.hh"
#include "core/base/text.hh"

namespace mintport {
namespace {

// The tables right in a folder, as Tables::add_folder() takes them: git's ignored files too.
// Asked of the disk, which is much less than to list the whole work tree.
std::set<std::string> tables_in(const std::string& folder, WorkTree& tree) {
  namespace fs = std::filesystem;
  std::set<std::string> out;
  auto add = [&](const std::string& path) {
    if (path.ends_with(".json") && !path.ends_with("/schema.json")) out.insert(path);
  };
  std::error_code ended;
  fs::directory_iterator at(fs::path(tree.root()) / folder, ended);
  if (ended) {  // a tree that is nowhere on the disk
    for (const std::string& path : tree.list().value_or(std::vector<std::string>())) {
      if (is_in_folder(path, folder) && path.find('/', folder.size() + 1) == std::string::npos) add(path);
    }
  }
  for (; !ended && at != fs::directory_iterator(); at.increment(ended))
    add(folder + "/" + at->path().filename().string());
  return out;
}

}  // namespace

// In the order in which they are laid over each other.
std::vector<std::string> Session::table_files() const {
  std::vector<std::string> out;
  for (const std::string& folder : state_.manifest.mappings) {
    for (const std::string& path : tables_in(folder, tree_)) out.push_back(path);
  }
  return out;
}

std::map<std::string, std::string> Session::table_texts() const {
  std::map<std::string, std::string> out;
  for (const std::string& path : table_files()) out[path] = read_if_there(tree_, path).value_or("");
  return out;
}

Result<Tables> Session::load_tables() const {
  if (load_tables_) return load_tables_(state_.manifest);
  Tables out = given_.copy();
  for (const std::string& path : table_files()) {
    const auto text = read_if_there(tree_, path);
    if (!text) continue;
    if (auto added = out.add(path, *text); !added) return fail(added.error());
  }
  return out;
}

// When the project's tables are others than those in use. All files are counted again then.
Result<bool> Session::follow_tables() {
  auto texts = table_texts();
  if (texts == table_texts_) return false;
  table_texts_ = std::move(texts);
  auto loaded = load_tables();
  if (!loaded) return fail(loaded.error());  // those in use stay
  tables_ = std::make_shared<const Tables>(*std::move(loaded));
  large_.clear();
  to_count_.clear();
  counted_ = 0;
  for (FileEntry& file : state_.files) {
    file.counted = false;
    to_count_.push_back(file.path);
  }
  return true;
}

}  // namespace mintport
