#include "support/process.hh"

#include <fcntl.h>
#include <poll.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstdlib>
#include <stdexcept>

#include "support/temp_dir.hh"

namespace mintport::testing {
namespace {

// Runs in the child. Does not return.
[[noreturn]] void become(const std::vector<std::string>& arguments, const ProcessOptions& options) {
  if (!options.folder.empty() && chdir(options.folder.c_str()) != 0) _exit(127);
  for (const auto& [name, value] : options.environment) setenv(name.c_str(), value.c_str(), 1);
  std::vector<char*> words;
  for (const std::string& argument : arguments) words.push_back(const_cast<char*>(argument.c_str()));
  words.push_back(nullptr);
  execvp(words[0], words.data());
  _exit(127);
}

// Reads both pipes at once, so that neither fills up while the other is read.
void drain(std::array<int, 2> pipes, std::array<std::string*, 2> texts) {
  std::array<pollfd, 2> polls{{{pipes[0], POLLIN, 0}, {pipes[1], POLLIN, 0}}};
  while (polls[0].fd >= 0 || polls[1].fd >= 0) {
    if (poll(polls.data(), polls.size(), -1) < 0 && errno != EINTR) throw std::runtime_error("poll failed");
    for (std::size_t i = 0; i < polls.size(); ++i) {
      if (polls[i].fd < 0 || !polls[i].revents) continue;
      std::array<char, 65536> buffer;
      const ssize_t count = read(polls[i].fd, buffer.data(), buffer.size());
      if (count > 0) {
        texts[i]->append(buffer.data(), static_cast<std::size_t>(count));
      } else {
        close(polls[i].fd);
        polls[i].fd = -1;
      }
    }
  }
}

}  // namespace

ProcessResult run(const std::vector<std::string>& arguments, const ProcessOptions& options) {
  TempDir folder;
  write_file(folder / "input", options.input);
  int out[2], errors[2];
  if (pipe2(out, O_CLOEXEC) != 0 || pipe2(errors, O_CLOEXEC) != 0) throw std::runtime_error("no pipe");
  const pid_t child = fork();
  if (child < 0) throw std::runtime_error("cannot fork");
  if (child == 0) {
    dup2(open((folder / "input").c_str(), O_RDONLY | O_CLOEXEC), 0);
    dup2(out[1], 1);
    dup2(errors[1], 2);
    become(arguments, options);
  }
  close(out[1]);
  close(errors[1]);
  ProcessResult result;
  drain({out[0], errors[0]}, {&result.out, &result.errors});
  int status = 0;
  while (waitpid(child, &status, 0) < 0 && errno == EINTR) {
  }
  result.status = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
  if (result.status == 127) throw std::runtime_error("cannot start " + arguments.front());
  return result;
}

bool is_installed(const std::string& program) {
  return run({"sh", "-c", "command -v " + program + " || exit 1"}).status == 0;  // dash may return 127
}

}  // namespace mintport::testing
