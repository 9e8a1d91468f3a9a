// What git calls changed, for a list of files and the hunks of one. Values.
#pragma once

#include <string>
#include <vector>

#include "core/review/code_file.hh"
#include "core/review/state.hh"

namespace mintport {

struct ChangedFile {
  std::string path;  // from the root of the work tree
  Staged staged = Staged::no;
  char letter = 'M';  // A, M, D, R, U, ? as git says
  friend bool operator==(const ChangedFile&, const ChangedFile&) = default;
};

// How a file differs from the index, or the index from HEAD. Empty when it does not.
struct StagingPart {
  CodeFile file;
  std::vector<LineHunk> hunks;
};

}  // namespace mintport
