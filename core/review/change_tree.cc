#include "core/review/change_tree.hh"

#include <map>
#include <string_view>

#include "core/base/text.hh"

namespace mintport {
namespace {

struct ChangeFolder {
  std::map<std::string, ChangeFolder, std::less<>> folders;
  std::vector<std::size_t> files;
};

class RowBuilder {
 public:
  RowBuilder(const std::vector<ChangedFile>& changed, const std::set<std::string>& closed)
      : changed_(changed), closed_(closed) {}

  void section(bool staged) {
    ChangeFolder root;
    for (std::size_t i = 0; i < changed_.size(); ++i) {
      if ((changed_[i].staged != Staged::no) == staged) place(root, i);
    }
    if (root.files.empty() && root.folders.empty()) return;
    staged_ = staged;
    ChangeRow row = row_of(ChangeRow::Kind::section, 0, staged ? "Staged" : "Not staged", "");
    add(root, "", 0, true, row, rows.size());
  }

  std::vector<ChangeRow> rows;

 private:
  void place(ChangeFolder& root, std::size_t index) const {
    ChangeFolder* at = &root;
    const auto parts = split(changed_[index].path, '/');
    for (std::size_t i = 0; i + 1 < parts.size(); ++i) at = &at->folders[std::string(parts[i])];
    at->files.push_back(index);
  }

  ChangeRow row_of(ChangeRow::Kind kind, int depth, std::string name, std::string path) const {
    return {kind, staged_, depth, std::move(name), std::move(path), {}, true};
  }

  // Adds the row, if it is shown, and what is in its folder. Returns all files of the row.
  std::vector<std::size_t> add(const ChangeFolder& folder, const std::string& prefix, int depth, bool shown,
                               ChangeRow row, std::size_t at) {
    if (shown) rows.push_back(row);
    const bool open = shown && row.open;
    for (const std::size_t file : folder.files) {
      row.files.push_back(file);
      if (!open) continue;
      ChangeRow leaf = row_of(ChangeRow::Kind::file, depth + 1, changed_[file].path.substr(prefix.size()),
                              changed_[file].path);
      leaf.files = {file};
      rows.push_back(std::move(leaf));
    }
    for (const auto& [name, child] : folder.folders) {
      const std::vector<std::size_t> inside = add_folder(name, child, prefix, depth + 1, open);
      row.files.insert(row.files.end(), inside.begin(), inside.end());
    }
    if (shown) rows[at].files = row.files;
    return std::move(row.files);
  }

  std::vector<std::size_t> add_folder(std::string name, const ChangeFolder& folder, const std::string& prefix,
                                      int depth, bool shown) {
    const ChangeFolder* at = &folder;
    while (at->files.empty() && at->folders.size() == 1) {
      name += "/" + at->folders.begin()->first;
      at = &at->folders.begin()->second;
    }
    ChangeRow row = row_of(ChangeRow::Kind::folder, depth, name, prefix + name);
    row.open = !closed_.contains(row.key());
    const std::string inside = row.path + "/";
    return add(*at, inside, depth, shown, std::move(row), rows.size());
  }

  const std::vector<ChangedFile>& changed_;
  const std::set<std::string>& closed_;
  bool staged_ = false;
};

}  // namespace

bool ChangeRow::is_around(std::string_view key, std::string_view file) {
  key.remove_prefix(key.find(' ') + 1);
  return file.size() > key.size() && file[key.size()] == '/' && file.starts_with(key);
}

std::vector<ChangeRow> change_rows(const std::vector<ChangedFile>& changed,
                                   const std::set<std::string>& closed) {
  RowBuilder builder(changed, closed);
  builder.section(true);
  builder.section(false);
  return std::move(builder.rows);
}

}  // namespace mintport
