// Running a repository's hooks as the git program does: in the root of the work tree, with GIT_INDEX_FILE
// set, no editor, nothing on stdin. What they print on stdout and stderr is taken together. Private to this
// folder.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "app/git/handles.hh"
#include "core/base/error.hh"
#include "core/worktree/worktree.hh"

namespace mintport {

struct HookRun {
  bool invoked = false;  // false: there is no such hook, or it is not executable
  int status = 0;        // exit status; 128 + the signal when one ended it
  bool stopped = false;  // by the person
  std::string output;
};

class Hooks {
 public:
  // `root`: the work tree's. `environment` comes on top, for every hook (GIT_AUTHOR_NAME and the like).
  // `patience`: asked while one runs.
  Hooks(git_repository* repository, std::string root, std::map<std::string, std::string> environment,
        Patience patience);

  // Kind git when the hook is there but cannot be started.
  Result<HookRun> run(const std::string& name, const std::vector<std::string>& arguments) const;

 private:
  Result<std::string> folder() const;

  git_repository* repository_;
  std::string root_;
  std::map<std::string, std::string> environment_;
  Patience patience_;
};

// "NAME=value" for all that a program started for a repository gets: what git itself was told of another one
// is left out, `own` comes on top.
std::vector<std::string> child_environment(const std::map<std::string, std::string>& own);

// `path` as git names it to hooks: relative to the root where it is below it ("./.git/index" would be no use
// to them).
std::string path_for_hooks(const std::string& root, const std::string& path);

}  // namespace mintport
