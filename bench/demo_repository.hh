// The repository of `make demo`, created in a temporary folder: the 695 Python files of diffusers are
// committed, their conversions in mindone/diffusers are not staged.
#pragma once

#include <filesystem>
#include <string>

#include "core/mapping/tables.hh"

namespace mintport::bench {

class DemoRepository {
 public:
  DemoRepository();  // exits with a message if it cannot be created
  ~DemoRepository();
  DemoRepository(const DemoRepository&) = delete;
  DemoRepository& operator=(const DemoRepository&) = delete;

  const std::filesystem::path& root() const { return root_; }
  // Both exit on failure.
  Tables tables() const;                         // the tables that the program uses there
  void shell(const std::string& command) const;  // discards the output

 private:
  std::filesystem::path folder_, root_;
};

}  // namespace mintport::bench
