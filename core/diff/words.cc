#include "core/diff/words.hh"

#include <algorithm>
#include <cstdint>
#include <functional>

namespace mintport {
namespace {

bool in_word(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
         static_cast<unsigned char>(c) >= 0x80;
}
bool is_blank(char c) {
  return c == ' ' || c == '\t';
}

std::vector<ByteRange> words_of(std::string_view line) {
  std::vector<ByteRange> out;
  for (std::size_t at = 0; at < line.size();) {
    const std::size_t begin = at;
    if (in_word(line[at])) {
      while (at < line.size() && in_word(line[at])) ++at;
    } else if (is_blank(line[at])) {
      while (at < line.size() && is_blank(line[at])) ++at;
    } else {
      ++at;
    }
    out.push_back({static_cast<ByteOffset>(begin), static_cast<ByteOffset>(at)});
  }
  return out;
}

// A table of (rows + 1) x (columns + 1) numbers.
class Table {
 public:
  Table(std::size_t rows, std::size_t columns) : width_(columns + 1), cells_((rows + 1) * width_) {}
  std::uint32_t& at(std::size_t row, std::size_t column) { return cells_[row * width_ + column]; }

 private:
  std::size_t width_;
  std::vector<std::uint32_t> cells_;
};

constexpr std::size_t kMostWordCells = 1 << 16;  // beyond this, the whole middle of a line counts as changed
constexpr std::size_t kMostLineCells = 1 << 14;  // beyond this, lines are paired in order

ByteRange cover(const std::vector<ByteRange>& words, std::size_t begin, std::size_t end, std::size_t size) {
  const auto at = begin < words.size() ? words[begin].begin : static_cast<ByteOffset>(size);
  return {at, end > begin ? words[end - 1].end : at};
}

// Joins changes that only a blank separates, because one mark is easier to read than three.
void add_change(std::vector<WordChange>& out, WordChange change, std::string_view left,
                std::string_view right) {
  if (!out.empty()) {
    WordChange& last = out.back();
    auto blank = [](std::string_view text, ByteOffset begin, ByteOffset end) {
      return std::all_of(text.begin() + begin, text.begin() + end, is_blank);
    };
    if (blank(left, last.left.end, change.left.begin) && blank(right, last.right.end, change.right.begin)) {
      last.left.end = change.left.end;
      last.right.end = change.right.end;
      return;
    }
  }
  out.push_back(change);
}

using Hashes = std::vector<std::size_t>;

Hashes hashes_of(std::string_view line) {
  Hashes out;
  for (ByteRange word : words_of(line)) {
    if (!is_blank(line[word.begin])) {
      out.push_back(std::hash<std::string_view>()(line.substr(word.begin, word.size())));
    }
  }
  std::sort(out.begin(), out.end());
  return out;
}

// The share of common words, 0 to 100. Lines below 40 are not paired.
std::uint32_t likeness(const Hashes& left, const Hashes& right) {
  if (left.empty() || right.empty()) return left.empty() && right.empty() ? 50 : 0;
  std::size_t common = 0;
  for (std::size_t i = 0, j = 0; i < left.size() && j < right.size();) {
    if (left[i] == right[j]) {
      ++common, ++i, ++j;
    } else {
      left[i] < right[j] ? ++i : ++j;
    }
  }
  const auto share = static_cast<std::uint32_t>(200 * common / (left.size() + right.size()));
  return share >= 40 ? share : 0;
}

}  // namespace

std::vector<WordChange> word_changes(std::string_view left, std::string_view right) {
  std::vector<WordChange> out;
  if (left == right) return out;
  const auto a = words_of(left), b = words_of(right);
  auto same = [&](std::size_t i, std::size_t j) {
    return left.substr(a[i].begin, a[i].size()) == right.substr(b[j].begin, b[j].size());
  };
  std::size_t head = 0;
  while (head < a.size() && head < b.size() && same(head, head)) ++head;
  std::size_t tail = 0;
  while (tail + head < a.size() && tail + head < b.size() && same(a.size() - tail - 1, b.size() - tail - 1))
    ++tail;
  const std::size_t n = a.size() - head - tail, m = b.size() - head - tail;
  if (n == 0 && m == 0) return out;
  if (n * m == 0 || n * m > kMostWordCells) {
    out.push_back({cover(a, head, head + n, left.size()), cover(b, head, head + m, right.size())});
    return out;
  }
  Table longest(n, m);
  for (std::size_t i = n; i-- > 0;) {
    for (std::size_t j = m; j-- > 0;) {
      longest.at(i, j) = same(head + i, head + j) ? longest.at(i + 1, j + 1) + 1
                                                  : std::max(longest.at(i + 1, j), longest.at(i, j + 1));
    }
  }
  for (std::size_t i = 0, j = 0; i < n || j < m;) {
    const std::size_t i0 = i, j0 = j;
    while ((i < n || j < m) && !(i < n && j < m && same(head + i, head + j))) {
      if (j == m || (i < n && longest.at(i + 1, j) >= longest.at(i, j + 1))) {
        ++i;
      } else {
        ++j;
      }
    }
    if (i > i0 || j > j0) {
      add_change(out,
                 {cover(a, head + i0, head + i, left.size()), cover(b, head + j0, head + j, right.size())},
                 left, right);
    }
    while (i < n && j < m && same(head + i, head + j)) ++i, ++j;
  }
  return out;
}

std::vector<LinePair> pair_lines(const std::vector<std::string_view>& left,
                                 const std::vector<std::string_view>& right) {
  std::vector<LinePair> out;
  const std::size_t n = left.size(), m = right.size();
  if (n == 0 || m == 0) return out;
  if (n * m > kMostLineCells) {
    for (std::size_t i = 0; i < std::min(n, m); ++i) out.push_back({i, i});
    return out;
  }
  std::vector<Hashes> a(n), b(m);
  std::transform(left.begin(), left.end(), a.begin(), hashes_of);
  std::transform(right.begin(), right.end(), b.begin(), hashes_of);
  Table score(n, m), best(n, m);
  for (std::size_t i = n; i-- > 0;) {
    for (std::size_t j = m; j-- > 0;) {
      score.at(i, j) = left[i] == right[j] ? 120 : likeness(a[i], b[j]);
      const std::uint32_t paired = score.at(i, j) > 0 ? score.at(i, j) + best.at(i + 1, j + 1) : 0;
      best.at(i, j) = std::max({paired, best.at(i + 1, j), best.at(i, j + 1)});
    }
  }
  for (std::size_t i = 0, j = 0; i < n && j < m;) {
    if (score.at(i, j) > 0 && best.at(i, j) == score.at(i, j) + best.at(i + 1, j + 1)) {
      out.push_back({i++, j++});
    } else if (best.at(i, j) == best.at(i + 1, j)) {
      ++i;
    } else {
      ++j;
    }
  }
  return out;
}

}  // namespace mintport
