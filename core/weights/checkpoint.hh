// A checkpoint of any of the formats, opened: what is in it is checked and known, its tensors' bytes stay on
// disk.
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

// A safetensors file without its data.
struct SafetensorsFile {
  std::string name;                // of a shard, relative to its index; empty for a single file
  std::string header;              // the JSON, with its padding
  std::vector<std::string> names;  // of its tensors, in the header's order; in Origin: what became of each
  friend bool operator==(const SafetensorsFile&, const SafetensorsFile&) = default;
};

// What safetensors a checkpoint was read from, or, in a MindSpore file, was made of.
struct Origin {
  std::vector<SafetensorsFile> files;
  std::string index;  // of shards: the index file as it was
  friend bool operator==(const Origin&, const Origin&) = default;
};

// A value of a MindSpore file, in the file's order.
struct CkptValue {
  std::string tag;
  std::string text;                   // of type "str", as UTF-8
  bool is_text = false;               // else a tensor
  std::vector<std::uint64_t> blocks;  // bytes of each block
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
  std::vector<Tensor> tensors;        // no two of one name; in the file's order
  Metadata metadata;                  // of safetensors: __metadata__
  std::optional<Origin> origin;       // of safetensors: itself
  std::optional<CkptLayout> layout;   // of MindSpore
  std::vector<std::string> left_out;  // of torch: entries that are no tensors

  const Tensor* find(std::string_view name) const;
};

// Tells the format by the contents; `path` may be a shards' index (*.index.json) or a folder with one.
// Everything is checked before it returns: lengths, offsets, overlaps, duplicate names, the checksum at the
// end of a MindSpore file. Errors: not_found, io; content for a file that is damaged, hostile, encrypted or
// of a kind that is not supported.
Result<Checkpoint> open_checkpoint(const std::filesystem::path& path);

// The CRC-32 (as zlib's) of a tensor's bytes.
Result<std::uint32_t> checksum(const Tensor& tensor);

struct WriteOptions {
  Progress progress;
  bool verify = false;  // read all of it back before it is put in place
};

// The last step of every writer: what `file` holds is opened as any checkpoint, found to be `outputs`, and
// put in place. With `verify` their bytes are compared too.
Result<void> check_and_commit(OutputFile& file, const std::vector<Output>& outputs,
                              const WriteOptions& options);

}  // namespace mintport::weights
