// Three sequences of anything merged into one: which items belong together, and what becomes of each.
// Private to this folder.
#pragma once

#include <cstddef>
#include <functional>
#include <utility>
#include <vector>

namespace mintport {

enum class MergeSide { base, ours, theirs };

struct MergeStep {
  enum class Kind {
    take,      // the item of `side` stands in the result
    merge,     // base[0], ours[0] and theirs[0] are one item that was changed here or there
    conflict,  // nobody can say: what each side has
  };
  Kind kind = Kind::take;
  MergeSide side = MergeSide::ours;
  std::vector<std::size_t> base, ours, theirs;
  friend bool operator==(const MergeStep&, const MergeStep&) = default;
};

// The items of each side, by what can be asked of them.
struct Sequences {
  std::size_t base = 0, ours = 0, theirs = 0;  // how many
  std::function<bool(MergeSide, std::size_t, MergeSide, std::size_t)> same;
  // How much two items look like one: 0 not at all, higher is better. Items that are `same` should score
  // more than any others.
  std::function<double(MergeSide, std::size_t, MergeSide, std::size_t)> score;
};

// Pairs of indices, rising on both sides, with the largest sum of scores.
std::vector<std::pair<std::size_t, std::size_t>> align(const Sequences& items, MergeSide left,
                                                       MergeSide right);

// What one side deleted and the other left goes, what one side inserted comes; where both inserted, ours
// stands first. In conflict are items that one side deleted and the other changed, together with what the
// deleting side put in their place, and insertions on both sides that look like one.
std::vector<MergeStep> merge_sequences(const Sequences& items);

}  // namespace mintport
