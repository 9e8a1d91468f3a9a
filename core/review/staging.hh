// Changed files and hunks for the staging page. Values.
#pragma once

#include <string>
#include <vector>

#include "core/review/code_file.hh"
#include "core/review/state.hh"

namespace mintport {

struct ChangedFile {
  std::string path;  // from the root of the work tree
  Staged staged = Staged::no;
  char letter = 'M';  // A, M, D, R, U, ? as in git status
  friend bool operator==(const ChangedFile&, const ChangedFile&) = default;
};

// The difference between a file and the index, or between index and HEAD. Empty if there is none.
struct StagingPart {
  CodeFile file;
  std::vector<LineHunk> hunks;
};

}  // namespace mintport
