// A new folder that the destructor removes with its contents.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

namespace mintport::testing {

class TempDir {
 public:
  TempDir();
  ~TempDir();
  TempDir(const TempDir&) = delete;
  TempDir& operator=(const TempDir&) = delete;

  const std::filesystem::path& path() const { return path_; }  // absolute, without symlinks
  std::filesystem::path operator/(std::string_view relative) const { return path_ / relative; }

 private:
  std::filesystem::path path_;
};

// Write and read whole files as bytes. write_file creates missing folders. Both throw on errors.
void write_file(const std::filesystem::path& path, std::string_view bytes);
std::string read_file(const std::filesystem::path& path);

}  // namespace mintport::testing
