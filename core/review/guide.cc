#include "core/review/guide.hh"

#include <algorithm>
#include <set>

namespace mintport {

std::vector<OpenPlace> open_places(std::span<const TrackedFinding> findings, const Diff& diff,
                                   const std::vector<bool>& reviewed) {
  std::vector<OpenPlace> out;
  for (std::size_t i = 0; i < findings.size(); ++i) {
    if (findings[i].life == Life::open) out.push_back({diff.row_of(Side::right, findings[i].line), true, i});
  }
  for (std::size_t i = 0; i < diff.hunks.size(); ++i) {
    if (diff.hunks[i].expected || (i < reviewed.size() && reviewed[i])) continue;
    out.push_back({diff.hunks[i].first, false, i});
  }
  std::stable_sort(out.begin(), out.end(),
                   [](const OpenPlace& a, const OpenPlace& b) { return a.row < b.row; });
  return out;
}

std::optional<std::size_t> place_after(std::span<const OpenPlace> places, std::optional<std::size_t> row) {
  if (places.empty()) return std::nullopt;
  for (std::size_t i = 0; i < places.size(); ++i) {
    if (row && places[i].row > *row) return i;
  }
  return 0;
}

const FileEntry* next_file(const State& state, std::span<const std::string> order, std::string_view path,
                           std::string_view inside) {
  std::vector<const FileEntry*> files;
  files.reserve(state.files.size());
  std::set<std::string_view> taken;
  for (const std::string& at : order) {
    const FileEntry* file = state.find(at);
    if (file != nullptr && taken.insert(file->path).second) files.push_back(file);
  }
  for (const FileEntry& file : state.files) {
    if (!taken.contains(file.path)) files.push_back(&file);
  }
  const auto here =
      std::find_if(files.begin(), files.end(), [&](const FileEntry* file) { return file->path == path; });
  if (here != files.end()) std::rotate(files.begin(), here + 1, files.end());
  const auto next = std::find_if(files.begin(), files.end(), [&](const FileEntry* file) {
    return file->path.starts_with(inside) && file->state() < FileStage::staged;
  });
  return next == files.end() ? nullptr : *next;
}

Fingerprint hunk_fingerprint(const LineHunk& hunk, const Lines& source, const Lines& port) {
  const auto text = [](const Lines& lines, std::uint32_t start, std::uint32_t count) {
    if (count == 0) return std::string_view();
    return lines.text().substr(lines.begin(start), lines.begin(start + count) - lines.begin(start));
  };
  return fingerprint(text(source, hunk.old_start, hunk.old_count),
                     text(port, hunk.new_start, hunk.new_count));
}

}  // namespace mintport
