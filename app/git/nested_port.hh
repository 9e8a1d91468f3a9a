// A work tree whose port is in a repository of its own inside it, such as a submodule. The files are those of
// the outer work tree; staging, commits and branches are those of the inner one.
#pragma once

#include <memory>
#include <string>

#include "core/worktree/worktree.hh"

namespace mintport {

// `tree`, in which the port's files belong to the repository that holds the folder `port` (from the root of
// the tree). Gives `tree` itself if that is its own. Errors: the inner repository cannot be opened.
Result<std::unique_ptr<WorkTree>> with_nested_port(std::unique_ptr<WorkTree> tree, const std::string& port);

}  // namespace mintport
