#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>
#include <unordered_map>

#include "core/base/text.hh"
#include "core/weights/pickle.hh"

namespace mintport::weights::pickle {
namespace {

// All callables that a checkpoint of tensors needs; see reduce().
constexpr std::array<std::string_view, 5> kCallable{
    "collections.OrderedDict", "torch._utils._rebuild_tensor_v2", "torch._utils._rebuild_tensor_v3",
    "torch._utils._rebuild_parameter", "torch.Size"};
constexpr std::array<std::string_view, 12> kStorages{
    "DoubleStorage", "FloatStorage", "HalfStorage", "BFloat16Storage", "LongStorage",    "IntStorage",
    "ShortStorage",  "CharStorage",  "ByteStorage", "BoolStorage",     "UntypedStorage", "TypedStorage"};

constexpr std::size_t kMaxValues = std::size_t{1} << 24;
constexpr std::size_t kMaxDepth = 64;

bool is_known(std::string_view name) {
  if (std::find(kCallable.begin(), kCallable.end(), name) != kCallable.end()) return true;
  if (name == "torch.storage.UntypedStorage" || name == "torch.storage.TypedStorage") return true;
  if (!name.starts_with("torch.")) return false;
  name.remove_prefix(6);
  return std::find(kStorages.begin(), kStorages.end(), name) != kStorages.end() ||
         from_torch_name(name).has_value();
}

template <class T>
const T* as(Ref value) {
  return std::get_if<T>(&value->is);
}

class Machine {
 public:
  explicit Machine(std::string_view bytes) : bytes_(bytes) {}

  Result<Document> run() {
    while (problem_.empty()) {
      if (at_ >= bytes_.size()) {
        stop("it ends before its end mark");
        break;
      }
      const auto code = static_cast<unsigned char>(bytes_[at_++]);
      if (code == '.') {
        if (stack_.size() == 1 && marks_.empty()) {
          document_.root = stack_.front();
          return std::move(document_);
        }
        stop("it ends with more than one value");
        break;
      }
      step(code);
    }
    return fail({.kind = ErrorKind::content, .what = "the pickle is refused: " + problem_});
  }

 private:
  void step(unsigned char code) {
    switch (code) {
      case 0x80:
        return take_protocol();
      case 0x95:
        return void(take(8));  // FRAME is only a hint
      case '(':
        return mark();
      case '0':
        return void(pop());
      case 'N':
        return push({None{}});
      case 0x88:
        return push({true});
      case 0x89:
        return push({false});
      case 'K':
        return push({static_cast<std::int64_t>(number(1))});
      case 'M':
        return push({static_cast<std::int64_t>(number(2))});
      case 'J':
        return push({static_cast<std::int64_t>(static_cast<std::int32_t>(number(4)))});
      case 0x8a:
        return push_long();
      case 'G':
        return push_double();
      case 'X':
        return push_text(number(4));
      case 0x8c:
        return push_text(number(1));
      case 0x8d:
        return push_text(number(8));
      case 'U':
      case 'C':
        return push_text(number(1));
      case 'c':
        return push_global();
      case 0x93:
        return push_stack_global();
      case ')':
        return push({Tuple{}});
      case 0x85:
        return push_tuple(1);
      case 0x86:
        return push_tuple(2);
      case 0x87:
        return push_tuple(3);
      case 't':
        return push_tuple(above_mark());
      case ']':
        return push({List{}});
      case 'l':
        return push_list();
      case '}':
        return push({Dict{}});
      case 'q':
        return put(number(1));
      case 'r':
        return put(number(4));
      case 0x94:
        return put(memo_.size());
      case 'h':
        return get(number(1));
      case 'j':
        return get(number(4));
      case 'a':
        return append(1);
      case 'e':
        return append(above_mark());
      case 's':
        return set_items(2);
      case 'u':
        return set_items(above_mark());
      case 'Q':
        return persistent();
      case 'R':
        return reduce();
      case 'b':
        return build();
      default:
        return stop(fmt::format("it contains the instruction 0x{:02x}, which checkpoints do not need", code));
    }
  }

  void stop(std::string what) {
    if (problem_.empty()) problem_ = std::move(what);
  }

  std::string_view take(std::uint64_t count) {
    if (count > bytes_.size() - at_) {
      stop("it is truncated");
      return {};
    }
    const auto part = bytes_.substr(at_, count);
    at_ += count;
    return part;
  }

