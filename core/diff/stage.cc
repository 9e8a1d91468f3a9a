#include "core/diff/stage.hh"

#include <algorithm>

#include "core/diff/lines.hh"

namespace mintport {
namespace {

// Pairs the removed and added lines of one place.
class Splitter {
 public:
  explicit Splitter(std::vector<LineHunk>& out) : out_(out) {}

  void begin(const LineHunk& hunk) {
    old_next_ = hunk.old_count > 0 ? hunk.old_start : hunk.old_start + 1;
    new_next_ = hunk.new_count > 0 ? hunk.new_start : hunk.new_start + 1;
  }
  void add(const Row& row) {
    const bool pair = row.left && row.right;
    if (pair) finish();
    removed_ += row.left.has_value();
    added_ += row.right.has_value();
    if (pair) finish();
  }
  // Pairs line by line. Surplus removed lines join the last pair; surplus added lines stand alone.
  void finish() {
    while (removed_ + added_ > 0) {
      const bool last_pair = added_ == 1 && removed_ > 0;
      part(last_pair ? removed_ : std::min(removed_, 1u), std::min(added_, 1u));
    }
  }

 private:
  void part(std::uint32_t removed, std::uint32_t added) {
    out_.push_back(
        {removed > 0 ? old_next_ : old_next_ - 1, removed, added > 0 ? new_next_ : new_next_ - 1, added});
    old_next_ += removed;
    new_next_ += added;
    removed_ -= removed;
    added_ -= added;
  }

  std::vector<LineHunk>& out_;
  std::uint32_t old_next_ = 1, new_next_ = 1, removed_ = 0, added_ = 0;
};

bool holds(std::uint32_t start, std::uint32_t count, std::optional<std::uint32_t> line) {
  return line && *line >= start && *line < start + count;
}

bool any_in(const std::set<std::uint32_t>& lines, std::uint32_t start, std::uint32_t count) {
  const auto at = lines.lower_bound(start);
  return at != lines.end() && *at < start + count;
}

}  // namespace

std::string apply_hunks(std::string_view old_text, std::string_view new_text, std::span<const LineHunk> hunks,
                        const std::vector<bool>& chosen) {
  const Lines before(old_text), after(new_text);
  const Lines& style = before.count() > 0 ? before : after;
  const bool crlf = style.count() > 0 && style.whole_line(1).ends_with("\r\n");
  const std::string_view line_end = crlf ? "\r\n" : "\n";
  std::string out;
  out.reserve(std::max(old_text.size(), new_text.size()));
  // A line in the middle must end, even if it was the last line of a text without a final line end.
  auto add = [&](std::string_view line) {
    if (!out.empty() && !out.ends_with('\n')) out += line_end;
    out += line;
  };
  std::uint32_t next = 1;
  for (std::size_t i = 0; i < hunks.size(); ++i) {
    const LineHunk& hunk = hunks[i];
    if (!chosen[i]) continue;
    const std::uint32_t first = hunk.old_count == 0 ? hunk.old_start + 1 : hunk.old_start;
    for (; next < first; ++next) add(before.whole_line(next));
    for (std::uint32_t k = 0; k < hunk.new_count; ++k) add(after.whole_line(hunk.new_start + k));
    next = first + hunk.old_count;
  }
  for (; next <= before.count(); ++next) add(before.whole_line(next));
  return out;
}

std::vector<LineHunk> split_hunks(std::string_view old_text, std::string_view new_text,
                                  std::span<const LineHunk> hunks) {
  const Diff diff = diff_by_hunks(old_text, new_text, hunks);
  std::vector<LineHunk> out;
  Splitter splitter(out);
  auto row = diff.rows.begin();
  for (const LineHunk& hunk : hunks) {
    auto inside = [&](const Row& at) {
      return holds(hunk.old_start, hunk.old_count, at.left) ||
             holds(hunk.new_start, hunk.new_count, at.right);
    };
    row = std::find_if(row, diff.rows.end(), inside);
    splitter.begin(hunk);
    for (; row != diff.rows.end() && inside(*row); ++row) splitter.add(*row);
    splitter.finish();
  }
  return out;
}

std::vector<bool> hunks_with(std::span<const LineHunk> hunks, const ChosenLines& lines) {
  std::vector<bool> out;
  for (const LineHunk& hunk : hunks) {
    out.push_back(any_in(lines.removed, hunk.old_start, hunk.old_count) ||
                  any_in(lines.added, hunk.new_start, hunk.new_count));
  }
  return out;
}

std::vector<bool> hunks_between(std::span<const LineHunk> hunks, std::uint32_t first, std::uint32_t last) {
  std::vector<bool> inside, touching;
  for (const LineHunk& hunk : hunks) {
    const std::uint32_t start = hunk.new_start;
    const bool removes = hunk.new_count == 0;
    inside.push_back(removes ? start >= first && start < last
                             : start <= last && start + hunk.new_count > first);
    touching.push_back(removes && start + 1 >= first && start <= last);
  }
  return std::find(inside.begin(), inside.end(), true) != inside.end() ? inside : touching;
}

std::optional<std::size_t> hunk_at_line(std::span<const LineHunk> hunks, Side side, std::uint32_t line) {
  std::optional<std::size_t> touching;
  for (std::size_t i = 0; i < hunks.size(); ++i) {
    const std::uint32_t start = side == Side::left ? hunks[i].old_start : hunks[i].new_start;
    const std::uint32_t count = side == Side::left ? hunks[i].old_count : hunks[i].new_count;
    if (count > 0 && start <= line && line < start + count) return i;
    if (count == 0 && (line == start || line == start + 1)) touching = touching.value_or(i);
  }
  return touching;
}

}  // namespace mintport
