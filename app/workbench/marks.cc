// Session's part that has to do with marks: what was reviewed, and what the gutter says of a line.
#include <algorithm>
#include <charconv>

#include "app/workbench/session.hh"
#include "core/base/text.hh"

namespace mintport {
namespace {

constexpr const char* kFilesNote = "reviewed";
constexpr const char* kHunksNote = "reviewed-hunks";

// Notes of marks: a fingerprint in hexadecimal digits and a path in each line.
template <class Take>
void read_lines(std::string_view note, Take take) {
  for (std::string_view line : split_lines(note)) {
    const std::size_t gap = line.find(' ');
    if (gap == std::string_view::npos) continue;
    Fingerprint mark = 0;
    std::from_chars(line.data(), line.data() + gap, mark, 16);
    take(std::string(trim(line.substr(gap + 1))), mark);
  }
}

std::string note_line(const std::string& path, Fingerprint mark) {
  char digits[17] = {};
  std::to_chars(digits, digits + 16, mark, 16);
  return std::string(digits) + " " + path + "\n";
}

}  // namespace

void Session::read_marks() {
  read_lines(surroundings_.read_note(kFilesNote),
             [&](std::string path, Fingerprint mark) { state_.marks[std::move(path)] = mark; });
  read_lines(surroundings_.read_note(kHunksNote),
             [&](const std::string& path, Fingerprint mark) { state_.hunk_marks[path].insert(mark); });
}

void Session::write_marks() {
  std::string files, hunks;
  for (const auto& [path, mark] : state_.marks) files += note_line(path, mark);
  for (const auto& [path, marks] : state_.hunk_marks) {
    for (const Fingerprint mark : marks) hunks += note_line(path, mark);
  }
  surroundings_.write_note(kFilesNote, files);
  surroundings_.write_note(kHunksNote, hunks);
}

Result<std::string> Session::mark_reviewed() {
  if (!file_ || !file_->port_text) return fail(refused("only a converted file can be reviewed"));
  const bool reviewed = state_.find(file_->path)->reviewed;
  return act(
      action::MarkReviewed{file_->path, fingerprint(file_->source_text, *file_->port_text), !reviewed});
}

Fingerprint Session::fingerprint_of(std::size_t hunk) const {
  return hunk_fingerprint(file_->code.diff.hunks.at(hunk).lines, Lines(file_->code.left.text),
                          Lines(file_->code.right.text));
}

Result<std::string> Session::mark_hunk(std::size_t hunk) {
  if (!file_ || !file_->port_text) return fail(refused("only a converted file can be reviewed"));
  auto said = act(action::MarkHunk{file_->path, fingerprint_of(hunk), !file_->reviewed_hunks.at(hunk)});
  if (!said || state_.find(file_->path)->reviewed) return said;
  // Who has seen every hunk of a file without open findings has seen the file.
  if (!open_places(file_->findings, file_->code.diff, file_->reviewed_hunks).empty()) return said;
  return mark_reviewed();
}

// A hunk is reviewed when its own mark says so, or the file's.
void Session::mark_hunks() {
  CodeFile& code = file_->code;
  const auto marks = state_.hunk_marks.find(file_->path);
  const bool all = state_.find(file_->path)->reviewed;
  const Lines source(code.left.text), port(code.right.text);
  file_->reviewed_hunks.assign(code.diff.hunks.size(), all);
  for (std::size_t i = 0; i < code.diff.hunks.size(); ++i) {
    const LineHunk& lines = code.diff.hunks[i].lines;
    if (!all && (marks == state_.hunk_marks.end() ||
                 !marks->second.contains(hunk_fingerprint(lines, source, port)))) {
      continue;
    }
    file_->reviewed_hunks[i] = true;
    for (std::uint32_t k = 0; k < lines.new_count && lines.new_start + k <= code.marks.size(); ++k) {
      code.marks[lines.new_start + k - 1].reviewed = true;
    }
  }
}

void Session::mark_lines() {
  CodeFile& code = file_->code;
  code.marks.assign(code.right.starts.size(), {});
  code.right.findings.clear();
  for (const TrackedFinding& finding : file_->findings) {
    if (finding.line == 0 || finding.line > code.marks.size()) continue;
    auto& mark = code.marks[finding.line - 1].finding;
    const auto now = finding.life == Life::open     ? LineMark::Finding::open
                     : finding.life == Life::waived ? LineMark::Finding::waived
                                                    : LineMark::Finding::fixed;
    if (mark == LineMark::Finding::none || now == LineMark::Finding::open) mark = now;
    if (finding.life == Life::open) code.right.findings.push_back(finding.at);
  }
  std::sort(code.right.findings.begin(), code.right.findings.end());
  if (!file_->port_text) return;
  mark_hunks();
  const std::string path = state_.port_path(file_->path);
  auto mark = [&](const Result<std::string>& base, LineMark::Git git) {
    if (!base) return;
    const auto hunks = tree_.diff(*base, *file_->port_text);
    if (!hunks) return;
    for (const LineHunk& hunk : *hunks) {
      for (std::uint32_t i = 0; i < hunk.new_count && hunk.new_start + i <= code.marks.size(); ++i) {
        code.marks[hunk.new_start + i - 1].git = git;
      }
    }
  };
  // In a new file every line is new: marks would say nothing.
  const auto status = status_.find(path);
  if (status == status_.end() || status->second == FileStatus{.work = TreeState::untracked}) return;
  mark(tree_.head_text(head_path(path)), LineMark::Git::staged);
  mark(tree_.staged_text(path), LineMark::Git::unstaged);
}

}  // namespace mintport
