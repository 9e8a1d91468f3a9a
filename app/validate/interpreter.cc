#include "app/validate/interpreter.hh"

#include <fmt/format.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <vector>

#include "app/tree/files.hh"
#include "app/validate/harness.hh"
#include "core/base/text.hh"

extern char** environ;

namespace mintport {
namespace {

namespace fs = std::filesystem;

constexpr const char* kHint =
    "give an interpreter that has MindSpore with --python, or make one: mintport validate "
    "--setup DIR";

bool is_program(const fs::path& path) {
  std::error_code error;
  return fs::is_regular_file(path, error) && ::access(path.c_str(), X_OK) == 0;
}

// A name without '/' is looked up in PATH. Empty: there is no such program. Does not follow links, because a
// virtual environment is known by its link.
std::string program_at(const std::string& name) {
  if (name.find('/') != name.npos) {
    if (is_program(name)) return fs::absolute(name).lexically_normal().string();
    const fs::path inside = fs::path(name) / "bin" / "python";
    return is_program(inside) ? fs::absolute(inside).lexically_normal().string() : "";
  }
  const char* path = std::getenv("PATH");
  for (const std::string_view folder : split(path == nullptr ? "" : path, ':')) {
    const fs::path file = fs::path(folder.empty() ? "." : folder) / name;
    if (is_program(file)) return fs::absolute(file).lexically_normal().string();
  }
  return "";
}

// Waits for the program. Errors: it cannot be started, or its status is not 0.
Result<void> run_here(std::vector<std::string> words) {
  std::vector<char*> pointers;
  for (std::string& word : words) pointers.push_back(word.data());
  pointers.push_back(nullptr);
  pid_t child = 0;
  const int error = ::posix_spawnp(&child, words.front().c_str(), nullptr, nullptr, pointers.data(), environ);
  if (error != 0) {
    return fail({ErrorKind::not_found, words.front(), 0,
                 "cannot start the program: " + std::string(std::strerror(error)), "check --python"});
  }
  int status = 0;
  while (::waitpid(child, &status, 0) < 0 && errno == EINTR) {
  }
  if (WIFEXITED(status) && WEXITSTATUS(status) == 0) return {};
  return fail({ErrorKind::io, "", 0, fmt::format("`{}` failed", fmt::join(words, " ")),
               "correct what it reports above, and run the command again"});
}

}  // namespace

Result<std::string> find_interpreter(const std::string& given, const std::string& remembered) {
  const char* active = std::getenv("VIRTUAL_ENV");
  const std::string environment =
      active == nullptr || *active == '\0' ? "" : std::string(active) + "/bin/python";
  for (const std::string& name : {given, remembered, environment, std::string("python3")}) {
    if (name.empty()) continue;
    if (std::string program =
            program_at(name.find('/') == name.npos && is_program(name + "/bin/python") ? "./" + name : name);
        !program.empty()) {
      return program;
    }
    if (name == given)
      return fail({ErrorKind::not_found, given, 0, "there is no program of this name", kHint});
  }
  return fail({ErrorKind::not_found, "", 0, "no Python interpreter in PATH", kHint});
}

Result<std::string> make_interpreter(const std::string& base, const fs::path& folder) {
  if (auto made = run_here({base, "-m", "venv", folder.string()}); !made) return fail(made.error());
  const std::string python = fs::absolute(folder / "bin" / "python").lexically_normal().string();
  const fs::path packages = folder / "mintport-requirements.txt";
  if (auto written = write_file(packages, harness_requirements(), std::nullopt); !written)
    return fail(written.error());
  // The list is complete. mindone asks for other versions of some packages than those it is tested with.
  if (auto installed = run_here({python, "-m", "pip", "install", "--no-deps", "-r", packages.string()});
      !installed)
    return fail(installed.error());
  return python;
}

}  // namespace mintport
