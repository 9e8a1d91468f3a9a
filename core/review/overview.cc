#include "core/review/overview.hh"

#include <algorithm>
#include <map>
#include <tuple>

#include "core/base/text.hh"

namespace mintport {
namespace {

bool contains(std::string_view text, std::string_view part) {
  return text.find(part) != std::string_view::npos;
}

bool word_matches(std::string_view word, const FileEntry& file, const TrackedFinding& tracked) {
  constexpr std::string_view kKind = "kind:", kIn = "in:";
  const Finding& finding = tracked.finding;
  if (word.starts_with(kKind)) return contains(to_string(finding.kind), word.substr(kKind.size()));
  if (word.starts_with(kIn)) {
    std::string_view folder = word.substr(kIn.size());
    while (folder.ends_with('/')) folder.remove_suffix(1);
    return is_in_folder(file.path, folder) || file.path == folder;
  }
  return contains(finding.symbol, word) || contains(to_string(finding.kind), word) ||
         contains(file.path, word) || contains(tracked.code, word);
}

struct Folder {
  std::map<std::string, Folder, std::less<>> folders;
  std::vector<const FileEntry*> files;
};

Folder build(const std::vector<FileEntry>& files) {
  Folder root;
  for (const FileEntry& file : files) {
    Folder* at = &root;
    auto parts = split(file.path, '/');
    for (std::size_t i = 0; i + 1 < parts.size(); ++i) at = &at->folders[std::string(parts[i])];
    at->files.push_back(&file);
  }
  return root;
}

class TreeBuilder {
 public:
  explicit TreeBuilder(const std::set<std::string>& folded) : folded_(folded) {}

  // Adds the rows of a folder's contents, and adds them up in `sum`.
  void add(const Folder& folder, const std::string& prefix, int depth, bool shown, TreeRow& sum) {
    for (const auto& [name, child] : folder.folders) add_folder(name, child, prefix, depth, shown, sum);
    for (const FileEntry* file : folder.files) {
      TreeRow row;
      row.depth = depth;
      row.name = file->path.substr(prefix.size());
      row.path = file->path;
      row.state = file->state();
      row.by_hand = file->by_hand;
      row.staged = file->staged;
      row.counted = file->counted;
      row.done = is_done(*file);
      row.open_findings = file->count(Life::open);
      row.reach = file->reach;
      join(sum, row);
      if (shown) rows.push_back(std::move(row));
    }
  }

  std::vector<TreeRow> rows;

 private:
  void add_folder(std::string name, const Folder& folder, const std::string& prefix, int depth, bool shown,
                  TreeRow& sum) {
    const Folder* at = &folder;
    while (at->files.empty() && at->folders.size() == 1) {
      name += "/" + at->folders.begin()->first;
      at = &at->folders.begin()->second;
    }
    TreeRow row;
    row.depth = depth;
    row.name = name;
    row.path = prefix + name;
    row.folder = true;
    row.open = !folded_.contains(row.path);
    row.files = 0;
    row.state = FileStage::committed;
    const std::size_t index = rows.size();
    if (shown) rows.push_back(row);
    add(*at, row.path + "/", depth + 1, shown && row.open, row);
    if (shown) rows[index] = row;
    join(sum, row);
  }

  static void join(TreeRow& sum, const TreeRow& row) {
    sum.files += row.files;
    sum.done += row.done;
    sum.open_findings += row.open_findings;
    sum.state = std::min(sum.state, row.state);
    sum.counted = sum.counted && row.counted;
    if (row.staged != Staged::no) sum.staged = Staged::partly;
  }

  const std::set<std::string>& folded_;
};

// Counts each pipeline once, even if it needs several files of the group.
std::size_t count_pipelines(const SymbolGroup& group, const PipelinesOf& pipelines) {
  std::vector<bool> seen;  // by index in the graph
  std::size_t out = 0;
  std::string_view last;
  for (const FindingPlace& place : group.places) {
    const auto of_file = pipelines.find(place.path);
    if (place.path == last || of_file == pipelines.end()) continue;
    last = place.path;
    const std::vector<std::uint32_t>& some = of_file->second;  // sorted
    seen.resize(std::max<std::size_t>(seen.size(), some.back() + 1));
    for (const std::uint32_t pipeline : some) {
      out += !seen[pipeline];
      seen[pipeline] = true;
    }
  }
  return out;
}

std::size_t count_pipelines(const PipelinesOf& pipelines) {
  std::set<std::uint32_t> all;
  for (const auto& [path, some] : pipelines) all.insert(some.begin(), some.end());
  return all.size();
}

}  // namespace

bool is_done(const FileEntry& file) {
  return file.state() == FileStage::committed && file.count(Life::open) == 0;
}

Summary summarize(const State& state, std::string_view folder) {
  Summary out;
  for (const FileEntry& file : state.files) {
    if (!is_in_folder(file.path, folder) && file.path != folder) continue;
    ++out.files;
    out.counted += file.counted;
    ++out.states[static_cast<std::size_t>(file.state())];
    bool open = false;
    for (const TrackedFinding& finding : file.findings) {
      switch (finding.life) {
        case Life::open:
          ++out.open;
          ++out.open_kinds[static_cast<std::size_t>(finding.finding.kind)];
          open = true;
          break;
        case Life::fixed:
          ++out.fixed;
          break;
        case Life::waived:
          ++out.waived;
          break;
      }
    }
    out.with_open += open;
    out.done += is_done(file);
  }
  return out;
}

std::vector<TreeRow> tree_rows(const State& state, const std::set<std::string>& folded) {
  TreeBuilder builder(folded);
  TreeRow sum;
  sum.files = 0;
  builder.add(build(state.files), "", 0, true, sum);
  return std::move(builder.rows);
}

std::vector<SymbolGroup> group_findings(const State& state, std::string_view filter,
                                        const PipelinesOf& pipelines) {
  const std::vector<std::string_view> words = split(filter, ' ');
  std::map<std::string_view, SymbolGroup> groups;
  for (const FileEntry& file : state.files) {
    for (std::size_t i = 0; i < file.findings.size(); ++i) {
      const TrackedFinding& tracked = file.findings[i];
      const Finding& finding = tracked.finding;
      if (tracked.life != Life::open) continue;
      if (!std::all_of(words.begin(), words.end(),
                       [&](std::string_view word) { return word_matches(word, file, tracked); })) {
        continue;
      }
      SymbolGroup& group = groups[finding.symbol];
      group.symbol = finding.symbol;
      if (group.places.empty() || group.places.back().path != file.path) ++group.files;
      group.places.push_back({file.path, i, tracked.line, tracked.code, finding.kind, finding.message});
    }
  }
  std::vector<SymbolGroup> out;
  out.reserve(groups.size());
  const std::size_t all = count_pipelines(pipelines);
  for (auto& [key, group] : groups) {
    group.pipelines = count_pipelines(group, pipelines);
    group.in_all = all > 0 && group.pipelines == all;
    out.push_back(std::move(group));
  }
  std::stable_sort(out.begin(), out.end(), [](const SymbolGroup& a, const SymbolGroup& b) {
    return std::tuple(a.files, a.pipelines, a.places.size()) >
           std::tuple(b.files, b.pipelines, b.places.size());
  });
  return out;
}

}  // namespace mintport
