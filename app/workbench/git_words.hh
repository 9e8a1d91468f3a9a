// The state of git in words, for the header, the start page and the pages that commit and merge.
#pragma once

#include <string>
#include <vector>

#include "core/worktree/worktree.hh"

namespace mintport::ui {

// "on main ↑2 ↓1", "detached at e565473"
std::string head_words(const GitState& git);
// "merging topic", "rebasing topic 2/5"; empty: nothing is in progress.
std::string operation_words(const GitState& git);

// What a person should know before working here, a sentence each. Empty: nothing unusual. `conflicts` is the
// number of files in conflict, `show` the key that shows them, `commit` the one that commits.
std::vector<std::string> git_notes(const GitState& git, std::size_t conflicts, const std::string& show,
                                   const std::string& commit);

// The titles of the sides of a conflict. They name what git is doing; else an upgrade left the conflict.
struct SideTitles {
  std::string ours, base, theirs;
  friend bool operator==(const SideTitles&, const SideTitles&) = default;
};
SideTitles side_titles(const GitState& git);

}  // namespace mintport::ui
