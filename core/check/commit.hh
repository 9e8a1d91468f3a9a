// Finds commits that mix structure and behaviour: names changed and code moved beside changed arithmetic.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/line_hunk.hh"
#include "core/check/check.hh"

namespace mintport {

// A file of a commit and its parent. A text is empty if that side lacks the file.
struct CommittedFile {
  std::string path;
  std::string before, after;
  std::vector<LineHunk> hunks;
};

// A finding `mixed-commit` for each hunk that changes an operator or a number of a line, by path, if other
// hunks of the commit rename a name everywhere or move code. Its message names up to three of those. Ranges
// are of the text after the commit.
std::map<std::string, std::vector<CheckFinding>> check_commit(const std::vector<CommittedFile>& files);

extern const CheckRule kMixedCommitRule;

}  // namespace mintport
