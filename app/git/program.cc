#include "app/git/program.hh"

#include <dlfcn.h>
#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstdio>
#include <memory>

#include "app/git/handles.hh"

namespace mintport {
namespace {

// Uses files instead of pipes. A process that the program leaves behind would keep a pipe open, and a full
// pipe would block both processes.
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

// glibc has posix_spawn_file_actions_addchdir_np since 2.29, and the packages run on 2.28. Null: it is not
// there.
using AddChdir = int (*)(posix_spawn_file_actions_t*, const char*);
AddChdir find_add_chdir() {
  return reinterpret_cast<AddChdir>(::dlsym(RTLD_DEFAULT, "posix_spawn_file_actions_addchdir_np"));
}

// How a child starts: its folder, its three standard files, and whether it leads a process group. No signal
// is blocked or ignored.
class SpawnSettings {
 public:
  SpawnSettings(const std::string& folder, int input, int output, int errors, bool own_group) {
    posix_spawn_file_actions_init(&actions_);
    posix_spawn_file_actions_adddup2(&actions_, input, STDIN_FILENO);
    posix_spawn_file_actions_adddup2(&actions_, output, STDOUT_FILENO);
    posix_spawn_file_actions_adddup2(&actions_, errors, STDERR_FILENO);
    if (const AddChdir add_chdir = find_add_chdir()) {
      add_chdir(&actions_, folder.c_str());
    } else {
      changer_ = {"sh", "-c", "cd \"$0\" && exec \"$@\"", folder};
    }
    posix_spawnattr_init(&attributes_);
    sigset_t none, common;
    sigemptyset(&none);
    sigemptyset(&common);
    for (int number : {SIGINT, SIGQUIT, SIGTERM, SIGHUP, SIGPIPE, SIGTSTP, SIGCHLD})
      sigaddset(&common, number);
    posix_spawnattr_setsigmask(&attributes_, &none);
    posix_spawnattr_setsigdefault(&attributes_, &common);
    int flags = POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF;
    if (own_group) flags |= POSIX_SPAWN_SETPGROUP;  // the group id is the child's process id
    posix_spawnattr_setflags(&attributes_, static_cast<short>(flags));
  }
  SpawnSettings(const SpawnSettings&) = delete;
  SpawnSettings& operator=(const SpawnSettings&) = delete;
  ~SpawnSettings() {
    posix_spawnattr_destroy(&attributes_);
    posix_spawn_file_actions_destroy(&actions_);
  }

  // Returns 0 or errno.
  int start(pid_t& child, std::vector<std::string> words, std::vector<std::string> environment) const {
    words.insert(words.begin(), changer_.begin(), changer_.end());
    return posix_spawnp(&child, words.front().c_str(), &actions_, &attributes_, pointers(words).data(),
                        pointers(environment).data());
  }

 private:
  std::vector<std::string> changer_;  // in front of the words: changes the folder; empty if `actions_` does
  posix_spawn_file_actions_t actions_;
  posix_spawnattr_t attributes_;
};

using std::chrono::milliseconds;

milliseconds since(std::chrono::steady_clock::time_point start) {
  return std::chrono::duration_cast<milliseconds>(std::chrono::steady_clock::now() - start);
}

// Whether the child ends within `time`. Signals (such as a resize) do not shorten the wait.
bool ends_within(int child_file, milliseconds time) {
  const auto start = std::chrono::steady_clock::now();
  pollfd wanted{child_file, POLLIN, 0};
  while (true) {
    const auto left = std::max(time - since(start), milliseconds(0));
    const int ready = ::poll(&wanted, 1, static_cast<int>(left.count()));
    if (ready >= 0 || errno != EINTR) return ready > 0;
  }
}

// Waits until the child ends or patience runs out. In the second case terminates the child, and two seconds
// later kills its whole group. Returns true if it was stopped.
bool stop_when_asked(pid_t child, const ProgramCall& call) {
  const int file = static_cast<int>(::syscall(SYS_pidfd_open, child, 0));
  if (file < 0) return false;  // Linux before 5.3 has no pidfd: wait without a limit
  const auto start = std::chrono::steady_clock::now();
  bool ended = false, stopped = false;
  while (!ended && !stopped) {
    ended = ends_within(file, milliseconds(100));
    stopped = !ended && !call.patience(call.name, since(start));
  }
  if (stopped) {
    ::kill(-child, SIGTERM);
    ::kill(-child, SIGCONT);  // a process that reads the terminal from the background is halted
    (void)ends_within(file, milliseconds(2000));
    ::kill(-child, SIGKILL);  // kills remaining processes of the group; its id stays reserved until waitpid
  }
  ::close(file);
  return stopped;
}

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
                            fileno(call.one_output ? output.get() : errors.get()), call.patience != nullptr);
  pid_t child = 0;
  if (const int error = spawn.start(child, call.words, call.environment)) return error;
  if (call.patience) run.stopped = stop_when_asked(child, call);
  run.status = wait_for(child);
  run.output = read_from_start(output.get());
  run.errors = read_from_start(errors.get());
  return 0;
}

}  // namespace mintport
