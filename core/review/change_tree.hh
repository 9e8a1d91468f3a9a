// The changed files as a tree: what is staged first, files before the folders beside them. Pure.
#pragma once

#include <cstdint>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "core/review/staging.hh"

namespace mintport {

struct ChangeRow {
  enum class Kind : std::uint8_t { section, folder, file } kind = Kind::file;
  bool staged = false;  // the section
  int depth = 0;
  std::string name;                // "Staged", "models/unets", "a.py"
  std::string path;                // from the root of the work tree; empty for a section
  std::vector<std::size_t> files;  // indexes in `changed` of all files of the row
  bool open = true;                // of a folder

  // Identifies a folder in the set of closed ones.
  std::string key() const { return (staged ? "staged " : "unstaged ") + path; }
  // True if the folder with this key, of either section, is around the file.
  static bool is_around(std::string_view key, std::string_view file);
  friend bool operator==(const ChangeRow&, const ChangeRow&) = default;
};

// A file that is staged in part stands among the staged ones. `closed` holds keys of folders.
std::vector<ChangeRow> change_rows(const std::vector<ChangedFile>& changed,
                                   const std::set<std::string>& closed);

}  // namespace mintport
