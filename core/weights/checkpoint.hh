// An open checkpoint of any format. Its structure is read and checked; the tensors' bytes stay on disk.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/base/error.hh"
#include "core/weights/tensor.hh"

namespace mintport::weights {

enum class Format { safetensors, safetensors_shards, mindspore, torch };

// "safetensors", "safetensors index", "mindspore", "torch"
std::string_view to_string(Format format);

using Metadata = std::vector<std::pair<std::string, std::string>>;

// The structure of a safetensors file.
struct SafetensorsFile {
  std::string name;                // of a shard, relative to the index; empty for a single file
  std::string header;              // the JSON, with its padding
  std::vector<std::string> names;  // of its tensors, in the header's order; in Origin: their new names
  friend bool operator==(const SafetensorsFile&, const SafetensorsFile&) = default;
};

// The safetensors files that a checkpoint was read from, or that a MindSpore file was made from.
struct Origin {
  std::vector<SafetensorsFile> files;
  std::string index;  // for shards: the text of the index file
  friend bool operator==(const Origin&, const Origin&) = default;
};

// A value of a MindSpore file, in the file's order.
struct CkptValue {
  std::string tag;
  std::string text;                   // of type "str", as UTF-8
  bool is_text = false;               // false: a tensor
  std::vector<std::uint64_t> blocks;  // size of each block in bytes
  friend bool operator==(const CkptValue&, const CkptValue&) = default;
};

struct CkptLayout {
  std::vector<CkptValue> values;
  bool has_crc = false;
  bool canonical =
      true;  // encoded as our writer (and MindSpore's) does, so that it can be written again the same
  friend bool operator==(const CkptLayout&, const CkptLayout&) = default;
};

struct Checkpoint {
  Format format = Format::safetensors;
  std::string path;
  std::vector<Tensor> tensors;        // with unique names, in the file's order
  Metadata metadata;                  // for safetensors: __metadata__
  std::optional<Origin> origin;       // for safetensors: itself
  std::optional<CkptLayout> layout;   // for MindSpore
  std::vector<std::string> left_out;  // for torch: entries that are not tensors

  const Tensor* find(std::string_view name) const;
};

// Detects the format by the contents. `path` may be an index of shards (*.index.json) or a folder with one.
// Checks everything before it returns: lengths, offsets, overlaps, duplicate names, the checksum of a
// MindSpore file. Errors: not_found, io; content for a file that is damaged, hostile, encrypted or of an
// unsupported kind.
Result<Checkpoint> open_checkpoint(const std::filesystem::path& path);

// The CRC-32 (as in zlib) of a tensor's bytes.
Result<std::uint32_t> checksum(const Tensor& tensor);

struct WriteOptions {
  Progress progress;
  bool verify = false;  // read everything back before renaming
};

// The last step of every writer: opens the contents of `file` as a checkpoint, checks that they are
// `outputs`, and commits the file. With `verify` also compares the bytes.
Result<void> check_and_commit(OutputFile& file, const std::vector<Output>& outputs,
                              const WriteOptions& options);

}  // namespace mintport::weights
