// A fresh git repository (branch main) and the git program to look at it with. While it lives, this process
// and its children see no settings of the machine: HOME is empty but for a .gitconfig with user.name "Ada
// Tester" and user.email "ada@example.com"; all GIT_* variables are unset. One at a time.
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

// Sets (or unsets, with nullopt) variables of this process, and puts them back.
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
  std::filesystem::path folder() const { return folder_.path(); }  // holds both; room for more
  std::filesystem::path operator/(std::string_view path) const { return root() / path; }

  // What `git ARGUMENTS` prints, run at the root. Throws with its stderr when it fails.
  std::string git(const std::vector<std::string>& arguments) const;
  ProcessResult try_git(const std::vector<std::string>& arguments) const;

  void write(std::string_view path, std::string_view bytes) const { write_file(root() / path, bytes); }
  std::string read(std::string_view path) const { return read_file(root() / path); }
  // Writes the files, adds them as git does, and commits them.
  void commit(const std::map<std::string, std::string>& files, const std::string& message = "Begin") const;
  // An executable shell script in .git/hooks.
  void hook(std::string_view name, std::string_view script) const;

 private:
  TempDir folder_;
  ScopedEnvironment environment_;
};

}  // namespace mintport::testing
