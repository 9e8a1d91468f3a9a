#include "app/session/index.hh"

#include "core/base/text.hh"

#include <algorithm>

namespace mintport {
namespace {

char letter_of(const FileStatus& status) {
  if (status.work == TreeState::untracked) return '?';
  if (status.index == TreeState::added) return 'A';
  if (status.index == TreeState::deleted || status.work == TreeState::deleted) return 'D';
  if (status.index == TreeState::conflicted || status.work == TreeState::conflicted) return 'U';
  return status.index == TreeState::renamed ? 'R' : 'M';
}

// The line of the old text that matches line `line` of the new text, which lies in no hunk.
std::uint32_t old_line(std::span<const LineHunk> hunks, std::uint32_t line) {
  std::int64_t shift = 0;
  for (const LineHunk& hunk : hunks) {
    const std::uint32_t end = hunk.new_start + std::max<std::uint32_t>(hunk.new_count, 1);
    if (end > line && !(hunk.new_count == 0 && hunk.new_start < line)) break;
    shift += static_cast<std::int64_t>(hunk.old_count) - hunk.new_count;
  }
  return static_cast<std::uint32_t>(std::max<std::int64_t>(1, line + shift));
}

std::string lines_of(const std::vector<LineHunk>& hunks, const std::vector<bool>& chosen) {
  std::size_t lines = 0;
  for (std::size_t i = 0; i < hunks.size(); ++i) {
    if (chosen[i]) lines += std::max(hunks[i].old_count, hunks[i].new_count);
  }
  return plural(lines, "line");
}

bool any(const std::vector<bool>& chosen) {
  return std::find(chosen.begin(), chosen.end(), true) != chosen.end();
}

}  // namespace

Result<std::string> Index::toggle_files(const std::vector<std::string>& paths) {
  std::vector<std::string> to_stage, staged;
  for (const std::string& path : paths) {
    const auto at = project_.status.find(path);
    if (at == project_.status.end()) continue;
    auto& to = staged_of(at->second) == Staged::all ? staged : to_stage;
    to.push_back(path);
    // Both names of a rename are staged or unstaged together.
    if (!at->second.renamed_from.empty() && &to == &staged) to.push_back(at->second.renamed_from);
  }
  if (to_stage.empty() && staged.empty()) return fail(refused("nothing to stage here: no change since HEAD"));
  const bool stage = !to_stage.empty();
  const auto& chosen = stage ? to_stage : staged;
  const std::string said = (stage ? "staged " : "unstaged ") +
                           (chosen.size() == 1 ? chosen.front() : plural(chosen.size(), "file"));
  return steps_.perform(steps_.index_step(said, chosen), [&]() -> Result<std::string> {
    Result<void> done;
    for (const std::string& path : chosen) {
      done = stage ? project_.tree.stage_file(path) : project_.tree.unstage_file(path);
      if (!done) break;
    }
    steps_.after_index_change();
    if (!done) return fail(done.error());
    return said;
  });
}

Result<std::string> Index::stage_files(const std::vector<std::string>& paths) {
  const std::string said = "staged " + (paths.size() == 1 ? paths.front() : plural(paths.size(), "file"));
  return steps_.perform(steps_.index_step(said, paths), [&]() -> Result<std::string> {
    const auto done = project_.tree.stage_files(paths);
    steps_.after_index_change();
    if (!done) return fail(done.error());
    return said;
  });
}

std::vector<std::string> Index::changed_below(const std::string& path) const {
  const std::string root = project_.state.port_path(path);
  std::vector<std::string> out;
  for (const auto& [changed, status] : project_.status) {
    if (changed == root || changed.starts_with(root + "/")) out.push_back(changed);
  }
  return out;
}

std::vector<ChangedFile> Index::changed_files() const {
  std::vector<ChangedFile> out;
  for (const auto& [path, status] : project_.status)
    out.push_back({path, staged_of(status), letter_of(status)});
  return out;
}

Result<std::pair<StagingPart, StagingPart>> Index::staging_parts(const std::string& path) {
  const auto head = project_.tree.head_text(project_.head_path(path)),
             index = project_.tree.staged_text(path), work = project_.tree.read(path);
  std::pair<StagingPart, StagingPart> out;
  auto fill = [&](StagingPart& part, const std::string& before, const std::string& after) -> Result<void> {
    auto from = part_of(before, after);
    if (!from) return fail(from.error());
    const std::string inside = project_.state.in_port(path).value_or(path);
    part.hunks = std::move(from->hunks);
    if (part.hunks.empty()) return {};  // none of it is shown
    part.file.left = conversions_.coloured(inside, path, from->before);
    part.file.right = conversions_.coloured(inside, path, from->after);
    part.file.diff = diff_by_hunks(from->before, from->after, part.hunks);
    return {};
  };
  if (auto done = fill(out.first, index.value_or(""), work.value_or("")); !done) return fail(done.error());
  if (auto done = fill(out.second, head.value_or(""), index.value_or("")); !done) return fail(done.error());
  return out;
}

Result<Index::Part> Index::part_between(const std::string& before, const std::string& after,
                                        std::uint32_t first, std::uint32_t last, bool whole_hunk) {
  auto hunks = project_.tree.diff(before, after);
  if (!hunks) return fail(hunks.error());
  if (whole_hunk) {
    Part out{"a hunk", std::move(*hunks), {}};
    out.chosen.resize(out.hunks.size());
    if (const auto found = hunk_at_line(out.hunks, Side::right, first)) out.chosen[*found] = true;
    return out;
  }
  Part out{"", split_hunks(before, after, *hunks), {}};
  out.chosen = hunks_between(out.hunks, first, last);
  out.what = lines_of(out.hunks, out.chosen);
  return out;
}

Result<std::string> Index::stage_part(const std::string& path, const Part& part) {
  const auto index = project_.tree.staged_text(path), work = project_.tree.read(path);
  const bool all = std::find(part.chosen.begin(), part.chosen.end(), false) == part.chosen.end();
  const std::string said = "staged " + part.what + " of " + path;
  return steps_.perform(steps_.index_step(said, {path}), [&]() -> Result<std::string> {
    // For an added or deleted file the mode counts too, and an empty file differs from a missing one.
    const bool whole = all && (!index || !work);
    const auto done =
        whole ? project_.tree.stage_file(path)
              : project_.tree.stage_text(
                    path, apply_hunks(index.value_or(""), work.value_or(""), part.hunks, part.chosen));
    steps_.after_index_change();
    if (!done) return fail(done.error());
    return said;
  });
}

Result<std::string> Index::unstage_part(const std::string& path, const Part& part) {
  const auto head = project_.tree.head_text(project_.head_path(path)),
             index = project_.tree.staged_text(path);
  std::vector<bool> left = part.chosen;
  left.flip();
  const std::string said = "unstaged " + part.what + " of " + path;
  return steps_.perform(steps_.index_step(said, {path}), [&]() -> Result<std::string> {
    Result<void> done;
    // Restore the entry of a staged deletion first, to get its mode.
    if (!head || !index) done = any(left) && !head ? Result<void>() : project_.tree.unstage_file(path);
    if (done && (any(left) || (head && index))) {
      done = project_.tree.stage_text(path,
                                      apply_hunks(head.value_or(""), index.value_or(""), part.hunks, left));
    }
    steps_.after_index_change();
    if (!done) return fail(done.error());
    return said;
  });
}

Result<std::string> Index::toggle_between(std::uint32_t first, std::uint32_t last, bool whole_hunk) {
  const auto& file = files_.file();
  if (!file || !file->port_text) return fail(refused("this file is not converted yet", "enter converts it"));
  const std::string path = project_.state.port_path(file->path), &work = *file->port_text;
  const auto index = project_.tree.staged_text(path);
  if (!index && (whole_hunk || work.empty())) return toggle_new_file(path);
  const auto unstaged = part_between(index.value_or(""), work, first, last, whole_hunk);
  if (!unstaged) return fail(unstaged.error());
  if (any(unstaged->chosen)) return stage_part(path, *unstaged);
  const auto head = project_.tree.head_text(project_.head_path(path));
  if (!head && whole_hunk) return toggle_new_file(path);
  const auto staged = part_between(head.value_or(""), index.value_or(""), old_line(unstaged->hunks, first),
                                   old_line(unstaged->hunks, last), whole_hunk);
  if (!staged) return fail(staged.error());
  if (any(staged->chosen)) return unstage_part(path, *staged);
  return fail(refused("nothing to stage here: these lines are as in HEAD"));
}

// For git a new file is one hunk, however many hunks the comparison with HF's file has.
Result<std::string> Index::toggle_new_file(const std::string& path) {
  auto done = toggle_files({path});
  return done ? Result<std::string>("new file: " + *done + " as a whole") : done;
}

Result<std::string> Index::toggle_hunk(std::uint32_t line) {
  return toggle_between(line, line, true);
}

Result<std::string> Index::toggle_lines(std::uint32_t first, std::uint32_t last) {
  return toggle_between(first, last, false);
}

Result<Index::PartTexts> Index::part_texts(const std::string& path, bool staged) {
  const auto index = project_.tree.staged_text(path),
             other = staged ? project_.tree.head_text(project_.head_path(path)) : project_.tree.read(path);
  return staged ? part_of(other.value_or(""), index.value_or(""))
                : part_of(index.value_or(""), other.value_or(""));
}

Result<Index::PartTexts> Index::part_of(std::string before, std::string after) {
  PartTexts out{std::move(before), std::move(after), {}};
  if ((out.before + out.after).find('\0') != std::string::npos) return PartTexts{};
  auto hunks = project_.tree.diff(out.before, out.after);
  if (!hunks) return fail(hunks.error());
  out.hunks = std::move(*hunks);
  return out;
}

Result<std::string> Index::toggle_part_hunk(const std::string& path, bool staged, std::size_t hunk) {
  auto from = part_texts(path, staged);
  if (!from) return fail(from.error());
  Part part{"a hunk", std::move(from->hunks), {}};
  part.chosen.resize(part.hunks.size());
  part.chosen.at(hunk) = true;
  return staged ? unstage_part(path, part) : stage_part(path, part);
}

Result<std::string> Index::toggle_part_lines(const std::string& path, bool staged, const ChosenLines& lines) {
  const auto from = part_texts(path, staged);
  if (!from) return fail(from.error());
  Part part{"", split_hunks(from->before, from->after, from->hunks), {}};
  part.chosen = hunks_with(part.hunks, lines);
  if (!any(part.chosen)) return fail(refused("no changed line is selected"));
  part.what = lines_of(part.hunks, part.chosen);
  return staged ? unstage_part(path, part) : stage_part(path, part);
}

}  // namespace mintport
