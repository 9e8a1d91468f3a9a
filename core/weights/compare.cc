#include "core/weights/compare.hh"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <limits>
#include <unordered_map>

#include "core/weights/names.hh"

namespace mintport::weights {
namespace {

// The bytes of a tensor by position. Strided views of torch are kept in memory.
class Source {
 public:
  static Result<Source> open(const Tensor& tensor) {
    Source source(tensor);
    if (tensor.strides.empty()) return source;
    const auto read = read_tensor(tensor, [&](std::span<const std::byte> bytes) -> Result<void> {
      source.gathered_.insert(source.gathered_.end(), bytes.begin(), bytes.end());
      return {};
    });
    if (!read) return fail(read.error());
    return source;
  }

  Result<void> read(std::uint64_t offset, std::span<std::byte> to) const {
    if (!tensor_->strides.empty()) {
      std::memcpy(to.data(), gathered_.data() + offset, to.size());
      return {};
    }
    for (const Extent& extent : tensor_->extents) {
      if (offset >= extent.size) {
        offset -= extent.size;
        continue;
      }
      const auto part = to.first(std::min<std::uint64_t>(to.size(), extent.size - offset));
      if (const auto read = extent.file->read(extent.offset + offset, part); !read) return read;
      to = to.subspan(part.size());
      offset = 0;
      if (to.empty()) break;
    }
    return {};
  }

 private:
  explicit Source(const Tensor& tensor) : tensor_(&tensor) {}
  const Tensor* tensor_;
  std::vector<std::byte> gathered_;
};

// Adds the differences of two runs of elements.
void add(std::span<const double> a, std::span<const double> b, const Tolerance& tolerance,
         Difference& difference) {
  for (std::size_t i = 0; i < a.size(); ++i) {
    if (a[i] == b[i] || (std::isnan(a[i]) && std::isnan(b[i]))) continue;
    const double distance = std::abs(a[i] - b[i]);
    const bool within =
        std::isfinite(b[i]) && distance <= tolerance.absolute + tolerance.relative * std::abs(b[i]);
    if (!within) ++difference.outside;
    if (std::isnan(distance)) {
      difference.largest = distance;
    } else {
      difference.largest = std::max(difference.largest, distance);  // keeps an earlier NaN
    }
  }
}

Result<Difference> compare_values(const Tensor& a, const Tensor& b, const Tolerance& tolerance) {
  Difference difference{.kind = Difference::Kind::value, .name = a.name};
  const auto second = Source::open(b);
  if (!second) return fail(second.error());
  std::vector<std::byte> other;
  std::vector<double> numbers_a, numbers_b;
  std::uint64_t at = 0;  // in elements
  const auto read = read_tensor(a, [&](std::span<const std::byte> bytes) -> Result<void> {
    const std::size_t count = bytes.size() / size_of(a.dtype);
    other.resize(count * size_of(b.dtype));
    if (const auto got = second->read(at * size_of(b.dtype), other); !got) return got;
    at += count;
    if (a.dtype == b.dtype && std::equal(bytes.begin(), bytes.end(), other.begin())) return {};
    numbers_a.resize(count);
    numbers_b.resize(count);
    to_double(a.dtype, bytes.data(), numbers_a);
    to_double(b.dtype, other.data(), numbers_b);
    add(numbers_a, numbers_b, tolerance, difference);
    return {};
  });
  if (!read) return fail(read.error());
  return difference;
}

// The tensor of `b` for each tensor of `a`, or null.
std::vector<const Tensor*> pair_up(const Checkpoint& a, const Checkpoint& b) {
  const auto names_a = rename_by_rules(params_of(a.tensors), Framework::torch);
  const auto names_b = rename_by_rules(params_of(b.tensors), Framework::torch);
  std::unordered_map<std::string_view, const Tensor*> exact, by_rule;
  for (std::size_t i = 0; i < b.tensors.size(); ++i) {
    exact.emplace(b.tensors[i].name, &b.tensors[i]);
    by_rule.emplace(names_b[i], &b.tensors[i]);
  }
  std::vector<const Tensor*> pairs;
  for (std::size_t i = 0; i < a.tensors.size(); ++i) {
    const auto same = exact.find(a.tensors[i].name);
    const auto ruled = by_rule.find(names_a[i]);
    pairs.push_back(same != exact.end() ? same->second : ruled != by_rule.end() ? ruled->second : nullptr);
  }
  return pairs;
}

void note_largest(const Difference& difference, Comparison& comparison) {
  if (!(difference.largest > comparison.largest) && !std::isnan(difference.largest)) return;
  comparison.largest = difference.largest;
  comparison.largest_in = difference.name;
}

}  // namespace

Result<Comparison> compare(const Checkpoint& a, const Checkpoint& b, const Tolerance& tolerance,
                           const Progress& progress) {
  Comparison comparison;
  const auto pairs = pair_up(a, b);
  std::unordered_map<const Tensor*, bool> used;
  for (std::size_t i = 0; i < pairs.size(); ++i) {
    const Tensor& tensor = a.tensors[i];
    if (pairs[i] == nullptr || used[pairs[i]]) {
      comparison.differences.push_back({.kind = Difference::Kind::missing, .name = tensor.name});
      continue;
    }
    used[pairs[i]] = true;
    if (tensor.shape != pairs[i]->shape) {
      comparison.differences.push_back(
          {.kind = Difference::Kind::shape, .name = tensor.name, .a = tensor.shape, .b = pairs[i]->shape});
      continue;
    }
    if (tensor.dtype != pairs[i]->dtype) comparison.other_types.push_back(tensor.name);
    const auto difference = compare_values(tensor, *pairs[i], tolerance);
    if (!difference) return fail(difference.error());
    ++comparison.compared;
    note_largest(*difference, comparison);
    if (difference->outside > 0) comparison.differences.push_back(*difference);
    if (progress) progress(i + 1, pairs.size());
  }
  for (const Tensor& tensor : b.tensors) {
    if (!used[&tensor])
      comparison.differences.push_back({.kind = Difference::Kind::extra, .name = tensor.name});
  }
  return comparison;
}

}  // namespace mintport::weights
