// The git repository that a scenario happens in: the files of base/, committed, and what its setup adds.
// Dates and names are fixed, so that commits have the same ids everywhere.
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
  // `base`: the folder whose files are committed.
  explicit World(const std::filesystem::path& base);

  const std::filesystem::path& root() const { return root_; }
  int rows() const { return rows_; }
  int columns() const { return columns_; }
  const std::map<std::string, std::string>& environment() const { return environment_; }

  // A line of a setup section; throws Failure.
  void set_up(const std::string& line);
  void write(const std::string& path, const std::vector<std::string>& lines);
  // Runs a shell command in the work tree; throws Failure with its stderr when it fails.
  void run(const std::string& command) const;
  // The "$ COMMAND" lines of a git section, each with what it prints now.
  std::vector<std::string> transcript(const std::vector<std::string>& lines) const;
  // Without what differs from run to run: the folder's name.
  std::string steady(std::string text) const;

 private:
  // Brings the work tree to a state that many scenarios begin with: made once, by `make`, and copied from
  // then on. Only while nothing else was done to it.
  template <class Make>
  void to_state(const std::string& name, Make make);
  testing::ProcessResult shell(const std::string& command) const;

  testing::GitSandbox sandbox_;
  testing::ScopedEnvironment dates_;
  std::filesystem::path root_;
  bool untouched_ = true;  // but for the states above
  int rows_ = 30, columns_ = 110;
  std::map<std::string, std::string> environment_;  // for the program in the terminal
};

}  // namespace mintport::ui::scenarios
