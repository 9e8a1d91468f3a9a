// The repository of `make demo`, made afresh in a temporary folder: the 695 Python files of diffusers
// committed, their conversions in mindone/diffusers, not yet staged.
#pragma once

#include <filesystem>
#include <string>

#include "core/mapping/tables.hh"

namespace mintport::bench {

class DemoRepository {
 public:
  DemoRepository();  // ends the program with a message when it cannot be made
  ~DemoRepository();
  DemoRepository(const DemoRepository&) = delete;
  DemoRepository& operator=(const DemoRepository&) = delete;

  const std::filesystem::path& root() const { return root_; }
  // Both end the program when they fail.
  Tables tables() const;                         // those that the program has there
  void shell(const std::string& command) const;  // what it prints is dropped

 private:
  std::filesystem::path folder_, root_;
};

}  // namespace mintport::bench
