#include "app/workbench/desktop.hh"

#include <sys/wait.h>

#include <cstdlib>

namespace mintport::ui {
namespace {

namespace fs = std::filesystem;

std::string shell_quoted(const std::string& text) {
  std::string out = "'";
  for (const char c : text) out += c == '\'' ? std::string("'\\''") : std::string(1, c);
  return out + "'";
}

}  // namespace

Result<void> Desktop::edit(const std::string& path, std::uint32_t line) {
  return run_editor("+" + std::to_string(line) + " " + shell_quoted(path));
}

Result<std::string> Desktop::edit_text(std::string_view text, const std::string& name) {
  write_note(name, text);
  const fs::path file = folder() / name;
  if (auto edited = run_editor(shell_quoted(file.string())); !edited) return fail(edited.error());
  std::string out = read_note(name);
  std::error_code ignored;
  fs::remove(file, ignored);
  return out;
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
