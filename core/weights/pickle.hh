// A restricted reader of the pickles in torch checkpoints. It builds dicts, lists and descriptions of
// tensors, and accepts a short list of names. It imports and calls nothing, and refuses every other pickle.
#pragma once

#include <cstdint>
#include <deque>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "core/base/error.hh"
#include "core/weights/dtype.hh"
#include "core/weights/tensor.hh"

namespace mintport::weights::pickle {

struct Value;
using Ref = Value*;  // points into a Document

struct None {};
struct Global {
  std::string name;  // "collections.OrderedDict"
};
struct Storage {
  std::string key;             // the entry data/KEY of the archive
  std::string type;            // "FloatStorage", "UntypedStorage"
  std::uint64_t elements = 0;  // of that type
};
struct TensorView {
  Storage storage;
  std::string dtype;         // torch's name, if the storage has no type
  std::uint64_t offset = 0;  // in elements
  Shape shape, strides;
};
struct Tuple {
  std::vector<Ref> items;
};
struct List {
  std::vector<Ref> items;
};
struct Dict {
  std::vector<std::pair<Ref, Ref>> items;  // as stored; duplicate keys are kept
};

struct Value {
  std::variant<None, bool, std::int64_t, double, std::string, Global, Storage, TensorView, Tuple, List, Dict>
      is;
};

// All values of a pickle. They refer to each other, possibly in cycles; none owns another.
struct Document {
  std::deque<Value> values;
  const Value* root = nullptr;
};

// Errors of kind content: damaged, too large, or a name outside the list, which the error contains.
Result<Document> load(std::string_view bytes);

// Writes a dict of tensors with protocol 2, as torch.save does.
struct SavedTensor {
  std::string_view name;
  DType dtype;
  const Shape& shape;
  std::string key;
};
// {"state_dict": {name: tensor, ...}}
std::string save_state_dict(const std::vector<SavedTensor>& tensors);

}  // namespace mintport::weights::pickle
