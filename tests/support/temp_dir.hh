// A fresh folder, removed with all it holds when the object goes.
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

// Bytes of a file as they are; a folder that is missing is made. Both throw when the system refuses.
void write_file(const std::filesystem::path& path, std::string_view bytes);
std::string read_file(const std::filesystem::path& path);

}  // namespace mintport::testing
