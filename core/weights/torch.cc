#include "core/weights/torch.hh"

#include <fmt/format.h>

#include <algorithm>
#include <unordered_map>
#include <unordered_set>

#include "core/base/text.hh"
#include "core/weights/pickle.hh"
#include "core/weights/zip.hh"

namespace mintport::weights {
namespace {

constexpr std::uint64_t kMaxPickle = std::uint64_t{256} << 20;
constexpr std::size_t kMaxNesting = 16;

Error broken_torch(const InputFile& file, std::string what) {
  return {.kind = ErrorKind::content, .file = file.path(), .what = std::move(what)};
}

// The type of a storage's class.
std::optional<DType> dtype_of(const pickle::TensorView& view) {
  static const std::unordered_map<std::string_view, DType> types{
      {"DoubleStorage", DType::f64},    {"FloatStorage", DType::f32}, {"HalfStorage", DType::f16},
      {"BFloat16Storage", DType::bf16}, {"LongStorage", DType::i64},  {"IntStorage", DType::i32},
      {"ShortStorage", DType::i16},     {"CharStorage", DType::i8},   {"ByteStorage", DType::u8},
      {"BoolStorage", DType::boolean}};
  if (!view.dtype.empty()) return from_torch_name(view.dtype);
  const auto found = types.find(view.storage.type);
  if (found == types.end()) return std::nullopt;
  return found->second;
}

bool is_contiguous(const Shape& shape, const Shape& strides) {
  std::int64_t expected = 1;
  for (std::size_t d = shape.size(); d-- > 0;) {
    if (shape[d] != 1 && strides[d] != expected) return false;
    expected *= std::max<std::int64_t>(shape[d], 1);
  }
  return true;
}

// The number of elements from the first to the last that a view reaches, or nullopt on overflow.
std::optional<std::uint64_t> reach(const Shape& shape, const Shape& strides) {
  std::uint64_t last = 0;
  for (std::size_t d = 0; d < shape.size(); ++d) {
    if (shape[d] == 0) return 0;
    std::uint64_t step = 0;
    if (__builtin_mul_overflow(static_cast<std::uint64_t>(shape[d] - 1),
                               static_cast<std::uint64_t>(strides[d]), &step) ||
        __builtin_add_overflow(last, step, &last) || last >> 60 != 0) {
      return std::nullopt;
    }
  }
  return last + 1;
}

class TorchReader {
 public:
  explicit TorchReader(std::shared_ptr<const InputFile> file) : file_(std::move(file)) {}

  Result<Checkpoint> read() {
    auto entries = read_zip(file_);
    if (!entries) return fail(entries.error());
    for (ZipEntry& entry : *entries) entries_.emplace(entry.name, entry.bytes);
    const auto pickled = load_pickle(*entries);
    if (!pickled) return fail(pickled.error());
    checkpoint_.format = Format::torch;
    checkpoint_.path = file_->path();
    if (const auto added = add_dict(state_dict_of(*pickled->root), "", 0); !added) return fail(added.error());
    if (checkpoint_.tensors.empty()) return fail(broken_torch(*file_, "contains no tensors"));
    return std::move(checkpoint_);
  }

 private:
  Result<pickle::Document> load_pickle(const std::vector<ZipEntry>& entries) {
    const auto found = std::find_if(entries.begin(), entries.end(),
                                    [](const ZipEntry& e) { return e.name.ends_with("/data.pkl"); });
    if (found == entries.end())
      return fail(broken_torch(*file_, "is not a torch checkpoint: the archive has no data.pkl"));
    folder_ = found->name.substr(0, found->name.size() - 8);
    if (const auto order = entries_.find(folder_ + "byteorder");
        order != entries_.end() && order->second.size == 3) {
      return fail(broken_torch(*file_, "big-endian numbers are not supported"));
    }
    if (found->bytes.size > kMaxPickle) return fail(broken_torch(*file_, "the pickle is too large"));
    std::string bytes(found->bytes.size, '\0');
    if (const auto read = file_->read(found->bytes.offset, std::as_writable_bytes(std::span(bytes))); !read) {
      return fail(read.error());
    }
    auto document = pickle::load(bytes);
    if (!document) return fail(broken_torch(*file_, document.error().what));
    return document;
  }

  // The tools look for "state_dict" first.
  static const pickle::Value& state_dict_of(const pickle::Value& root) {
    if (const auto* dict = std::get_if<pickle::Dict>(&root.is)) {
      for (const auto& [key, value] : dict->items) {
        const auto* name = std::get_if<std::string>(&key->is);
        if (name != nullptr && *name == "state_dict" && std::holds_alternative<pickle::Dict>(value->is))
          return *value;
      }
    }
    return root;
  }

