#include "core/diff/diff.hh"

#include <algorithm>
#include <cassert>
#include <map>
#include <utility>
#include <vector>

#include "core/diff/lines.hh"
#include "core/diff/words.hh"

namespace mintport {
namespace {

// Lines [old_begin, old_end) became [new_begin, new_end); 1-based.
struct Block {
  std::uint32_t old_begin = 1, old_end = 1, new_begin = 1, new_end = 1;
};

struct PlacedEdit {
  ByteRange left, right;  // bytes of the old and of the new text
  bool rename = false;
  Block lines;
  bool inside_line = false;  // no line end on either side
};

// The bytes of both texts that renames touch, to distinguish words that renames changed from others.
class Renamed {
 public:
  explicit Renamed(std::span<const PlacedEdit> edits) {
    for (const PlacedEdit& edit : edits) (edit.rename ? expected_ : other_).push_back(edit);
  }
  // True if renames made every difference in the range.
  bool covers(Side side, ByteRange range) const {
    return touches(expected_, side, range) && !touches(other_, side, range);
  }

 private:
  static bool touches(const std::vector<PlacedEdit>& edits, Side side, ByteRange range) {
    return std::any_of(edits.begin(), edits.end(), [&](const PlacedEdit& edit) {
      const ByteRange at = side == Side::left ? edit.left : edit.right;
      return at.begin <= range.end && range.begin <= at.end;
    });
  }
  std::vector<PlacedEdit> expected_, other_;
};

class Builder {
 public:
  Builder(std::string_view old_text, std::string_view new_text) : old_(old_text), new_(new_text) {}

  const Lines& old_lines() const { return old_; }
  const Lines& new_lines() const { return new_; }

  // Adds equal lines up to these, exclusive.
  void same_until(std::uint32_t old_line, std::uint32_t new_line) {
    while (at_old_ < old_line && at_new_ < new_line) {
      out_.rows.push_back({at_old_++, at_new_++, RowKind::same, false, false, {}, {}});
    }
    while (at_old_ < old_line) one_sided(Side::left, at_old_++, false);
    while (at_new_ < new_line) one_sided(Side::right, at_new_++, false);
  }

  // Adds a line of both sides that these edits alone changed.
  void edited_line(std::uint32_t old_line, std::uint32_t new_line, std::span<const PlacedEdit> edits) {
    Row row{old_line, new_line, RowKind::changed, true, false, {}, {}};
    for (const PlacedEdit& edit : edits) {
      row.expected = row.expected && edit.rename;
      auto add = [&](std::vector<WordSpan>& words, ByteRange range, ByteOffset start) {
        if (!range.empty()) words.push_back({{range.begin - start, range.end - start}, edit.rename});
      };
      for (const auto& [left, right] : changed_parts(edit)) {
        add(row.left_words, left, old_.begin(old_line));
        add(row.right_words, right, new_.begin(new_line));
      }
    }
    if (old_.line(old_line) == new_.line(new_line))
      row = {old_line, new_line, RowKind::same, false, false, {}, {}};
    out_.rows.push_back(std::move(row));
    at_old_ = old_line + 1;
    at_new_ = new_line + 1;
  }

  // Adds a block; pairs its lines by likeness.
  void block(const Block& block, const Renamed& renamed) {
    std::vector<std::string_view> left, right;
    for (std::uint32_t i = block.old_begin; i < block.old_end; ++i) left.push_back(old_.line(i));
    for (std::uint32_t i = block.new_begin; i < block.new_end; ++i) right.push_back(new_.line(i));
    for (const LinePair& pair : pair_lines(left, right)) {
      const auto old_line = block.old_begin + static_cast<std::uint32_t>(pair.left);
      const auto new_line = block.new_begin + static_cast<std::uint32_t>(pair.right);
      rest_until(old_line, new_line, renamed);
      paired(old_line, new_line, renamed);
    }
    rest_until(block.old_end, block.new_end, renamed);
  }

  Diff finish() {
    same_until(old_.count() + 1, new_.count() + 1);
    collect_hunks();
    return std::move(out_);
  }

  // Adds a row that is already computed.
  void place_row(Row row) {
    if (row.left) at_old_ = *row.left + 1;
    if (row.right) at_new_ = *row.right + 1;
    out_.rows.push_back(std::move(row));
  }

  // Adds a block that was changed by hand; none of its rows is expected.
  void hand_block(const Block& lines) {
    const std::size_t first = out_.rows.size();
    block(lines, Renamed({}));
    for (std::size_t i = first; i < out_.rows.size(); ++i) out_.rows[i].by_hand = true;
  }

