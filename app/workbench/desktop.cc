#include "app/workbench/desktop.hh"

#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <ctime>
#include <fstream>
#include <iterator>

namespace mintport::ui {
namespace {

namespace fs = std::filesystem;

std::string shell_quoted(const std::string& text) {
  std::string out = "'";
  for (const char c : text) out += c == '\'' ? std::string("'\\''") : std::string(1, c);
  return out + "'";
}

}  // namespace

Desktop::Desktop(const WorkTree& tree) : folder_(fs::path(tree.git_dir()) / "mintport") {}

Result<void> Desktop::edit(const std::string& path, std::uint32_t line) {
  return run_editor("+" + std::to_string(line) + " " + shell_quoted(path));
}

Result<std::string> Desktop::edit_text(std::string_view text, const std::string& name) {
  write_note(name, text);
  const fs::path file = folder_ / name;
  if (auto edited = run_editor(shell_quoted(file.string())); !edited) return fail(edited.error());
  std::string out = read_note(name);
  std::error_code ignored;
  fs::remove(file, ignored);
  return out;
}

std::string Desktop::today() {
  const std::time_t now = std::time(nullptr);
  std::tm local{};
  localtime_r(&now, &local);
  char text[16] = {};
  std::strftime(text, sizeof text, "%Y-%m-%d", &local);
  return text;
}

std::int64_t Desktop::now() {
  return std::time(nullptr);
}

std::string Desktop::read_note(const std::string& name) {
  std::ifstream in(folder_ / name, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

void Desktop::write_note(const std::string& name, std::string_view text) {
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

Result<void> Desktop::append_note(const std::string& name, std::string_view text) {
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

bool Desktop::copy(std::string_view text) {
  return terminal != nullptr && terminal->copy(text);
}

void Desktop::wake() {
  if (terminal != nullptr) terminal->wake();
}

Result<void> Desktop::run_editor(const std::string& arguments) {
  if (terminal == nullptr) return fail({ErrorKind::refused, "", 0, "an editor needs a terminal", ""});
  const char* editor = std::getenv("VISUAL");
  if (editor == nullptr || *editor == '\0') editor = std::getenv("EDITOR");
  const std::string command =
      std::string(editor != nullptr && *editor != '\0' ? editor : "vi") + " " + arguments;
  int status = 0;
  terminal->suspend_for([&] { status = std::system(command.c_str()); });
  if (WIFEXITED(status) && WEXITSTATUS(status) == 0) return {};
  return fail({ErrorKind::io, "", 0, "the editor failed: " + command, "set EDITOR to one that is installed"});
}

}  // namespace mintport::ui
