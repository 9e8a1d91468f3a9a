#include "core/merge/sequence.hh"

#include <algorithm>
#include <optional>

namespace mintport {
namespace {

std::size_t count_of(const Sequences& items, MergeSide side) {
  return side == MergeSide::base ? items.base : side == MergeSide::ours ? items.ours : items.theirs;
}

using Pairs = std::vector<std::pair<std::size_t, std::size_t>>;

// A range of indices on each side.
struct Window {
  std::size_t left, left_end, right, right_end;
};

// Larger tables are not filled; all items between the equal ends then count as replaced.
constexpr std::size_t kMostCells = 1 << 22;

// The heaviest ascending pairs in the window, by dynamic programming.
void align_window(const Sequences& items, MergeSide a, MergeSide b, Window w, Pairs& out) {
  const std::size_t rows = w.left_end - w.left;
  const std::size_t columns = w.right_end - w.right;
  if (rows == 0 || columns == 0 || rows * columns > kMostCells) return;
  std::vector<float> best((rows + 1) * (columns + 1), 0.0F);
  std::vector<float> scores(rows * columns, 0.0F);
  const auto cell = [&](std::size_t i, std::size_t j) -> float& { return best[i * (columns + 1) + j]; };
  for (std::size_t i = rows; i-- > 0;) {
    for (std::size_t j = columns; j-- > 0;) {
      const auto score = static_cast<float>(items.score(a, w.left + i, b, w.right + j));
      scores[i * columns + j] = score;
      cell(i, j) = std::max({cell(i + 1, j), cell(i, j + 1), score > 0 ? score + cell(i + 1, j + 1) : 0});
    }
  }
  for (std::size_t i = 0, j = 0; i < rows && j < columns;) {
    const float score = scores[i * columns + j];
    if (score > 0 && cell(i, j) == score + cell(i + 1, j + 1)) {
      out.emplace_back(w.left + i++, w.right + j++);
    } else if (cell(i, j) == cell(i + 1, j)) {
      ++i;
    } else {
      ++j;
    }
  }
}

class Merger {
 public:
  explicit Merger(const Sequences& items)
      : items_(items), in_ours_(partners(MergeSide::ours)), in_theirs_(partners(MergeSide::theirs)) {}

  std::vector<MergeStep> run() {
    for (std::size_t i = 0; i <= items_.base; ++i) {
      gaps_.push_back(
          {until(ours_at_, in_ours_, i, items_.ours), until(theirs_at_, in_theirs_, i, items_.theirs)});
    }
    for (std::size_t i = 0; i <= items_.base; ++i) {
      const std::size_t end = i < items_.base ? disputed_until(i) : i;
      if (end > i) {
        dispute(i, end);
        i = end - 1;
        continue;
      }
      insertions(gaps_[i]);
      if (i < items_.base) item(i);
    }
    return std::move(steps_);
  }

 private:
  using Indices = std::vector<std::size_t>;
  struct Gap {
    Indices ours, theirs;  // inserted before a base item
  };
  using Partners = std::vector<std::optional<std::size_t>>;

  Partners partners(MergeSide side) const {
    Partners out(items_.base);
    for (const auto& [base, other] : align(items_, MergeSide::base, side)) out[base] = other;
    return out;
  }

  // The side's items from `at` up to the partner of the first base item at or after `i` that has one; all of
  // them if none has.
  static Indices until(std::size_t& at, const Partners& partners, std::size_t i, std::size_t count) {
    Indices out;
    // Insertions stay close to the preceding item: in the first gap where they can be.
    std::size_t end = count;
    for (std::size_t j = i; j < partners.size(); ++j) {
      if (partners[j]) {
        end = *partners[j];
        break;
      }
    }
    while (at < end) out.push_back(at++);
    if (i < partners.size() && partners[i]) ++at;
    return out;
  }

  bool changed(MergeSide side, std::size_t base) const {
    const auto& partner = (side == MergeSide::ours ? in_ours_ : in_theirs_)[base];
    return partner && !items_.same(MergeSide::base, base, side, *partner);
  }

  // True if one side deleted the item and the other changed it.
  bool disputed(std::size_t i) const {
    return (!in_ours_[i] && changed(MergeSide::theirs, i)) || (!in_theirs_[i] && changed(MergeSide::ours, i));
  }

