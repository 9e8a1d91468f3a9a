#include "app/validate/process.hh"

#include <fcntl.h>
#include <poll.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <charconv>
#include <csignal>
#include <cstring>
#include <fstream>

extern char** environ;

namespace mintport {
namespace {

namespace fs = std::filesystem;

void close_fd(int& fd) {
  if (fd >= 0) ::close(fd);
  fd = -1;
}

std::vector<char*> pointers(std::vector<std::string>& texts) {
  std::vector<char*> out;
  for (std::string& text : texts) out.push_back(text.data());
  out.push_back(nullptr);
  return out;
}

std::vector<std::string> environment_with(const std::map<std::string, std::string>& added) {
  std::vector<std::string> out;
  for (char** entry = environ; *entry != nullptr; ++entry) {
    const std::string_view text = *entry;
    if (!added.contains(std::string(text.substr(0, text.find('='))))) out.emplace_back(text);
  }
  for (const auto& [name, value] : added) out.push_back(name + "=" + value);
  return out;
}

// What the child needs between fork and exec, where nothing may allocate.
struct Prepared {
  std::vector<char*> words, environment;
  const char* folder;
  int input, output, log, failure;
  pid_t parent;
};

// Runs in the child. Writes errno to `failure` if the program cannot be started.
[[noreturn]] void become(const Prepared& call) {
  ::setpgid(0, 0);
  ::prctl(PR_SET_PDEATHSIG, SIGKILL);
  if (::getppid() != call.parent) ::_exit(127);  // it ended before prctl
  for (const int number : {SIGINT, SIGQUIT, SIGTERM, SIGHUP, SIGPIPE, SIGTSTP, SIGCHLD})
    ::signal(number, SIG_DFL);
  sigset_t none;
  sigemptyset(&none);
  ::sigprocmask(SIG_SETMASK, &none, nullptr);
  if (::dup2(call.input, STDIN_FILENO) >= 0 && ::dup2(call.output, STDOUT_FILENO) >= 0 &&
      ::dup2(call.log, STDERR_FILENO) >= 0 && ::chdir(call.folder) == 0) {
    ::execvpe(call.words.front(), call.words.data(), call.environment.data());
  }
  const int error = errno;
  [[maybe_unused]] const auto written = ::write(call.failure, &error, sizeof error);
  ::_exit(127);
}

Error cannot_start(const std::string& program, int error) {
  return {ErrorKind::not_found, program, 0, "cannot start the program: " + std::string(std::strerror(error)),
          "give a Python interpreter with --python"};
}

// The process group and the resident pages in the text of /proc/PID/stat.
std::pair<pid_t, std::uint64_t> group_and_pages(const std::string& stat) {
  std::size_t at = stat.rfind(')');  // the name before may contain blanks and parentheses
  if (at == stat.npos) return {0, 0};
  std::pair<pid_t, std::uint64_t> out{0, 0};
  for (int field = 3; (at = stat.find(' ', at)) != stat.npos; ++field) {
    ++at;
    const char* const begin = stat.data() + at;
    const char* const end = stat.data() + stat.size();
    if (field == 5) std::from_chars(begin, end, out.first);
    if (field == 24) {
      std::from_chars(begin, end, out.second);
      break;
    }
  }
  return out;
}

}  // namespace

Result<std::unique_ptr<ChildProcess>> ChildProcess::start(const ProcessCall& call) {
  std::array<int, 2> to_child{-1, -1}, from_child{-1, -1}, failure{-1, -1};
  const std::string& program = call.words.front();
  // A socket, because writing to one can be kept from raising SIGPIPE.
  int log = ::open(call.log.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
  const bool ready = log >= 0 && ::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, to_child.data()) == 0 &&
                     ::pipe2(from_child.data(), O_CLOEXEC) == 0 && ::pipe2(failure.data(), O_CLOEXEC) == 0;
  const int error = errno;
  std::vector<std::string> words = call.words, environment = environment_with(call.environment);
  const std::string folder = call.folder.string();
  const Prepared prepared{
      pointers(words), pointers(environment), folder.c_str(), to_child[1], from_child[1], log, failure[1],
      ::getpid()};
  const pid_t child = ready ? ::fork() : -1;
  if (child == 0) become(prepared);
  const int fork_error = ready ? errno : error;
  close_fd(log);
  close_fd(to_child[1]);
  close_fd(from_child[1]);
  close_fd(failure[1]);
  std::unique_ptr<ChildProcess> out(new ChildProcess);
  out->input_ = to_child[0];
  out->output_ = from_child[0];
  int failed = fork_error;
  if (child > 0) {
    out->child_ = child;
    ::setpgid(child, child);  // in both processes, so that neither has to wait for the other
    failed = 0;
    while (::read(failure[0], &failed, sizeof failed) < 0 && errno == EINTR) {
    }
  }
  close_fd(failure[0]);
  if (child < 0 || failed != 0) return fail(cannot_start(program, failed));
  ::fcntl(out->output_, F_SETFL, O_NONBLOCK);
  return out;
}

ChildProcess::~ChildProcess() {
  kill();
  close_fd(input_);
  close_fd(output_);
}

bool ChildProcess::send(std::string_view text) {
  while (!text.empty()) {
    const auto count = ::send(input_, text.data(), text.size(), MSG_NOSIGNAL);
    if (count < 0 && errno == EINTR) continue;
    if (count <= 0) return false;
    text.remove_prefix(static_cast<std::size_t>(count));
  }
  return true;
}

bool ChildProcess::take_lines(std::vector<std::string>& lines) {
  std::array<char, 65536> buffer;
  bool open = true;
  while (true) {
    const auto count = ::read(output_, buffer.data(), buffer.size());
    if (count < 0 && errno == EINTR) continue;
    open = count > 0 || (count < 0 && errno == EAGAIN);
    if (count <= 0) break;
    rest_.append(buffer.data(), static_cast<std::size_t>(count));
  }
  std::size_t begin = 0;
  for (std::size_t end; (end = rest_.find('\n', begin)) != rest_.npos; begin = end + 1)
    lines.push_back(rest_.substr(begin, end - begin));
  rest_.erase(0, begin);
  return open;
}

std::optional<int> ChildProcess::ended() {
  if (status_ || child_ == 0) return status_;
  int status = 0;
  if (::waitpid(child_, &status, WNOHANG) == child_) status_ = status;
  return status_;
}

std::uint64_t ChildProcess::memory() const {
  std::uint64_t pages = 0;
  if (child_ == 0) return 0;
  std::error_code error;
  for (const auto& entry : fs::directory_iterator("/proc", error)) {
    const std::string name = entry.path().filename().string();
    if (name.find_first_not_of("0123456789") != name.npos) continue;
    std::ifstream file(entry.path() / "stat");
    std::string stat;
    std::getline(file, stat);
    const auto [group, resident] = group_and_pages(stat);
    if (group == child_) pages += resident;
  }
  return pages * static_cast<std::uint64_t>(::sysconf(_SC_PAGESIZE));
}

void ChildProcess::abort() {
  if (child_ == 0 || ended()) return;
  ::kill(child_, SIGABRT);
  for (int i = 0; i < 100 && !ended(); ++i) ::poll(nullptr, 0, 10);
}

void ChildProcess::kill() {
  if (child_ == 0) return;
  ::kill(-child_, SIGKILL);
  while (!status_) {
    int status = 0;
    const pid_t got = ::waitpid(child_, &status, 0);
    if (got < 0 && errno == EINTR) continue;
    status_ = got == child_ ? status : 0;
  }
  ::kill(-child_, SIGKILL);  // what the group's other processes started meanwhile
  child_ = 0;                // its id may now belong to another process
}

}  // namespace mintport
