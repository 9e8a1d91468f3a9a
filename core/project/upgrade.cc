#include "core/project/upgrade.hh"

#include <algorithm>
#include <functional>
#include <memory>

#include "core/base/text.hh"
#include "core/names/names.hh"
#include "core/syntax/tree.hh"

namespace mintport {
namespace {

constexpr double kRenamed = 0.5;  // share of common lines that makes two files a rename, as in git

std::vector<std::size_t> line_hashes(std::string_view text) {
  std::vector<std::size_t> out;
  for (std::string_view line : split_lines(text)) {
    line = trim(line);
    if (!line.empty()) out.push_back(std::hash<std::string_view>()(line));
  }
  std::sort(out.begin(), out.end());
  return out;
}

double shared_lines(const std::vector<std::size_t>& a, const std::vector<std::size_t>& b) {
  if (a.empty() || b.empty()) return 0;
  std::vector<std::size_t> shared;
  std::set_intersection(a.begin(), a.end(), b.begin(), b.end(), std::back_inserter(shared));
  return 2.0 * static_cast<double>(shared.size()) / static_cast<double>(a.size() + b.size());
}

struct Candidate {
  std::string path;
  std::vector<std::size_t> lines;
};

// Files of `in` that `other` lacks.
std::vector<Candidate> only_in(const std::map<std::string, std::string>& in,
                               const std::map<std::string, std::string>& other) {
  std::vector<Candidate> out;
  for (const auto& [path, text] : in) {
    if (!other.contains(path)) out.push_back({path, line_hashes(text)});
  }
  return out;
}

// A merge result without conflicts.
Merge whole(std::string text) {
  return {.pieces = {{.ours = std::move(text)}}, .by_line = true};
}

Merge disputed(const UpgradeVersions& v) {
  const auto text = [](const std::string* side) { return side == nullptr ? std::string() : *side; };
  return {.pieces = {{true, text(v.base), text(v.ours), text(v.theirs)}}};
}

Merge merged(const UpgradePair& pair, const UpgradeVersions& v, const MergeOptions& options) {
  static const std::string none;
  const std::string& base = v.base == nullptr ? none : *v.base;
  if (*v.ours == *v.theirs || base == *v.theirs) return whole(*v.ours);
  if (is_python(pair.to)) {
    if (auto made = merge_files({base, *v.ours, *v.theirs}, options)) return *std::move(made);
  }
  if (auto lines = options.lines(base, *v.ours, *v.theirs)) return whole(*std::move(lines));
  return disputed(v);
}

}  // namespace

std::vector<UpgradePair> pair_files(const std::map<std::string, std::string>& from,
                                    const std::map<std::string, std::string>& to) {
  std::vector<UpgradePair> out;
  for (const auto& [path, text] : from) {
    if (to.contains(path)) out.push_back({path, path});
  }
  std::vector<Candidate> left = only_in(from, to), right = only_in(to, from);
  struct Likeness {
    double share;
    std::size_t left, right;
  };
  std::vector<Likeness> alike;
  for (std::size_t i = 0; i < left.size(); ++i) {
    for (std::size_t j = 0; j < right.size(); ++j) {
      const double share = shared_lines(left[i].lines, right[j].lines);
      if (share >= kRenamed) alike.push_back({share, i, j});
    }
  }
  std::stable_sort(alike.begin(), alike.end(),
                   [](const Likeness& a, const Likeness& b) { return a.share > b.share; });
  for (const Likeness& pair : alike) {
    if (left[pair.left].path.empty() || right[pair.right].path.empty()) continue;
    out.push_back({std::move(left[pair.left].path), std::move(right[pair.right].path)});
    left[pair.left].path.clear();
    right[pair.right].path.clear();
  }
  for (Candidate& file : left) {
    if (!file.path.empty()) out.push_back({std::move(file.path), {}});
  }
  for (Candidate& file : right) {
    if (!file.path.empty()) out.push_back({{}, std::move(file.path)});
  }
  std::sort(out.begin(), out.end(), [](const UpgradePair& a, const UpgradePair& b) {
    return (a.to.empty() ? a.from : a.to) < (b.to.empty() ? b.from : b.to);
  });
  return out;
}

std::string_view to_string(UpgradeState state) {
  switch (state) {
    case UpgradeState::unchanged:
      return "unchanged";
    case UpgradeState::merged:
      return "merged";
    case UpgradeState::conflict:
      return "conflict";
    case UpgradeState::added:
      return "new";
    case UpgradeState::gone:
      return "gone";
    case UpgradeState::absent:
      return "absent";
  }
  return "";
}

UpgradeFile upgrade_file(const UpgradePair& pair, const UpgradeVersions& v, const MergeOptions& options) {
  UpgradeFile out{.path = pair.to.empty() ? pair.from : pair.to};
  if (!pair.from.empty() && pair.from != out.path) out.old_path = pair.from;
  if (v.base != nullptr) out.base = *v.base;
  if (v.theirs != nullptr) out.theirs = *v.theirs;
  if (v.ours == nullptr) {
    out.state = pair.from.empty() ? UpgradeState::added : UpgradeState::absent;
    if (out.state == UpgradeState::added) out.merge = whole(*v.theirs);
    return out;
  }
  if (v.theirs == nullptr) {
    const bool own_work = v.base == nullptr || !same_but_for_layout(*v.base, *v.ours);
    out.state = own_work ? UpgradeState::conflict : UpgradeState::gone;
    if (own_work) out.merge = disputed(v);
  } else {
    out.merge = merged(pair, v, options);
    const std::size_t conflicts = out.merge.conflicts();
    const bool same = conflicts == 0 && decide(out.merge, Favor::ours) == *v.ours && out.old_path.empty();
    out.state = conflicts > 0 ? UpgradeState::conflict
                : same        ? UpgradeState::unchanged
                              : UpgradeState::merged;
  }
  out.conflicts = out.merge.conflicts();
  return out;
}

UpgradeSum sum_of(const std::vector<UpgradeFile>& files) {
  UpgradeSum out;
  for (const UpgradeFile& file : files) {
    switch (file.state) {
      case UpgradeState::unchanged:
        ++out.unchanged;
        break;
      case UpgradeState::merged:
        ++out.merged;
        break;
      case UpgradeState::conflict:
        ++out.conflicting;
        break;
      case UpgradeState::added:
        ++out.added;
        break;
      case UpgradeState::gone:
        ++out.gone;
        break;
      case UpgradeState::absent:
        ++out.absent;
        break;
    }
    out.renamed += file.state != UpgradeState::absent && !file.old_path.empty();
    out.conflicts += file.conflicts;
    out.respelled += file.merge.respelled.size();
    out.imports_gone += file.merge.imports_gone.size();
  }
  return out;
}

}  // namespace mintport