 private:
  // The words that an edit of a text of several words changes; another edit is one part.
  std::vector<std::pair<ByteRange, ByteRange>> changed_parts(const PlacedEdit& edit) const {
    const std::string_view before = old_.text().substr(edit.left.begin, edit.left.size()),
                           after = new_.text().substr(edit.right.begin, edit.right.size());
    if (before.find(' ') == std::string_view::npos || after.find(' ') == std::string_view::npos)
      return {{edit.left, edit.right}};
    std::vector<std::pair<ByteRange, ByteRange>> out;
    for (const WordChange& change : word_changes(before, after)) {
      out.push_back({{edit.left.begin + change.left.begin, edit.left.begin + change.left.end},
                     {edit.right.begin + change.right.begin, edit.right.begin + change.right.end}});
    }
    return out;
  }

  void one_sided(Side side, std::uint32_t line, bool expected) {
    Row row;
    (side == Side::left ? row.left : row.right) = line;
    row.kind = side == Side::left ? RowKind::removed : RowKind::added;
    row.expected = expected;
    out_.rows.push_back(std::move(row));
  }

  // Adds unlike lines side by side, as long as both sides have some, because a replaced block reads best so.
  void rest_until(std::uint32_t old_line, std::uint32_t new_line, const Renamed& renamed) {
    auto whole = [](const Lines& lines, std::uint32_t line) -> ByteRange {
      const std::string_view text = lines.line(line);
      const auto indent = static_cast<ByteOffset>(std::min(text.find_first_not_of(" \t"), text.size()));
      return {indent, static_cast<ByteOffset>(text.size())};
    };
    auto covered = [&](Side side, const Lines& lines, std::uint32_t line) {
      const ByteOffset start = lines.begin(line);
      const ByteRange range = whole(lines, line);
      return renamed.covers(side, {start + range.begin, start + range.end});
    };
    while (at_old_ < old_line && at_new_ < new_line) {
      const bool left = covered(Side::left, old_, at_old_), right = covered(Side::right, new_, at_new_);
      Row row{at_old_, at_new_, RowKind::changed, left && right, false, {}, {}};
      if (const ByteRange range = whole(old_, at_old_); !range.empty())
        row.left_words.push_back({range, left});
      if (const ByteRange range = whole(new_, at_new_); !range.empty())
        row.right_words.push_back({range, right});
      out_.rows.push_back(std::move(row));
      ++at_old_, ++at_new_;
    }
    for (; at_old_ < old_line; ++at_old_) one_sided(Side::left, at_old_, covered(Side::left, old_, at_old_));
    for (; at_new_ < new_line; ++at_new_)
      one_sided(Side::right, at_new_, covered(Side::right, new_, at_new_));
  }

  void paired(std::uint32_t old_line, std::uint32_t new_line, const Renamed& renamed) {
    Row row{old_line, new_line, RowKind::same, false, false, {}, {}};
    const ByteOffset old_start = old_.begin(old_line), new_start = new_.begin(new_line);
    for (const WordChange& change : word_changes(old_.line(old_line), new_.line(new_line))) {
      const bool rename =
          renamed.covers(Side::left, {old_start + change.left.begin, old_start + change.left.end}) &&
          renamed.covers(Side::right, {new_start + change.right.begin, new_start + change.right.end});
      row.expected = (row.kind == RowKind::same || row.expected) && rename;
      row.kind = RowKind::changed;
      if (!change.left.empty()) row.left_words.push_back({change.left, rename});
      if (!change.right.empty()) row.right_words.push_back({change.right, rename});
    }
    out_.rows.push_back(std::move(row));
    at_old_ = old_line + 1;
    at_new_ = new_line + 1;
  }

  void collect_hunks() {
    std::uint32_t old_done = 0, new_done = 0;
    for (std::size_t i = 0; i < out_.rows.size();) {
      if (out_.rows[i].kind == RowKind::same) {
        old_done = *out_.rows[i].left;
        new_done = *out_.rows[i].right;
        ++i;
        continue;
      }
      Hunk hunk{i, 0, {}, true};
      for (; i < out_.rows.size() && out_.rows[i].kind != RowKind::same; ++i, ++hunk.count) {
        hunk.expected = hunk.expected && out_.rows[i].expected;
        hunk.lines.old_count += out_.rows[i].left.has_value();
        hunk.lines.new_count += out_.rows[i].right.has_value();
      }
      hunk.lines.old_start = old_done + (hunk.lines.old_count > 0);
      hunk.lines.new_start = new_done + (hunk.lines.new_count > 0);
      old_done += hunk.lines.old_count;
      new_done += hunk.lines.new_count;
      out_.hunks.push_back(hunk);
    }
  }

