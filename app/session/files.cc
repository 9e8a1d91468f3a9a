#include "app/session/files.hh"

#include <algorithm>

#include "core/diff/lines.hh"
#include "core/names/names.hh"
#include "core/review/guide.hh"

namespace mintport {

CodeFile compared(CodeSide before, const std::vector<Edit>& edits) {
  CodeFile out;
  out.right = before.edited("after", edits);
  out.diff = diff_by_edits(before.text, out.right.text, edits);
  out.left = std::move(before);
  out.left.title = "before";
  out.left.findings.clear();
  return out;
}

Result<CodeFile> compared(WorkTree& tree, const std::string& before, const std::string& after) {
  const auto hunks = tree.diff(before, after);
  if (!hunks) return fail(hunks.error());
  return compared(CodeSide::make("", before, true), edits_between(before, after, *hunks));
}

Result<void> Files::open(const std::string& path) {
  FileEntry* entry = project_.state.find(path);
  if (entry == nullptr) return fail({ErrorKind::not_found, path, 0, "not in the HF sources", ""});
  auto source = project_.sources.read(path);
  if (!source) return fail(source.error());
  if (source->find('\0') != std::string::npos)
    return fail({ErrorKind::content, path, 0, "must be a string", ""});
  OpenFile file;
  file.path = path;
  file.source_text = *source;
  FileConversion converted{path, nullptr, ""};
  provisional_ = entry->convertible && !conversions_.can_convert();
  if (provisional_) conversions_.first(path);
  if (entry->convertible && !provisional_) converted = conversions_.convert_now(path, *source);
  file.conversion = converted.conversion;
  const std::string pure = file.conversion ? file.conversion->text : *source;
  PortText port = conversions_.port_of(path, pure);
  if (!provisional_) conversions_.track_file(std::move(converted), *source, port);
  file.port_text = std::move(port.text);
  file.by_hand = std::move(port.by_hand);
  const std::string shown = file.port_text.value_or(pure);
  file.findings = entry->findings;
  file.code.left = conversions_.coloured(path, project_.state.source_path(path), file.source_text);
  file.code.right = conversions_.coloured(
      path, project_.state.port_path(path) + (file.port_text ? "" : "  (not converted yet)"), shown);
  const std::vector<Edit> none;
  const std::vector<Edit>& edits = file.conversion ? file.conversion->edits : none;
  const std::vector<bool> expected =
      file.conversion ? expected_edits(edits, file.conversion->changes) : std::vector<bool>();
  file.code.diff = diff_by_edits(*source, pure, edits, expected);
  if (!file.by_hand.empty()) file.code.diff = compose(file.code.diff, file.by_hand, *source, shown);
  file_ = std::move(file);
  mark_lines();
  return {};
}

Result<void> Files::reopen() {
  return file_ ? open(std::string(file_->path)) : Result<void>();
}

Files::Texts Files::texts_of(const std::string& path) const {
  return {project_.sources.read(path).value_or(""),
          project_.tree.read(project_.state.port_path(path)).value_or("")};
}

void Files::close() {
  file_.reset();
  provisional_ = false;
}

void Files::know() {
  if (!provisional_) return;
  (void)conversions_.signatures();  // waits for the signatures
  (void)reopen();
}

bool Files::take_known() {
  if (!provisional_ || !conversions_.can_convert()) return false;
  // The thread converts the open file first: converting a large file here would block the screen.
  const FileEntry* shown = file_ ? project_.state.find(file_->path) : nullptr;
  if (shown != nullptr && !shown->counted) return false;
  (void)reopen();
  return true;
}

// Returns true if mintport.json was changed outside.
bool Files::refresh_manifest() {
  auto text = read_if_there(project_.tree, std::string(kManifestName));
  if (!text || *text == project_.state.manifest_text) return false;
  auto manifest = parse_manifest(*text);
  if (!manifest) return false;
  for (const std::string& path : decided_otherwise(project_.state.manifest, *manifest)) {
    if (project_.state.find(path) != nullptr) conversions_.later(path);
  }
  project_.state.manifest = std::move(*manifest);
  project_.state.manifest_text = std::move(*text);
  return true;
}

bool Files::refresh() {
  const auto before = project_.status;
  const GitState git = project_.git;
  project_.read_status();
  bool changed = before != project_.status || git != project_.git;
  if (before != project_.status) {
    for (const auto& [path, status] : project_.status) {
      const auto old = before.find(path);
      if (old != before.end() && old->second == status) continue;
      const auto inside = project_.state.in_port(path);
      if (inside && project_.state.find(*inside) != nullptr) conversions_.later(*inside);
    }
  }
  changed = refresh_manifest() || changed;
  const auto followed = conversions_.follow_tables();
  if (!followed) tables_error_ = followed.error();
  if (followed && *followed) changed = true;
  if (!file_) return changed;
  const auto source = project_.sources.read_if_there(file_->path),
             port = read_if_there(project_.tree, project_.state.port_path(file_->path));
  if (changed || source != file_->source_text || port != file_->port_text) {
    if (source) (void)reopen();
    changed = true;
  }
  return changed;
}

PureText Files::pure_text() const {
  PureText out;
  const Conversion& conversion = *file_->conversion;
  out.side = conversions_.coloured(file_->path, "the conversion, untouched", conversion.text);
  out.first = diff_by_edits(file_->source_text, conversion.text, conversion.edits,
                            expected_edits(conversion.edits, conversion.changes));
  out.second = diff_by_hunks(conversion.text, file_->shown_text(), file_->by_hand);
  out.rows = between_rows(file_->code.diff, out.first, out.second);
  return out;
}

// A hunk is reviewed if the hunk or the whole file is marked.
void Files::mark_hunks() {
  CodeFile& code = file_->code;
  const auto marks = project_.state.hunk_marks.find(file_->path);
  const bool all = project_.state.find(file_->path)->reviewed;
  const Lines source(code.left.text), port(code.right.text);
  file_->reviewed_hunks.assign(code.diff.hunks.size(), all);
  for (std::size_t i = 0; i < code.diff.hunks.size(); ++i) {
    const LineHunk& lines = code.diff.hunks[i].lines;
    if (!all && (marks == project_.state.hunk_marks.end() ||
                 !marks->second.contains(hunk_fingerprint(lines, source, port)))) {
      continue;
    }
    file_->reviewed_hunks[i] = true;
    for (std::uint32_t k = 0; k < lines.new_count && lines.new_start + k <= code.marks.size(); ++k) {
      code.marks[lines.new_start + k - 1].reviewed = true;
    }
  }
}

void Files::mark_lines() {
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
  const std::string path = project_.state.port_path(file_->path);
  auto mark = [&](const Result<std::string>& base, LineMark::Git git) {
    if (!base) return;
    const auto hunks = conversions_.diff(*base, *file_->port_text);
    if (!hunks) return;
    for (const LineHunk& hunk : *hunks) {
      for (std::uint32_t i = 0; i < hunk.new_count && hunk.new_start + i <= code.marks.size(); ++i) {
        code.marks[hunk.new_start + i - 1].git = git;
      }
    }
  };
  // In an untracked file every line is new, so marks would carry no information.
  const auto status = project_.status.find(path);
  if (status == project_.status.end() || status->second == FileStatus{.work = TreeState::untracked}) return;
  mark(project_.tree.head_text(project_.head_path(path)), LineMark::Git::staged);
  mark(project_.tree.staged_text(path), LineMark::Git::unstaged);
}

}  // namespace mintport
