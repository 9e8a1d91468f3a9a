#include "app/git/hooks.hh"

#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstring>
#include <memory>
#include <utility>

#include "app/git/failure.hh"
#include "app/git/git_work_tree.hh"

extern char** environ;

namespace mintport {
namespace {

// Variables that say which repository git works on (`git rev-parse --local-env-vars`, without configuration):
// ours is not that of whoever started us.
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

using FileHandle = std::unique_ptr<std::FILE, Release<std::fclose>>;

// "NAME=value" for all that the child gets.
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

std::vector<char*> pointers(std::vector<std::string>& texts) {
  std::vector<char*> result;
  for (std::string& text : texts) result.push_back(text.data());
  result.push_back(nullptr);
  return result;
}

// How the child begins: where it runs, what its three standard files are, and with no signal blocked or
// ignored.
class SpawnSettings {
 public:
  SpawnSettings(const std::string& folder, int output) {
    posix_spawn_file_actions_init(&actions_);
    posix_spawn_file_actions_addopen(&actions_, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
    posix_spawn_file_actions_adddup2(&actions_, output, STDOUT_FILENO);
    posix_spawn_file_actions_adddup2(&actions_, output, STDERR_FILENO);
    posix_spawn_file_actions_addchdir_np(&actions_, folder.c_str());
    posix_spawnattr_init(&attributes_);
    sigset_t none, common;
    sigemptyset(&none);
    sigemptyset(&common);
    for (int number : {SIGINT, SIGQUIT, SIGTERM, SIGHUP, SIGPIPE, SIGTSTP, SIGCHLD})
      sigaddset(&common, number);
    posix_spawnattr_setsigmask(&attributes_, &none);
    posix_spawnattr_setsigdefault(&attributes_, &common);
    posix_spawnattr_setflags(&attributes_, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
  }
  SpawnSettings(const SpawnSettings&) = delete;
  SpawnSettings& operator=(const SpawnSettings&) = delete;
  ~SpawnSettings() {
    posix_spawnattr_destroy(&attributes_);
    posix_spawn_file_actions_destroy(&actions_);
  }

  // 0, or errno.
  int start(pid_t& child, std::vector<std::string> words, std::vector<std::string> environment) const {
    return posix_spawn(&child, words.front().c_str(), &actions_, &attributes_, pointers(words).data(),
                       pointers(environment).data());
  }

 private:
  posix_spawn_file_actions_t actions_;
  posix_spawnattr_t attributes_;
};

int wait_for(pid_t child) {
  int status = 0;
  while (waitpid(child, &status, 0) < 0) {
    if (errno != EINTR) return 128;
  }
  return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

std::string read_from_start(std::FILE* file) {
  std::string text;
  std::array<char, 4096> buffer;
  std::rewind(file);
  while (const std::size_t count = std::fread(buffer.data(), 1, buffer.size(), file)) {
    text.append(buffer.data(), count);
  }
  return text;
}

}  // namespace

std::string path_for_hooks(const std::string& root, const std::string& path) {
  return path.starts_with(root + "/") ? path.substr(root.size() + 1) : path;
}

Hooks::Hooks(git_repository* repository, std::string root, std::map<std::string, std::string> environment)
    : repository_(repository), root_(std::move(root)), environment_(std::move(environment)) {
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
  // A file, not a pipe: a process that the hook leaves behind would keep a pipe open.
  FileHandle output(std::tmpfile());
  if (!output) return io_failure(errno, "taking the hook's output", program);
  fcntl(fileno(output.get()), F_SETFD, FD_CLOEXEC);
  const SpawnSettings spawn(root_, fileno(output.get()));
  std::vector<std::string> words{program};
  words.insert(words.end(), arguments.begin(), arguments.end());
  const std::vector<std::string> environment = child_environment(environment_);
  pid_t child = 0;
  int error = spawn.start(child, words, environment);
  if (error == ENOEXEC) {  // no "#!" line
    words.insert(words.begin(), "/bin/sh");
    error = spawn.start(child, words, environment);
  }
  if (error != 0) {
    return fail({ErrorKind::git, program, 0,
                 "the " + name + " hook cannot be started: " + std::strerror(error),
                 "check its first line, or take away its executable bit"});
  }
  HookRun result;
  result.invoked = true;
  result.status = wait_for(child);
  result.output = read_from_start(output.get());
  return result;
}

}  // namespace mintport
