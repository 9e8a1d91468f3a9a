// A new git repository (branch main), and the git program to inspect it. While it lives, this process and its
// children ignore the machine's settings: HOME contains only a .gitconfig with user.name "Ada Tester" and
// user.email "ada@example.com", and all GIT_* variables are unset. Only one may exist at a time.
#pragma once

#include <filesystem>
#include <initializer_list>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "support/process.hh"
#include "support/temp_dir.hh"

namespace mintport::testing {

// Sets variables of this process (nullopt: unsets them), and restores them.
class ScopedEnvironment {
 public:
  using Variables = std::map<std::string, std::optional<std::string>>;

  explicit ScopedEnvironment(const Variables& variables);
  ScopedEnvironment(std::initializer_list<Variables::value_type> variables)
      : ScopedEnvironment(Variables(variables)) {}
  ~ScopedEnvironment();
  ScopedEnvironment(const ScopedEnvironment&) = delete;
  ScopedEnvironment& operator=(const ScopedEnvironment&) = delete;

 private:
  Variables before_;
};

class GitSandbox {
 public:
  GitSandbox();

  std::filesystem::path root() const { return folder_ / "repo"; }
  std::filesystem::path home() const { return folder_ / "home"; }
  std::filesystem::path folder() const { return folder_.path(); }  // contains both; has room for more
  std::filesystem::path operator/(std::string_view path) const { return root() / path; }

  // The output of `git ARGUMENTS`, run at the root. If git fails, throws with its stderr.
  std::string git(const std::vector<std::string>& arguments) const;
  ProcessResult try_git(const std::vector<std::string>& arguments) const;

  void write(std::string_view path, std::string_view bytes) const { write_file(root() / path, bytes); }
  std::string read(std::string_view path) const { return read_file(root() / path); }
  // Writes the files, adds them to the index and commits them.
  void commit(const std::map<std::string, std::string>& files, const std::string& message = "Begin") const;
  // Creates an executable shell script in .git/hooks.
  void hook(std::string_view name, std::string_view script) const;

 private:
  TempDir folder_;
  ScopedEnvironment environment_;
};

}  // namespace mintport::testing
