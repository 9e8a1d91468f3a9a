#include "app/workbench/run.hh"

#include <sys/wait.h>

#include <chrono>
#include <cstdlib>
#include <ctime>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "app/workbench/settings.hh"
#include "app/workbench/workbench.hh"
#include "views/terminal/terminal.hh"

namespace mintport {
namespace {

namespace fs = std::filesystem;
using std::chrono::milliseconds;

std::string shell_quoted(const std::string& text) {
  std::string out = "'";
  for (const char c : text) out += c == '\'' ? std::string("'\\''") : std::string(1, c);
  return out + "'";
}

// The real world: files in <git dir>/mintport, $EDITOR in the terminal (when there is one).
class Desk : public Surroundings {
 public:
  explicit Desk(const WorkTree& tree) : folder_(fs::path(tree.git_dir()) / "mintport") {}

  Terminal* terminal = nullptr;

  Result<void> edit(const std::string& path, std::uint32_t line) override {
    return run_editor("+" + std::to_string(line) + " " + shell_quoted(path));
  }

  Result<std::string> edit_text(std::string_view text) override {
    write_note("COMMIT_EDITMSG", text);
    const fs::path file = folder_ / "COMMIT_EDITMSG";
    if (auto edited = run_editor(shell_quoted(file.string())); !edited) return fail(edited.error());
    std::string out = read_note("COMMIT_EDITMSG");
    std::error_code ignored;
    fs::remove(file, ignored);
    return out;
  }

  std::string today() override {
    const std::time_t now = std::time(nullptr);
    std::tm local{};
    localtime_r(&now, &local);
    char text[16] = {};
    std::strftime(text, sizeof text, "%Y-%m-%d", &local);
    return text;
  }

  std::string read_note(const std::string& name) override {
    std::ifstream in(folder_ / name, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
  }

  void write_note(const std::string& name, std::string_view text) override {
    std::error_code error;
    fs::create_directories(folder_, error);
    const fs::path file = folder_ / name, beside = folder_ / (name + ".new");
    {
      std::ofstream out(beside, std::ios::binary);
      out << text;
      if (!out.flush()) return;  // marks are a comfort: a full disk must not end a review
    }
    fs::rename(beside, file, error);
  }

  void wake() override {
    if (terminal != nullptr) terminal->wake();
  }

 private:
  Result<void> run_editor(const std::string& arguments) {
    if (terminal == nullptr) return fail({ErrorKind::refused, "", 0, "an editor needs a terminal", ""});
    const char* editor = std::getenv("VISUAL");
    if (editor == nullptr || *editor == '\0') editor = std::getenv("EDITOR");
    const std::string command =
        std::string(editor != nullptr && *editor != '\0' ? editor : "vi") + " " + arguments;
    int status = 0;
    terminal->suspend_for([&] { status = std::system(command.c_str()); });
    if (WIFEXITED(status) && WEXITSTATUS(status) == 0) return {};
    return fail(
        {ErrorKind::io, "", 0, "the editor failed: " + command, "set EDITOR to one that is installed"});
  }

  fs::path folder_;
};

}  // namespace

Result<void> run_workbench(WorkTree& tree, const Tables& tables) {
  auto settings = read_settings();
  if (!settings) return fail(settings.error());
  Desk desk(tree);
  auto terminal = Terminal::open({.theme = settings->theme});
  if (!terminal) return fail(terminal.error());
  desk.terminal = terminal->get();
  {
    Session session(tree, tables, desk, true);
    if (auto loaded = session.load(); !loaded) {
      terminal->reset();
      return loaded;
    }
    Workbench bench(session, desk, settings->keys);
    session.work();
    while (!bench.done()) {
      Grid grid((*terminal)->rows(), (*terminal)->columns());
      bench.draw(grid);
      if (const auto theme = bench.theme(); theme && *theme != (*terminal)->theme()) {
        (*terminal)->set_theme(*theme);
      }
      (*terminal)->draw(grid);
      bench.handle((*terminal)->wait(milliseconds(1000)));
    }
  }  // the thread ends before the terminal that it wakes
  return {};
}

Result<Grid> draw_workbench(WorkTree& tree, const Tables& tables, const std::string& path, int rows,
                            int columns) {
  Desk desk(tree);
  Session session(tree, tables, desk, false);
  if (auto loaded = session.load(); !loaded) return fail(loaded.error());
  session.count_all();
  Workbench bench(session, desk);
  Grid screen(rows, columns);
  bench.draw(screen);  // so that it knows its size
  bench.open(path);
  const bool open = session.file() && session.state().find(path)->count(Life::open) > 0;
  bench.handle(key_of(open ? U']' : U'}'));
  bench.draw(screen);
  return screen;
}

}  // namespace mintport
