#include "app/session/plain_surroundings.hh"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>
#include <chrono>
#include <cstring>
#include <ctime>
#include <fstream>
#include <iterator>
#include <thread>

namespace mintport {
namespace {

namespace fs = std::filesystem;

Error no_editor() {
  return {ErrorKind::refused, "", 0, "an editor needs a terminal", ""};
}

}  // namespace

PlainSurroundings::PlainSurroundings(const WorkTree& tree) : folder_(fs::path(tree.git_dir()) / "mintport") {}

Result<void> PlainSurroundings::edit(const std::string&, std::uint32_t) {
  return fail(no_editor());
}

Result<std::string> PlainSurroundings::edit_text(std::string_view, const std::string&) {
  return fail(no_editor());
}

std::string PlainSurroundings::today() {
  const std::time_t now = std::time(nullptr);
  std::tm local{};
  localtime_r(&now, &local);
  char text[16] = {};
  std::strftime(text, sizeof text, "%Y-%m-%d", &local);
  return text;
}

std::int64_t PlainSurroundings::now() {
  return std::time(nullptr);
}

std::string PlainSurroundings::read_note(const std::string& name) {
  std::ifstream in(folder_ / name, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

void PlainSurroundings::write_note(const std::string& name, std::string_view text) {
  std::error_code error;
  fs::create_directories(folder_, error);
  const fs::path file = folder_ / name, beside = folder_ / (name + ".new");
  {
    std::ofstream out(beside, std::ios::binary);
    out << text;
    if (!out.flush()) return;  // marks are optional: a full disk must not end a review
  }
  fs::rename(beside, file, error);
}

Result<void> PlainSurroundings::append_note(const std::string& name, std::string_view text) {
  std::error_code ignored;
  fs::create_directories(folder_, ignored);
  const std::string path = (folder_ / name).string();
  const int file = ::open(path.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0666);
  bool kept = file >= 0;
  while (kept && !text.empty()) {
    const ssize_t count = ::write(file, text.data(), text.size());
    if (count > 0) text.remove_prefix(static_cast<std::size_t>(count));
    kept = count > 0 || errno == EINTR;
  }
  kept = kept && (fdatasync(file) == 0 || errno == EINVAL);
  const int error = errno;
  if (file >= 0) ::close(file);
  if (kept) return {};
  return fail({ErrorKind::io, path, 0, std::string("cannot be written: ") + std::strerror(error),
               "nothing was done: it could not be undone"});
}

std::uintmax_t PlainSurroundings::note_size(const std::string& name) {
  std::error_code error;
  const std::uintmax_t size = fs::file_size(folder_ / name, error);
  return error ? 0 : size;
}

Result<std::shared_ptr<void>> PlainSurroundings::claim() {
  constexpr int kTries = 60;
  constexpr std::chrono::milliseconds kPause(50);
  std::error_code ignored;
  fs::create_directories(folder_, ignored);
  const std::string path = (folder_ / "lock").string();
  const int file = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0666);
  if (file < 0) {
    return fail({ErrorKind::io, path, 0, std::string("cannot be opened: ") + std::strerror(errno),
                 "nothing was done: it could not be undone"});
  }
  std::shared_ptr<void> out(nullptr, [file](void*) { ::close(file); });  // the lock goes with the file
  for (int i = 0; i < kTries; ++i) {
    if (::flock(file, LOCK_EX | LOCK_NB) == 0) return out;
    if (errno != EWOULDBLOCK && errno != EINTR) return out;  // a file system without locks
    std::this_thread::sleep_for(kPause);
  }
  return fail({ErrorKind::refused, "", 0, "another mintport is in the middle of a step here",
               "wait until its editor, hook or job ends"});
}

}  // namespace mintport
