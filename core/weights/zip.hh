// The zip archives of torch.save, whose entries are stored without compression. Uses minizip.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/error.hh"
#include "core/weights/file.hh"
#include "core/weights/tensor.hh"

namespace mintport::weights {

struct ZipEntry {
  std::string name;
  Extent bytes;
};

// All entries. Kind content if an entry leaves the file, overlaps another, or is compressed, encrypted or
// named twice.
Result<std::vector<ZipEntry>> read_zip(const std::shared_ptr<const InputFile>& file);

// Writes an archive into `file`, one entry at a time. Each entry's bytes begin at a multiple of 64, as in
// torch's archives.
class ZipWriter {
 public:
  explicit ZipWriter(OutputFile& file);
  ~ZipWriter();
  ZipWriter(const ZipWriter&) = delete;
  ZipWriter& operator=(const ZipWriter&) = delete;

  Result<void> add(const std::string& name, std::string_view bytes);
  Result<void> add(const std::string& name, const Output& output);
  // Writes the directory at the end.
  Result<void> finish();

 private:
  Result<void> open(const std::string& name);
  Result<void> put(std::span<const std::byte> bytes);
  Error error(std::string what) const;

  OutputFile& file_;
  void* archive_ = nullptr;
  std::string failure_;  // error of `file_`
  friend struct ZipCallbacks;
};

}  // namespace mintport::weights
