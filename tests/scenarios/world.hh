// The git repository of a scenario: the committed files of base/, and the changes of the setup section. Dates
// and names are fixed, so that commits have the same ids everywhere.
#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "scenarios/script.hh"
#include "support/git_sandbox.hh"

namespace mintport::ui::scenarios {

class World {
 public:
  // `base`: the folder with the files to commit.
  explicit World(const std::filesystem::path& base);

  const std::filesystem::path& root() const { return root_; }
  int rows() const { return rows_; }
  int columns() const { return columns_; }
  const std::map<std::string, std::string>& environment() const { return environment_; }

  // Runs a line of a setup section. Throws Failure.
  void set_up(const std::string& line);
  void write(const std::string& path, const std::vector<std::string>& lines);
  // Runs a shell command in the work tree. If it fails, throws Failure with its stderr.
  void run(const std::string& command) const;
  // The "$ COMMAND" lines of a git section, each with its current output.
  std::vector<std::string> transcript(const std::vector<std::string>& lines) const;
  // Removes the part that differs between runs: the folder's name.
  std::string steady(std::string text) const;

 private:
  // Brings the work tree to a state that many scenarios start with. `make` makes it once; later calls copy
  // it. Call only before any other change.
  template <class Make>
  void to_state(const std::string& name, Make make);
  testing::ProcessResult shell(const std::string& command) const;

  testing::GitSandbox sandbox_;
  testing::ScopedEnvironment dates_;
  std::filesystem::path root_;
  bool untouched_ = true;  // except for the states above
  int rows_ = 30, columns_ = 110;
  std::map<std::string, std::string> environment_;  // of the program in the terminal
};

}  // namespace mintport::ui::scenarios
