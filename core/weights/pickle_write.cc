#include "core/weights/pickle.hh"

namespace mintport::weights::pickle {
namespace {

// The storage class in torch; types without one use an untyped storage.
std::string_view storage_type(DType type) {
  switch (type) {
    case DType::f64:
      return "DoubleStorage";
    case DType::f32:
      return "FloatStorage";
    case DType::f16:
      return "HalfStorage";
    case DType::bf16:
      return "BFloat16Storage";
    case DType::i64:
      return "LongStorage";
    case DType::i32:
      return "IntStorage";
    case DType::i16:
      return "ShortStorage";
    case DType::i8:
      return "CharStorage";
    case DType::u8:
      return "ByteStorage";
    case DType::boolean:
      return "BoolStorage";
    default:
      return "";
  }
}

class Writer {
 public:
  std::string out = "\x80\x02";

  void number(std::uint64_t value, int bytes) {
    for (int i = 0; i < bytes; ++i) out += static_cast<char>(value >> (8 * i) & 0xff);
  }
  void text(std::string_view value) {
    out += 'X';
    number(value.size(), 4);
    out += value;
  }
  void integer(std::uint64_t value) {
    if (value < 0x80000000U) {
      out += 'J';
      number(value, 4);
    } else {
      out += "\x8a\x08";
      number(value, 8);
    }
  }
  void global(std::string_view module, std::string_view name) {
    out += 'c';
    out += module;
    out += '\n';
    out += name;
    out += '\n';
  }
  void tuple(const Shape& values) {
    out += '(';
    for (const std::int64_t value : values) integer(static_cast<std::uint64_t>(value));
    out += 't';
  }
  void tensor(const SavedTensor& tensor);
};

Shape strides_of(const Shape& shape) {
  Shape strides(shape.size(), 1);
  for (std::size_t d = shape.size(); d-- > 1;)
    strides[d - 1] = strides[d] * std::max<std::int64_t>(shape[d], 1);
  return strides;
}

// Writes a tensor as torch's own pickler does, without the memo.
void Writer::tensor(const SavedTensor& tensor) {
  const std::string_view type = storage_type(tensor.dtype);
  const std::uint64_t elements = count_elements(tensor.shape).value_or(0);
  global("torch._utils", type.empty() ? "_rebuild_tensor_v3" : "_rebuild_tensor_v2");
  out += "((";
  text("storage");
  if (type.empty()) {
    global("torch.storage", "UntypedStorage");
  } else {
    global("torch", type);
  }
  text(tensor.key);
  text("cpu");
  integer(type.empty() ? elements * size_of(tensor.dtype) : elements);
  out += "tQ";
  integer(0);
  tuple(tensor.shape);
  tuple(strides_of(tensor.shape));
  out += '\x89';
  global("collections", "OrderedDict");
  out += ")R";
  if (type.empty()) global("torch", torch_name(tensor.dtype));
  out += "tR";
}

}  // namespace

std::string save_state_dict(const std::vector<SavedTensor>& tensors) {
  Writer writer;
  writer.out += "}(";
  writer.text("state_dict");
  writer.out += "}(";
  for (const SavedTensor& tensor : tensors) {
    writer.text(tensor.name);
    writer.tensor(tensor);
  }
  writer.out += "uu.";
  return std::move(writer.out);
}

}  // namespace mintport::weights::pickle
