#include "app/tree/archive.hh"

#include <minizip/unzip.h>

#include <algorithm>
#include <array>
#include <memory>
#include <type_traits>

namespace mintport {
namespace {

constexpr std::size_t kMostBytes = std::size_t{1} << 30;

struct Close {
  void operator()(unzFile file) const { unzClose(file); }
};
using Archive = std::unique_ptr<std::remove_pointer_t<unzFile>, Close>;

tl::unexpected<Error> broken(const std::filesystem::path& path, std::string what) {
  return fail({.kind = ErrorKind::content,
               .file = path.string(),
               .what = std::move(what),
               .hint = "give a folder, a wheel, or a git revision"});
}

// Reads the current entry of the archive, at most `most` bytes. False if it cannot be read.
bool read_entry(unzFile archive, std::size_t most, std::string& bytes) {
  if (unzOpenCurrentFile(archive) != UNZ_OK) return false;
  std::array<char, 1 << 16> buffer{};
  int count = 0;
  while ((count = unzReadCurrentFile(archive, buffer.data(), buffer.size())) > 0 && bytes.size() <= most) {
    bytes.append(buffer.data(), static_cast<std::size_t>(count));
  }
  return unzCloseCurrentFile(archive) == UNZ_OK && count == 0;  // closing verifies the checksum
}

}  // namespace

Result<std::map<std::string, std::string>> read_archive(const std::filesystem::path& path) {
  const Archive archive(unzOpen64(path.c_str()));
  if (!archive) return broken(path, "is not a zip archive");
  std::map<std::string, std::string> out;
  std::size_t room = kMostBytes;
  int code = unzGoToFirstFile(archive.get());
  for (; code == UNZ_OK; code = unzGoToNextFile(archive.get())) {
    std::array<char, 4096> name{};
    unz_file_info64 info{};
    if (unzGetCurrentFileInfo64(archive.get(), &info, name.data(), name.size() - 1, nullptr, 0, nullptr, 0) !=
        UNZ_OK) {
      return broken(path, "cannot read the archive's directory");
    }
    const std::string entry = name.data();
    if (entry.empty() || entry.back() == '/') continue;
    std::string& bytes = out[entry];
    if (!read_entry(archive.get(), room, bytes))
      return broken(path, "cannot read " + entry + " in the archive");
    room -= std::min(room, bytes.size());
    if (room == 0) return broken(path, "unpacks to more than 1 GiB");
  }
  if (code != UNZ_END_OF_LIST_OF_FILE) return broken(path, "cannot read the archive's directory");
  return out;
}

}  // namespace mintport