  Lines old_, new_;
  std::uint32_t at_old_ = 1, at_new_ = 1;  // the next lines to show
  Diff out_;
};

std::vector<PlacedEdit> place(const std::vector<Edit>& edits, const std::vector<bool>& expected,
                              const Lines& old_lines, const Lines& new_lines) {
  std::vector<PlacedEdit> out;
  out.reserve(edits.size());
  std::int64_t shift = 0;
  for (std::size_t i = 0; i < edits.size(); ++i) {
    const Edit& edit = edits[i];
    PlacedEdit placed;
    placed.left = edit.range;
    placed.right.begin = static_cast<ByteOffset>(edit.range.begin + shift);
    placed.right.end = placed.right.begin + static_cast<ByteOffset>(edit.text.size());
    placed.rename = !expected.empty() && expected[i];
    shift += static_cast<std::int64_t>(edit.text.size()) - edit.range.size();
    auto ends_line = [](std::string_view text) { return text.empty() || text.ends_with('\n'); };
    const std::string_view old_part = old_lines.text().substr(edit.range.begin, edit.range.size());
    placed.inside_line =
        old_part.find('\n') == std::string_view::npos && edit.text.find('\n') == std::string::npos;
    const bool whole = old_lines.is_start(placed.left.begin) && new_lines.is_start(placed.right.begin) &&
                       ends_line(old_part) && ends_line(edit.text) && !placed.inside_line;
    auto last = [&](const Lines& lines, ByteOffset end) {
      return std::min(lines.at(end) + (whole ? 0 : 1), lines.count() + 1);
    };
    placed.lines = {old_lines.at(placed.left.begin), last(old_lines, placed.left.end),
                    new_lines.at(placed.right.begin), last(new_lines, placed.right.end)};
    out.push_back(placed);
  }
  return out;
}

}  // namespace

std::size_t Diff::row_of(Side side, std::uint32_t line) const {
  // Line numbers of that side ascend; a row without one counts as the next row that has one.
  std::size_t low = 0, high = rows.size();
  while (low < high) {
    const std::size_t middle = (low + high) / 2;
    std::size_t probe = middle;
    while (probe < high && !rows[probe].line(side)) ++probe;
    if (probe == high || *rows[probe].line(side) >= line) {
      high = middle;
    } else {
      low = probe + 1;
    }
  }
  while (low < rows.size() && !rows[low].line(side)) ++low;
  return rows.empty() ? 0 : std::min(low, rows.size() - 1);
}

const Hunk* Diff::hunk_at(std::size_t row) const {
  auto after = std::upper_bound(hunks.begin(), hunks.end(), row,
                                [](std::size_t value, const Hunk& hunk) { return value < hunk.first; });
  if (after == hunks.begin()) return nullptr;
  const Hunk& hunk = *std::prev(after);
  return row < hunk.first + hunk.count ? &hunk : nullptr;
}

std::vector<bool> expected_edits(const std::vector<Edit>& edits, const std::vector<Change>& changes) {
  std::multimap<ByteRange, std::pair<const Edit*, bool>> known;
  for (const Change& change : changes) {
    for (const Edit& edit : change.edits) known.emplace(edit.range, std::pair{&edit, change.rename});
  }
  std::vector<bool> out;
  out.reserve(edits.size());
  for (const Edit& edit : edits) {
    bool expected = true;
    const auto [begin, end] = known.equal_range(edit.range);
    for (auto at = begin; at != end; ++at) {
      if (at->second.first->text == edit.text) expected = expected && at->second.second;
    }
    out.push_back(expected);
  }
  return out;
}

Diff diff_by_edits(std::string_view old_text, std::string_view new_text, const std::vector<Edit>& edits,
                   const std::vector<bool>& expected) {
  Builder builder(old_text, new_text);
  const auto placed = place(edits, expected, builder.old_lines(), builder.new_lines());
  for (std::size_t i = 0; i < placed.size();) {
    Block block = placed[i].lines;
    bool inside = placed[i].inside_line;
    std::size_t end = i + 1;
    // Edits that share a line on either side form one block.
    for (; end < placed.size(); ++end) {
      const Block& next = placed[end].lines;
      // A removal next to an insertion also forms one block, because they read best side by side.
      const bool one_sided = (block.old_begin == block.old_end && next.new_begin == next.new_end) ||
                             (block.new_begin == block.new_end && next.old_begin == next.old_end);
      const bool adjoins = next.old_begin == block.old_end && next.new_begin == block.new_end;
      if (next.old_begin >= block.old_end && next.new_begin >= block.new_end && !(one_sided && adjoins))
        break;
      block.old_begin = std::min(block.old_begin, next.old_begin);
      block.new_begin = std::min(block.new_begin, next.new_begin);
      block.old_end = std::max(block.old_end, next.old_end);
      block.new_end = std::max(block.new_end, next.new_end);
      inside = inside && placed[end].inside_line;
    }
    const std::span<const PlacedEdit> group(placed.data() + i, end - i);
    builder.same_until(block.old_begin, block.new_begin);
    if (inside && block.old_end - block.old_begin == 1 && block.new_end - block.new_begin == 1) {
      builder.edited_line(block.old_begin, block.new_begin, group);
    } else {
      builder.block(block, Renamed(group));
    }
    i = end;
  }
  return builder.finish();
}

Diff diff_by_hunks(std::string_view old_text, std::string_view new_text, std::span<const LineHunk> hunks) {
  Builder builder(old_text, new_text);
  for (const LineHunk& hunk : hunks) {
    const std::uint32_t old_begin = hunk.old_count > 0 ? hunk.old_start : hunk.old_start + 1;
    const std::uint32_t new_begin = hunk.new_count > 0 ? hunk.new_start : hunk.new_start + 1;
    builder.same_until(old_begin, new_begin);
    builder.block({old_begin, old_begin + hunk.old_count, new_begin, new_begin + hunk.new_count},
                  Renamed({}));
  }
  return builder.finish();
}

Diff compose(const Diff& first, std::span<const LineHunk> hunks, std::string_view old_text,
             std::string_view new_text) {
  Builder builder(old_text, new_text);
  std::size_t row = 0;
  std::uint32_t old_next = 1;  // the next line of the old text
  std::int64_t shift = 0;      // from the middle text to the new one
  auto copy = [&](const Row& from) {
    Row to = from;
    if (to.right) to.right = static_cast<std::uint32_t>(*to.right + shift);
    if (to.left) old_next = *to.left + 1;
    builder.place_row(std::move(to));
  };
  for (const LineHunk& hunk : hunks) {
    const std::uint32_t begin = hunk.old_count > 0 ? hunk.old_start : hunk.old_start + 1;
    const std::uint32_t end = begin + hunk.old_count;
    for (; row < first.rows.size() && (!first.rows[row].right || *first.rows[row].right < begin); ++row) {
      // Removed rows directly before the hunk stay outside.
      copy(first.rows[row]);
    }
    const std::uint32_t old_begin = old_next;
    for (; row < first.rows.size(); ++row) {
      if (first.rows[row].right && *first.rows[row].right >= end) break;
      if (hunk.old_count == 0) break;
      if (first.rows[row].left) old_next = *first.rows[row].left + 1;
    }
    const std::uint32_t new_begin = hunk.new_count > 0 ? hunk.new_start : hunk.new_start + 1;
    builder.hand_block({old_begin, old_next, new_begin, new_begin + hunk.new_count});
    shift += static_cast<std::int64_t>(hunk.new_count) - hunk.old_count;
  }
  for (; row < first.rows.size(); ++row) copy(first.rows[row]);
  return builder.finish();
}

std::vector<Edit> edits_between(std::string_view old_text, std::string_view new_text,
                                std::span<const LineHunk> hunks) {
  std::vector<Edit> out;
  if (old_text == new_text) return out;  // most files equal their conversion
  const Diff diff = diff_by_hunks(old_text, new_text, hunks);
  const Lines old_lines(old_text), new_lines(new_text);
  auto add = [&](ByteRange range, std::string_view text) {
    if (!out.empty() && out.back().range.end == range.begin) {
      out.back().range.end = range.end;
      out.back().text += text;
    } else if (!range.empty() || !text.empty()) {
      out.push_back({range, std::string(text)});
    }
  };
  ByteOffset at = 0;  // in the old text: the end of the rows done so far
  for (const Row& row : diff.rows) {
    if (row.left && row.right) {
      const ByteOffset begin = old_lines.begin(*row.left);
      const std::string_view before = old_lines.line(*row.left), after = new_lines.line(*row.right);
      for (const WordChange& change : word_changes(before, after)) {
        add({begin + change.left.begin, begin + change.left.end},
            after.substr(change.right.begin, change.right.size()));
      }
      // The line ends, if one side lacks it or has another one.
      const std::string_view old_end = old_lines.whole_line(*row.left).substr(before.size());
      const std::string_view new_end = new_lines.whole_line(*row.right).substr(after.size());
      at = old_lines.begin(*row.left + 1);
      if (old_end != new_end) add({at - static_cast<ByteOffset>(old_end.size()), at}, new_end);
    } else if (row.left) {
      at = old_lines.begin(*row.left + 1);
      add({old_lines.begin(*row.left), at}, "");
    } else {
      add({at, at}, new_lines.whole_line(*row.right));
    }
  }
  return out;
}

}  // namespace mintport
