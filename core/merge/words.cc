#include "core/merge/words.hh"

#include <algorithm>
#include <array>
#include <cctype>

#include "core/base/text.hh"
#include "core/merge/sequence.hh"

namespace mintport {
namespace {

using Words = std::vector<std::string_view>;

// Splits into words, runs of blanks, and single characters.
Words words_of(std::string_view line) {
  const auto kind = [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return std::isalnum(byte) || c == '_' || byte >= 0x80 ? 1 : std::isspace(byte) ? 2 : 0;
  };
  Words out;
  for (std::size_t i = 0; i < line.size();) {
    std::size_t end = i + 1;
    while (kind(line[i]) != 0 && end < line.size() && kind(line[end]) == kind(line[i])) ++end;
    out.push_back(line.substr(i, end - i));
    i = end;
  }
  return out;
}

struct ThreeLists {
  std::array<Words, 3> lists;  // by MergeSide
  const std::string_view& at(MergeSide side, std::size_t i) const {
    return lists[static_cast<std::size_t>(side)][i];
  }
};

bool is_year(std::string_view word) {
  return word.size() == 4 && (word.starts_with("19") || word.starts_with("20")) &&
         std::all_of(word.begin(), word.end(), [](char c) { return c >= '0' && c <= '9'; });
}

Sequences sequences_of(const ThreeLists& texts) {
  return {.base = texts.lists[0].size(), .ours = texts.lists[1].size(), .theirs = texts.lists[2].size()};
}

// The text that a `take` step refers to.
std::string_view taken(const ThreeLists& texts, const MergeStep& step) {
  return step.side == MergeSide::ours ? texts.at(MergeSide::ours, step.ours.front())
                                      : texts.at(MergeSide::theirs, step.theirs.front());
}

std::string joined(const ThreeLists& texts, MergeSide side, const std::vector<std::size_t>& indices) {
  std::string out;
  for (std::size_t i : indices) out += texts.at(side, i);
  return out;
}

}  // namespace

double likeness_of_lines(std::string_view a, std::string_view b) {
  Words left = words_of(trim(a));
  Words right = words_of(trim(b));
  std::erase_if(left, [](std::string_view word) { return trim(word).empty(); });
  std::erase_if(right, [](std::string_view word) { return trim(word).empty(); });
  if (left.empty() || right.empty()) return 0;
  const std::size_t all = left.size() + right.size();
  std::sort(left.begin(), left.end());
  std::sort(right.begin(), right.end());
  Words shared;
  std::set_intersection(left.begin(), left.end(), right.begin(), right.end(), std::back_inserter(shared));
  return 2.0 * static_cast<double>(shared.size()) / static_cast<double>(all);
}

std::optional<std::string> merge_words(std::string_view base, std::string_view ours,
                                       std::string_view theirs) {
  const ThreeLists texts{{words_of(base), words_of(ours), words_of(theirs)}};
  const bool licence = ours.find("Copyright") != ours.npos;
  Sequences items = sequences_of(texts);
  items.same = [&](MergeSide a, std::size_t i, MergeSide b, std::size_t j) {
    return texts.at(a, i) == texts.at(b, j);
  };
  items.score = [&](MergeSide a, std::size_t i, MergeSide b, std::size_t j) {
    const std::string_view left = texts.at(a, i), right = texts.at(b, j);
    if (left == right) return trim(left).empty() ? 0.1 : 1.0;
    return licence && is_year(left) && is_year(right) ? 0.9 : 0.0;
  };
  std::string out;
  MergeSide last = MergeSide::base;  // side of the previous insertion: two adjacent insertions have no order
  for (const MergeStep& step : merge_sequences(items)) {
    if (step.kind == MergeStep::Kind::conflict) return std::nullopt;
    if (step.kind == MergeStep::Kind::take) {
      if (last != MergeSide::base && last != step.side) return std::nullopt;
      last = step.side;
      out += taken(texts, step);
      continue;
    }
    last = MergeSide::base;
    const std::string_view b = texts.at(MergeSide::base, step.base.front());
    const std::string_view o = texts.at(MergeSide::ours, step.ours.front());
    const std::string_view t = texts.at(MergeSide::theirs, step.theirs.front());
    out += b == o ? t : b == t ? o : std::max(o, t);
  }
  return out;
}

std::vector<MergePiece> merge_prose(std::string_view base, std::string_view ours, std::string_view theirs) {
  const ThreeLists texts{{split_lines(base), split_lines(ours), split_lines(theirs)}};
  Sequences items = sequences_of(texts);
  items.same = [&](MergeSide a, std::size_t i, MergeSide b, std::size_t j) {
    return trim(texts.at(a, i)) == trim(texts.at(b, j));
  };
  items.score = [&](MergeSide a, std::size_t i, MergeSide b, std::size_t j) {
    const std::string_view left = trim(texts.at(a, i)), right = trim(texts.at(b, j));
    if (left == right)
      return left.empty() ? 0.1
                          : 1.0 + 0.5 * static_cast<double>(std::min<std::size_t>(left.size(), 40)) / 40;
    const double likeness = likeness_of_lines(left, right);
    return likeness >= 0.6 ? 0.9 * likeness : 0.0;
  };
  std::vector<MergePiece> out;
  for (const MergeStep& step : merge_sequences(items)) {
    if (step.kind == MergeStep::Kind::take) {
      out.push_back({.ours = std::string(taken(texts, step))});
      continue;
    }
    MergePiece piece{.conflict = true,
                     .base = joined(texts, MergeSide::base, step.base),
                     .ours = joined(texts, MergeSide::ours, step.ours),
                     .theirs = joined(texts, MergeSide::theirs, step.theirs)};
    if (step.kind == MergeStep::Kind::conflict) {
      // Deletions and replacements of ours win. Only additions of both sides conflict.
      const bool deleted = !step.base.empty() && step.ours.empty();
      if (!deleted) out.push_back(std::move(piece));
      continue;
    }
    const auto same = [](std::string_view a, std::string_view b) { return trim(a) == trim(b); };
    if (same(piece.base, piece.theirs) || same(piece.ours, piece.theirs)) {
      out.push_back({.ours = std::move(piece.ours)});
    } else if (same(piece.base, piece.ours)) {
      out.push_back({.ours = std::move(piece.theirs)});
    } else if (auto merged = merge_words(piece.base, piece.ours, piece.theirs)) {
      out.push_back({.ours = *std::move(merged)});
    } else {
      out.push_back(std::move(piece));
    }
  }
  return out;
}

}  // namespace mintport