  // The end of the conflict that begins at base item `i`; `i` if there is none. If a side replaced a run of
  // items, the conflict extends to the run's last disputed item.
  std::size_t disputed_until(std::size_t i) const {
    std::size_t end = i;
    while (end < items_.base && disputed(end)) ++end;
    for (const MergeSide side : {MergeSide::ours, MergeSide::theirs}) {
      const bool ours = side == MergeSide::ours;
      if ((ours ? gaps_[i].ours : gaps_[i].theirs).empty()) continue;
      const Partners& partners = ours ? in_ours_ : in_theirs_;
      for (std::size_t j = i; j < items_.base && !partners[j]; ++j) {
        if (disputed(j)) end = std::max(end, j + 1);
      }
    }
    return end;
  }

  // Makes base items [begin, end) and their replacements one conflict.
  void dispute(std::size_t begin, std::size_t end) {
    MergeStep conflict{.kind = MergeStep::Kind::conflict};
    const auto add = [](Indices& to, const Indices& from) { to.insert(to.end(), from.begin(), from.end()); };
    for (std::size_t k = begin; k < end; ++k) {
      add(conflict.ours, gaps_[k].ours);
      add(conflict.theirs, gaps_[k].theirs);
      conflict.base.push_back(k);
      if (in_ours_[k]) conflict.ours.push_back(*in_ours_[k]);
      if (in_theirs_[k]) conflict.theirs.push_back(*in_theirs_[k]);
    }
    steps_.push_back(std::move(conflict));
  }

  void item(std::size_t i) {
    if (!in_ours_[i] || !in_theirs_[i]) return;  // deleted without a conflict
    steps_.push_back(
        {.kind = MergeStep::Kind::merge, .base = {i}, .ours = {*in_ours_[i]}, .theirs = {*in_theirs_[i]}});
  }

  void take(MergeSide side, std::size_t index) {
    MergeStep step{.kind = MergeStep::Kind::take, .side = side};
    (side == MergeSide::ours ? step.ours : step.theirs).push_back(index);
    steps_.push_back(std::move(step));
  }

  // Merges the insertions of both sides into one gap.
  void insertions(const Gap& gap) {
    Sequences part{.base = gap.ours.size(), .ours = 0, .theirs = gap.theirs.size()};
    const auto index = [&](MergeSide side, std::size_t i) {
      return side == MergeSide::base ? std::pair(MergeSide::ours, gap.ours[i])
                                     : std::pair(MergeSide::theirs, gap.theirs[i]);
    };
    part.same = [&](MergeSide a, std::size_t i, MergeSide b, std::size_t j) {
      const auto [left, l] = index(a, i);
      const auto [right, r] = index(b, j);
      return items_.same(left, l, right, r);
    };
    part.score = [&](MergeSide a, std::size_t i, MergeSide b, std::size_t j) {
      const auto [left, l] = index(a, i);
      const auto [right, r] = index(b, j);
      return items_.score(left, l, right, r);
    };
    std::size_t o = 0, t = 0;
    const auto rest = [&](std::size_t o_end, std::size_t t_end) {
      while (o < o_end) take(MergeSide::ours, gap.ours[o++]);
      while (t < t_end) take(MergeSide::theirs, gap.theirs[t++]);
    };
    for (const auto& [left, right] : align(part, MergeSide::base, MergeSide::theirs)) {
      rest(left, right);
      if (part.same(MergeSide::base, left, MergeSide::theirs, right)) {
        take(MergeSide::ours, gap.ours[left]);
      } else {
        steps_.push_back(
            {.kind = MergeStep::Kind::conflict, .ours = {gap.ours[left]}, .theirs = {gap.theirs[right]}});
      }
      ++o, ++t;
    }
    rest(gap.ours.size(), gap.theirs.size());
  }

  const Sequences& items_;
  Partners in_ours_, in_theirs_;
  std::vector<Gap> gaps_;  // one before each base item, and one after the last
  std::size_t ours_at_ = 0, theirs_at_ = 0;
  std::vector<MergeStep> steps_;
};

}  // namespace

std::vector<std::pair<std::size_t, std::size_t>> align(const Sequences& items, MergeSide left,
                                                       MergeSide right) {
  Window w{0, count_of(items, left), 0, count_of(items, right)};
  Pairs out, tail;
  while (w.left < w.left_end && w.right < w.right_end && items.same(left, w.left, right, w.right)) {
    out.emplace_back(w.left++, w.right++);
  }
  while (w.left < w.left_end && w.right < w.right_end &&
         items.same(left, w.left_end - 1, right, w.right_end - 1)) {
    tail.emplace_back(--w.left_end, --w.right_end);
  }
  align_window(items, left, right, w, out);
  out.insert(out.end(), tail.rbegin(), tail.rend());
  return out;
}

std::vector<MergeStep> merge_sequences(const Sequences& items) {
  return Merger(items).run();
}

}  // namespace mintport
