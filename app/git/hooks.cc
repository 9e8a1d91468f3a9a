#include "app/git/hooks.hh"

#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <utility>

#include "app/git/failure.hh"
#include "app/git/git_work_tree.hh"
#include "app/git/program.hh"

namespace mintport {
namespace {

// Variables that select a repository (`git rev-parse --local-env-vars`, without configuration). Hooks must
// not inherit the values of the process that started mintport.
constexpr std::array<std::string_view, 11> local_variables{"GIT_ALTERNATE_OBJECT_DIRECTORIES",
                                                           "GIT_OBJECT_DIRECTORY",
                                                           "GIT_DIR",
                                                           "GIT_WORK_TREE",
                                                           "GIT_IMPLICIT_WORK_TREE",
                                                           "GIT_GRAFT_FILE",
                                                           "GIT_INDEX_FILE",
                                                           "GIT_NO_REPLACE_OBJECTS",
                                                           "GIT_REPLACE_REF_BASE",
                                                           "GIT_INTERNAL_SUPER_PREFIX",
                                                           "GIT_COMMON_DIR"};

}  // namespace

std::vector<std::string> child_environment(const std::map<std::string, std::string>& own) {
  std::map<std::string, std::string> all;
  for (char** entry = environ; entry && *entry; ++entry) {
    const std::string_view text = *entry;
    const std::size_t equals = text.find('=');
    if (equals != text.npos) all.emplace(text.substr(0, equals), text.substr(equals + 1));
  }
  for (std::string_view name : local_variables) all.erase(std::string(name));
  for (const auto& [name, value] : own) all[name] = value;
  std::vector<std::string> result;
  for (const auto& [name, value] : all) result.push_back(name + "=" + value);
  return result;
}

std::string path_for_hooks(const std::string& root, const std::string& path) {
  return path.starts_with(root + "/") ? path.substr(root.size() + 1) : path;
}

Hooks::Hooks(git_repository* repository, std::string root, std::map<std::string, std::string> environment,
             Patience patience)
    : repository_(repository),
      root_(std::move(root)),
      environment_(std::move(environment)),
      patience_(std::move(patience)) {
  std::string git_dir = git_repository_path(repository);
  if (git_dir.ends_with('/')) git_dir.pop_back();
  environment_["GIT_EDITOR"] = ":";
  environment_["GIT_INDEX_FILE"] = path_for_hooks(root_, git_dir + "/index");
  if (git_dir != root_ + "/.git") {  // a linked work tree or a submodule
    environment_["GIT_DIR"] = git_dir;
    environment_["GIT_INDEX_FILE"] = git_dir + "/index";
  }
}

Result<std::string> Hooks::folder() const {
  auto config = settings(repository_);
  if (!config) return fail(config.error());
  Buffer path;
  const int code = git_config_get_path(path.get(), config->get(), "core.hooksPath");
  if (code == GIT_ENOTFOUND) return std::string(git_repository_commondir(repository_)) + "/hooks";
  if (code < 0) return git_failure(code, "reading core.hooksPath");
  const std::string text(path.view());
  return text.starts_with('/') ? text : root_ + "/" + text;
}

Result<HookRun> Hooks::run(const std::string& name, const std::vector<std::string>& arguments) const {
  auto where = folder();
  if (!where) return fail(where.error());
  const std::string program = *where + "/" + name;
  if (access(program.c_str(), X_OK) != 0) return HookRun{};
  ProgramCall call{{program}, root_, child_environment(environment_)};
  call.words.insert(call.words.end(), arguments.begin(), arguments.end());
  call.one_output = true;
  call.name = "the " + name + " hook";
  call.patience = patience_;
  ProgramRun done;
  int error = run_program(call, done);
  if (error == ENOEXEC) {  // no "#!" line
    call.words.insert(call.words.begin(), "/bin/sh");
    error = run_program(call, done);
  }
  if (error != 0) {
    return fail({ErrorKind::git, program, 0,
                 "the " + name + " hook cannot be started: " + std::strerror(error),
                 "check its first line, or remove its executable bit"});
  }
  return HookRun{true, done.status, done.stopped, std::move(done.output)};
}

}  // namespace mintport
