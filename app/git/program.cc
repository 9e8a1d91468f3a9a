#include "app/git/program.hh"

#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <csignal>
#include <cstdio>
#include <memory>

#include "app/git/handles.hh"

namespace mintport {
namespace {

// Files, not pipes: a process that the program leaves behind would keep a pipe open, and a pipe that is full
// would stop both.
using FileHandle = std::unique_ptr<std::FILE, Release<std::fclose>>;

FileHandle temporary_file() {
  FileHandle file(std::tmpfile());
  if (file) fcntl(fileno(file.get()), F_SETFD, FD_CLOEXEC);
  return file;
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
  SpawnSettings(const std::string& folder, int input, int output, int errors) {
    posix_spawn_file_actions_init(&actions_);
    posix_spawn_file_actions_adddup2(&actions_, input, STDIN_FILENO);
    posix_spawn_file_actions_adddup2(&actions_, output, STDOUT_FILENO);
    posix_spawn_file_actions_adddup2(&actions_, errors, STDERR_FILENO);
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
    return posix_spawnp(&child, words.front().c_str(), &actions_, &attributes_, pointers(words).data(),
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

int run_program(const ProgramCall& call, ProgramRun& run) {
  const FileHandle input = temporary_file(), output = temporary_file(), errors = temporary_file();
  if (!input || !output || !errors) return errno;
  if (!call.input.empty()) std::fwrite(call.input.data(), 1, call.input.size(), input.get());
  if (std::fflush(input.get()) != 0) return errno;
  std::rewind(input.get());
  const SpawnSettings spawn(call.folder, fileno(input.get()), fileno(output.get()),
                            fileno(call.one_output ? output.get() : errors.get()));
  pid_t child = 0;
  if (const int error = spawn.start(child, call.words, call.environment)) return error;
  run.status = wait_for(child);
  run.output = read_from_start(output.get());
  run.errors = read_from_start(errors.get());
  return 0;
}

}  // namespace mintport