  std::uint64_t number(std::size_t size) {  // little-endian
    const auto part = take(size);
    std::uint64_t value = 0;
    for (std::size_t i = part.size(); i-- > 0;) value = value << 8 | static_cast<unsigned char>(part[i]);
    return value;
  }

  void push(Value value) {
    if (++made_ > kMaxValues) return stop("it is too large");
    stack_.push_back(&document_.values.emplace_back(std::move(value)));
  }

  Ref pop() {
    if (stack_.empty() || (!marks_.empty() && stack_.size() <= marks_.back())) {
      stop("it reads beyond its end");
      return &nothing_;
    }
    const Ref value = stack_.back();
    stack_.pop_back();
    return value;
  }

  Ref top() {
    const Ref value = pop();
    if (problem_.empty()) stack_.push_back(value);
    return value;
  }

  void mark() {
    if (marks_.size() == kMaxDepth) return stop("nested too deep");
    marks_.push_back(stack_.size());
  }

  // Removes the last mark and returns the number of values above it.
  std::size_t above_mark() {
    if (marks_.empty() || marks_.back() > stack_.size()) {
      stop("it reads beyond its end");
      return 0;
    }
    const std::size_t count = stack_.size() - marks_.back();
    marks_.pop_back();
    return count;
  }

  std::vector<Ref> pop_many(std::size_t count) {
    const std::size_t base = marks_.empty() ? 0 : marks_.back();
    if (count > stack_.size() - std::min(base, stack_.size())) {
      stop("it reads beyond its end");
      return {};
    }
    std::vector<Ref> values(stack_.end() - static_cast<std::ptrdiff_t>(count), stack_.end());
    stack_.resize(stack_.size() - count);
    return values;
  }

  void take_protocol() {
    const std::uint64_t protocol = number(1);
    if (protocol < 2 || protocol > 5) stop(fmt::format("its protocol {} is not 2 to 5", protocol));
  }

  void push_long() {
    const std::uint64_t size = number(1);
    if (size > 8) return stop("it has a number that is too large");
    const auto part = take(size);
    std::uint64_t value = !part.empty() && (part.back() & 0x80) != 0 ? ~std::uint64_t{0} : 0;
    for (std::size_t i = part.size(); i-- > 0;) value = value << 8 | static_cast<unsigned char>(part[i]);
    push({static_cast<std::int64_t>(value)});
  }

  void push_double() {  // big-endian
    std::uint64_t bits = 0;
    for (const char c : take(8)) bits = bits << 8 | static_cast<unsigned char>(c);
    push({std::bit_cast<double>(bits)});
  }

  void push_text(std::uint64_t size) { push({std::string(take(size))}); }

  std::string_view line() {
    const std::size_t end = bytes_.find('\n', at_);
    if (end == std::string_view::npos) {
      stop("it is truncated");
      return {};
    }
    const auto text = bytes_.substr(at_, end - at_);
    at_ = end + 1;
    return text;
  }

  void push_name(std::string name) {
    if (!problem_.empty()) return;
    if (!is_known(name)) {
      return stop(fmt::format("it asks for '{}', which is not on the list of allowed names", name));
    }
    push({Global{std::move(name)}});
  }

  void push_global() {
    const auto module = line();
    push_name(std::string(module) + "." + std::string(line()));
  }

  void push_stack_global() {
    const Ref name = pop(), module = pop();
    const auto* n = as<std::string>(name);
    const auto* m = as<std::string>(module);
    if (n == nullptr || m == nullptr) return stop("it asks for a name that is not a string");
    push_name(*m + "." + *n);
  }

  void push_tuple(std::size_t count) { push({Tuple{pop_many(count)}}); }
  void push_list() {
    const std::size_t count = above_mark();
    push({List{pop_many(count)}});
  }

  void put(std::uint64_t slot) {
    if (memo_.size() > kMaxValues) return stop("it is too large");
    memo_[slot] = top();
  }

  void get(std::uint64_t slot) {
    const auto found = memo_.find(slot);
    if (found == memo_.end()) return stop("it refers to an unknown value");
    stack_.push_back(found->second);
    if (++made_ > kMaxValues) stop("it is too large");
  }

  void append(std::size_t count) {
    const auto values = pop_many(count);
    if (!problem_.empty()) return;
    const Ref list = top();
    auto* items = std::get_if<List>(&list->is);
    if (items == nullptr) return stop("it appends to a value that is not a list");
    items->items.insert(items->items.end(), values.begin(), values.end());
  }

