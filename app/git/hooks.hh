// Runs a repository's hooks as git does: in the root of the work tree, with GIT_INDEX_FILE set, without an
// editor or standard input. Collects stdout and stderr together. Private to this folder.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "app/git/handles.hh"
#include "core/base/error.hh"
#include "core/worktree/worktree.hh"

namespace mintport {

struct HookRun {
  bool invoked = false;  // false: the hook does not exist or is not executable
  int status = 0;        // exit status; 128 + the number of the signal that ended it
  bool stopped = false;  // by the user
  std::string output;
};

class Hooks {
 public:
  // `root` is the root of the work tree. `environment` adds variables for every hook (GIT_AUTHOR_NAME and the
  // like). `patience` is called while a hook runs.
  Hooks(git_repository* repository, std::string root, std::map<std::string, std::string> environment,
        Patience patience);

  // Kind git if the hook exists but cannot be started.
  Result<HookRun> run(const std::string& name, const std::vector<std::string>& arguments) const;

 private:
  Result<std::string> folder() const;

  git_repository* repository_;
  std::string root_;
  std::map<std::string, std::string> environment_;
  Patience patience_;
};

// The environment ("NAME=value") of a program that is run for a repository: this process's, without the
// variables that select another repository, and with `own` on top.
std::vector<std::string> child_environment(const std::map<std::string, std::string>& own);

// `path` as git passes it to hooks: relative to the root if it is below the root, without a leading "./".
std::string path_for_hooks(const std::string& root, const std::string& path);

}  // namespace mintport
