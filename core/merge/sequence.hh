// Merges three sequences of any items: aligns them, and decides the result for each item. Private to this
// folder.
#pragma once

#include <cstddef>
#include <functional>
#include <utility>
#include <vector>

namespace mintport {

enum class MergeSide { base, ours, theirs };

struct MergeStep {
  enum class Kind {
    take,      // the result contains the item of `side`
    merge,     // base[0], ours[0] and theirs[0] are one item, changed on at least one side
    conflict,  // cannot be decided; lists the items of each side
  };
  Kind kind = Kind::take;
  MergeSide side = MergeSide::ours;
  std::vector<std::size_t> base, ours, theirs;
  friend bool operator==(const MergeStep&, const MergeStep&) = default;
};

// Access to the items of each side.
struct Sequences {
  std::size_t base = 0, ours = 0, theirs = 0;  // number of items
  std::function<bool(MergeSide, std::size_t, MergeSide, std::size_t)> same;
  // How similar two items are; 0: unrelated. Items that are `same` should score more than any others.
  std::function<double(MergeSide, std::size_t, MergeSide, std::size_t)> score;
};

// Pairs of indices, ascending on both sides, with the largest sum of scores.
std::vector<std::pair<std::size_t, std::size_t>> align(const Sequences& items, MergeSide left,
                                                       MergeSide right);

// Applies the deletions and insertions of both sides; in a common gap, ours come first. Conflicts are items
// that one side deleted and the other changed, with their replacements, and similar insertions on both sides.
std::vector<MergeStep> merge_sequences(const Sequences& items);

}  // namespace mintport