  void set_items(std::size_t count) {
    const auto values = pop_many(count);
    if (!problem_.empty()) return;
    const Ref dict = top();
    auto* items = std::get_if<Dict>(&dict->is);
    if (items == nullptr || count % 2 != 0) return stop("it sets items of a value that is not a dict");
    for (std::size_t i = 0; i < count; i += 2) items->items.emplace_back(values[i], values[i + 1]);
  }

  // Persistent id: ("storage", its type, key, device, elements).
  void persistent() {
    const Ref id = pop();
    const auto* tuple = as<Tuple>(id);
    if (tuple == nullptr || tuple->items.size() != 5)
      return stop("it refers to a value that is not a storage");
    const auto* kind = as<std::string>(tuple->items[0]);
    const auto* type = as<Global>(tuple->items[1]);
    const auto* key = as<std::string>(tuple->items[2]);
    const auto* elements = as<std::int64_t>(tuple->items[4]);
    if (kind == nullptr || *kind != "storage" || type == nullptr || key == nullptr || elements == nullptr ||
        *elements < 0) {
      return stop("it refers to a value that is not a storage");
    }
    push({Storage{.key = *key,
                  .type = type->name.substr(type->name.rfind('.') + 1),
                  .elements = static_cast<std::uint64_t>(*elements)}});
  }

  void reduce() {
    const Ref arguments = pop(), callable = pop();
    const auto* what = as<Global>(callable);
    const auto* tuple = as<Tuple>(arguments);
    if (what == nullptr || tuple == nullptr) return stop("it calls a value that is not a function");
    if (what->name == "collections.OrderedDict" && tuple->items.empty()) return push({Dict{}});
    if (what->name == "torch.Size" && tuple->items.size() == 1 && as<Tuple>(tuple->items[0]) != nullptr) {
      return stack_.push_back(tuple->items[0]);
    }
    if (what->name == "torch._utils._rebuild_parameter" && !tuple->items.empty() &&
        as<TensorView>(tuple->items[0]) != nullptr) {
      return stack_.push_back(tuple->items[0]);
    }
    if (what->name == "torch._utils._rebuild_tensor_v2" || what->name == "torch._utils._rebuild_tensor_v3") {
      return rebuild(tuple->items, what->name.ends_with('3'));
    }
    stop(fmt::format("it calls '{}' in a way that checkpoints do not", what->name));
  }

  // Arguments: storage, offset, shape, strides, requires_grad, hooks [, dtype], metadata.
  void rebuild(const std::vector<Ref>& items, bool has_dtype) {
    if (items.size() < (has_dtype ? 7U : 6U)) return stop("it contains an incomplete tensor");
    const auto* storage = as<Storage>(items[0]);
    const auto* offset = as<std::int64_t>(items[1]);
    const auto shape = numbers(items[2]), strides = numbers(items[3]);
    const auto* dtype = has_dtype ? as<Global>(items[6]) : nullptr;
    if (storage == nullptr || offset == nullptr || *offset < 0 || !shape || !strides ||
        shape->size() != strides->size() || shape->size() > kMaxDimensions ||
        (has_dtype && dtype == nullptr)) {
      return stop("it contains an incomplete tensor");
    }
    push({TensorView{.storage = *storage,
                     .dtype = dtype == nullptr ? "" : dtype->name.substr(6),
                     .offset = static_cast<std::uint64_t>(*offset),
                     .shape = *shape,
                     .strides = *strides}});
  }

  static std::optional<Shape> numbers(Ref value) {
    const auto* tuple = as<Tuple>(value);
    if (tuple == nullptr) return std::nullopt;
    Shape out;
    for (const Ref item : tuple->items) {
      const auto* number = as<std::int64_t>(item);
      if (number == nullptr || *number < 0) return std::nullopt;
      out.push_back(*number);
    }
    return out;
  }

  // Ignores the state of an object: that of a state dict (_metadata) does not concern tensors.
  void build() {
    pop();
    if (problem_.empty() && as<Dict>(top()) == nullptr && as<TensorView>(top()) == nullptr) {
      stop("it sets the state of a value that has none");
    }
  }

  Document document_;
  Value nothing_;  // returned when there is no value
  std::string_view bytes_;
  std::size_t at_ = 0, made_ = 0;
  std::vector<Ref> stack_;
  std::vector<std::size_t> marks_;
  std::unordered_map<std::uint64_t, Ref> memo_;
  std::string problem_;
};

}  // namespace

Result<Document> load(std::string_view bytes) {
  return Machine(bytes).run();
}

}  // namespace mintport::weights::pickle
