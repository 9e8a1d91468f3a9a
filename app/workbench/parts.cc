// Session's part that stages and unstages parts of files: hunks and lines.
#include <algorithm>

#include "app/workbench/session.hh"
#include "core/diff/stage.hh"

namespace mintport {
namespace {

// The line of the old text that line `line` of the new one was; it is in none of the hunks.
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
  return counted(lines, "line");
}

bool any(const std::vector<bool>& chosen) {
  return std::find(chosen.begin(), chosen.end(), true) != chosen.end();
}

}  // namespace

// A staged rename has its text in HEAD under the name that it had.
std::string Session::head_path(const std::string& path) const {
  const auto at = status_.find(path);
  return at == status_.end() || at->second.renamed_from.empty() ? path : at->second.renamed_from;
}

Result<Session::Part> Session::part_between(const std::string& before, const std::string& after,
                                            std::uint32_t first, std::uint32_t last, bool whole_hunk) {
  auto hunks = tree_.diff(before, after);
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

Result<std::string> Session::stage_part(const std::string& path, const Part& part) {
  const auto index = tree_.staged_text(path), work = tree_.read(path);
  const bool all = std::find(part.chosen.begin(), part.chosen.end(), false) == part.chosen.end();
  const std::string said = "staged " + part.what + " of " + path;
  return perform(index_step(said, {path}), [&]() -> Result<std::string> {
    // Of a whole file that comes or goes the mode counts too, and an empty file is not none.
    const bool whole = all && (!index || !work);
    const auto done = whole ? tree_.stage_file(path)
                            : tree_.stage_text(path, apply_hunks(index.value_or(""), work.value_or(""),
                                                                 part.hunks, part.chosen));
    after_index_change();
    if (!done) return fail(done.error());
    return said;
  });
}

Result<std::string> Session::unstage_part(const std::string& path, const Part& part) {
  const auto head = tree_.head_text(head_path(path)), index = tree_.staged_text(path);
  std::vector<bool> left = part.chosen;
  left.flip();
  const std::string said = "unstaged " + part.what + " of " + path;
  return perform(index_step(said, {path}), [&]() -> Result<std::string> {
    Result<void> done;
    // The entry of a file that is to go comes back first, with its mode.
    if (!head || !index) done = any(left) && !head ? Result<void>() : tree_.unstage_file(path);
    if (done && (any(left) || (head && index))) {
      done = tree_.stage_text(path, apply_hunks(head.value_or(""), index.value_or(""), part.hunks, left));
    }
    after_index_change();
    if (!done) return fail(done.error());
    return said;
  });
}

Result<std::string> Session::toggle_between(std::uint32_t first, std::uint32_t last, bool whole_hunk) {
  if (!file_ || !file_->port_text)
    return fail(refused("this file is not converted yet", "enter converts it"));
  const std::string path = state_.port_path(file_->path), &work = *file_->port_text;
  const auto index = tree_.staged_text(path);
  if (!index && (whole_hunk || work.empty())) return toggle_files({path});  // a new file is one hunk
  const auto unstaged = part_between(index.value_or(""), work, first, last, whole_hunk);
  if (!unstaged) return fail(unstaged.error());
  if (any(unstaged->chosen)) return stage_part(path, *unstaged);
  const auto head = tree_.head_text(head_path(path));
  if (!head && whole_hunk) return toggle_files({path});
  const auto staged = part_between(head.value_or(""), index.value_or(""), old_line(unstaged->hunks, first),
                                   old_line(unstaged->hunks, last), whole_hunk);
  if (!staged) return fail(staged.error());
  if (any(staged->chosen)) return unstage_part(path, *staged);
  return fail(refused("these lines are as in HEAD: there is nothing to stage here"));
}

Result<std::string> Session::toggle_hunk(std::uint32_t line) {
  return toggle_between(line, line, true);
}

Result<std::string> Session::toggle_lines(std::uint32_t first, std::uint32_t last) {
  return toggle_between(first, last, false);
}

Result<Session::PartTexts> Session::part_texts(const std::string& path, bool staged) {
  const auto index = tree_.staged_text(path),
             other = staged ? tree_.head_text(head_path(path)) : tree_.read(path);
  return staged ? part_of(other.value_or(""), index.value_or(""))
                : part_of(index.value_or(""), other.value_or(""));
}

Result<Session::PartTexts> Session::part_of(std::string before, std::string after) {
  PartTexts out{std::move(before), std::move(after), {}};
  if ((out.before + out.after).find('\0') != std::string::npos) return PartTexts{};
  auto hunks = tree_.diff(out.before, out.after);
  if (!hunks) return fail(hunks.error());
  out.hunks = std::move(*hunks);
  return out;
}

Result<std::string> Session::toggle_part_hunk(const std::string& path, bool staged, std::size_t hunk) {
  auto from = part_texts(path, staged);
  if (!from) return fail(from.error());
  Part part{"a hunk", std::move(from->hunks), {}};
  part.chosen.resize(part.hunks.size());
  part.chosen.at(hunk) = true;
  return staged ? unstage_part(path, part) : stage_part(path, part);
}

Result<std::string> Session::toggle_part_lines(const std::string& path, bool staged,
                                               const ChosenLines& lines) {
  const auto from = part_texts(path, staged);
  if (!from) return fail(from.error());
  Part part{"", split_hunks(from->before, from->after, from->hunks), {}};
  part.chosen = hunks_with(part.hunks, lines);
  if (!any(part.chosen)) return fail(refused("no line that differs is chosen"));
  part.what = lines_of(part.hunks, part.chosen);
  return staged ? unstage_part(path, part) : stage_part(path, part);
}

}  // namespace mintport