  Result<void> add_dict(const pickle::Value& value, const std::string& prefix, std::size_t depth) {
    const auto* dict = std::get_if<pickle::Dict>(&value.is);
    if (dict == nullptr) return fail(broken_torch(*file_, "contains no dict of tensors"));
    if (depth == kMaxNesting) return fail(broken_torch(*file_, "nested too deep"));
    for (const auto& [key, item] : dict->items) {
      // A dict may occur in many places: limit the number of entries visited.
      if (++visited_ > 4 * kMaxTensors) return fail(broken_torch(*file_, "too many entries"));
      const auto* text = std::get_if<std::string>(&key->is);
      const auto* number = std::get_if<std::int64_t>(&key->is);
      const std::string name = prefix + (text != nullptr     ? *text
                                         : number != nullptr ? std::to_string(*number)
                                                             : "?");
      if (name.size() > kMaxNameBytes) return fail(broken_torch(*file_, "a name is too long"));
      if (const auto* view = std::get_if<pickle::TensorView>(&item->is)) {
        if (const auto added = add_tensor(name, *view); !added) return added;
      } else if (std::holds_alternative<pickle::Dict>(item->is)) {
        if (const auto added = add_dict(*item, name + ".", depth + 1); !added) return added;
      } else {
        checkpoint_.left_out.push_back(name);
      }
    }
    return {};
  }

  Result<void> add_tensor(const std::string& name, const pickle::TensorView& view) {
    const auto bad = [&](std::string_view what) {
      return fail(broken_torch(*file_, fmt::format("'{}' {}", name, what)));
    };
    if (find_invalid_utf8(name) != std::string::npos) return bad("has a name that is not UTF-8");
    if (!seen_.insert(name).second) return bad("is a duplicate");
    if (checkpoint_.tensors.size() == kMaxTensors) return bad("exceeds the number of tensors allowed");
    const auto dtype = dtype_of(view);
    if (!dtype) return bad("has an unsupported type");
    const auto stored = entries_.find(folder_ + "data/" + view.storage.key);
    if (stored == entries_.end()) return bad("has no data in the archive");
    const auto reached = reach(view.shape, view.strides);
    const std::uint64_t size = size_of(*dtype), there = stored->second.size / size;
    const auto count = count_elements(view.shape, size);
    if (!reached || !count || view.offset > there || *reached > there - view.offset) {
      return bad("is larger than its data");
    }
    // A tensor may be larger than its storage (expand), but a small file must not unfold to a huge tensor.
    if (*count > std::max<std::uint64_t>(there, 1) * 1024) return bad("repeats its data too often");
    Tensor tensor{.name = name,
                  .dtype = *dtype,
                  .shape = view.shape,
                  .extents = {{file_, stored->second.offset + view.offset * size, *reached * size}}};
    if (!is_contiguous(view.shape, view.strides)) tensor.strides = view.strides;
    checkpoint_.tensors.push_back(std::move(tensor));
    return {};
  }

  std::shared_ptr<const InputFile> file_;
  Checkpoint checkpoint_;
  std::string folder_;
  std::size_t visited_ = 0;
  std::unordered_map<std::string, Extent> entries_;
  std::unordered_set<std::string> seen_;
};

}  // namespace

Result<Checkpoint> open_torch(std::shared_ptr<const InputFile> file) {
  return TorchReader(std::move(file)).read();
}

Result<void> write_torch(const std::filesystem::path& path, const std::vector<Output>& outputs,
                         const WriteOptions& options) {
  std::vector<pickle::SavedTensor> saved;
  std::uint64_t total = 0, done = 0;
  for (const Output& output : outputs) {
    saved.push_back({.name = output.name,
                     .dtype = output.dtype,
                     .shape = output.shape,
                     .key = std::to_string(saved.size())});
    total += output.bytes();
  }
  const std::string pickled = pickle::save_state_dict(saved);
  auto file = OutputFile::create(path, total + pickled.size());
  if (!file) return fail(file.error());
  const std::string folder = "archive/";
  ZipWriter zip(**file);
  auto written = zip.add(folder + "data.pkl", pickled);
  if (written) written = zip.add(folder + "byteorder", "little");
  for (std::size_t i = 0; written && i < outputs.size(); ++i) {
    written = zip.add(folder + "data/" + saved[i].key, outputs[i]);
    done += outputs[i].bytes();
    if (options.progress) options.progress(done, total);
  }
  if (written) written = zip.add(folder + "version", "3\n");
  if (written) written = zip.finish();
  if (!written) return written;
  return check_and_commit(**file, outputs, options);
}

}  // namespace mintport::weights
