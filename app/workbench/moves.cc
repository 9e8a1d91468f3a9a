// Cursors of the workbench and what follows them.
#include <algorithm>

#include "app/workbench/workbench.hh"

namespace mintport {

Workbench::Workbench(Session& session, Surroundings& surroundings, KeyTable keys)
    : session_(session),
      surroundings_(surroundings),
      keys_(std::move(keys)),
      jobs_(session.in_background(), [&surroundings] { surroundings.wake(); }) {
  // Folders below the first level start folded: the whole fits on a screen.
  for (const FileEntry& file : session_.state().files) {
    for (std::size_t at = file.path.find('/'); at != std::string::npos; at = file.path.find('/', at + 1)) {
      folded_.insert(file.path.substr(0, at));
    }
  }
  message_ = {surroundings_.read_note(kMessageNote), 0};
  message_typed_ = !message_.text.empty();
  refresh_views();
}

void Workbench::refresh_views() {
  tree_ = tree_rows(session_.state(), folded_);
  tree_list_.move(0, tree_.size());
  summary_ = summarize(session_.state());
  commits_.clear();
  if (auto log = session_.tree().log(5)) {
    for (const CommitSummary& commit : *log) commits_.emplace_back(commit.id, commit.subject);
  }
  groups_ = group_findings(session_.state(), symbols_.filter, session_.imports().pipelines);
  symbols_.list.move(0, groups_.size());
  pure_.reset();
  if (page_ == Page::conflicts) refresh_conflicts();
  if (has_file()) {
    rebuild_rows();
    findings_list_.move(0, session_.file()->findings.size());
  }
  refresh_detail();
  if (page_ == Page::staging) refresh_staging();
}

void Workbench::refresh_staging() {
  changed_ = session_.index().changed_files();
  staging_.list.move(0, changed_.size());
  staging_rows_.clear();
  parts_[0] = parts_[1] = {};
  if (changed_.empty()) {
    staging_.in_lines = false;
    return;
  }
  auto parts = session_.index().staging_parts(changed_[staging_.list.cursor].path);
  if (!parts) return;
  parts_[0] = std::move(parts->first);
  parts_[1] = std::move(parts->second);
  for (std::size_t part = 0; part < 2; ++part) {
    const StagingPart& from = parts_[part];
    // The hunks of the diff are those given, or, where two touch, several of them; rows know their own.
    std::size_t last = from.hunks.size();
    for (const UnifiedRow& row : unified_rows(from.file.diff, 2)) {
      std::size_t hunk = last == from.hunks.size() ? 0 : last;
      if (row.kind == UnifiedRow::Kind::removed || row.kind == UnifiedRow::Kind::added) {
        const bool left = row.kind == UnifiedRow::Kind::removed;
        for (std::size_t i = 0; i < from.hunks.size(); ++i) {
          const LineHunk& at = from.hunks[i];
          const std::uint32_t start = left ? at.old_start : at.new_start,
                              count = left ? at.old_count : at.new_count;
          if (row.line >= start && row.line < start + count) hunk = i;
        }
        if (hunk != last || last == from.hunks.size()) {
          // The title goes above the context that is out already.
          std::size_t above = staging_rows_.size();
          while (above > 0 && !staging_rows_[above - 1].title && staging_rows_[above - 1].part == part &&
                 staging_rows_[above - 1].row.kind == UnifiedRow::Kind::context &&
                 staging_rows_.size() - above < 2) {
            --above;
          }
          for (std::size_t i = above; i < staging_rows_.size(); ++i) staging_rows_[i].hunk = hunk;
          staging_rows_.insert(staging_rows_.begin() + static_cast<long>(above), {part, hunk, true, {}});
          last = hunk;
        }
      }
      if (row.kind != UnifiedRow::Kind::gap) staging_rows_.push_back({part, hunk, false, row});
    }
  }
  staging_.lines.move(0, staging_rows_.size());
}

void Workbench::open(const std::string& path) {
  const bool other = !has_file() || session_.file()->path != path;
  if (auto opened = session_.open(path); !opened) {
    say(fail(opened.error()));
    return;
  }
  if (other) {
    code_list_ = findings_list_ = {};
    opened_folds_.clear();
    scroll_ = 0;
  }
  detail_.reset();
  for (std::size_t at = path.find('/'); at != std::string::npos; at = path.find('/', at + 1)) {
    folded_.erase(path.substr(0, at));
  }
  pane_ = Pane::code;
  page_ = Page::main;
  refresh_views();
  const auto row =
      std::find_if(tree_.begin(), tree_.end(), [&](const TreeRow& at) { return at.path == path; });
  if (row != tree_.end()) tree_list_.cursor = static_cast<std::size_t>(row - tree_.begin());
  remember();
}

std::optional<std::uint32_t> Workbench::port_line() const {
  if (!has_file() || rows_.empty()) return std::nullopt;
  return line_here(Side::right).value_or(1);
}

std::optional<std::size_t> Workbench::finding_here() const {
  if (!has_file()) return std::nullopt;
  const auto& findings = session_.file()->findings;
  if (detail_) return detail_;
  if (pane_ == Pane::findings) {
    return findings.empty() ? std::nullopt : std::optional(findings_list_.cursor);
  }
  const auto line = port_line();
  std::optional<std::size_t> found;
  for (std::size_t i = 0; i < findings.size(); ++i) {
    if (findings[i].line != line) continue;
    if (!found || (findings[i].life == Life::open && findings[*found].life != Life::open)) found = i;
  }
  return found;
}

void Workbench::to_finding(std::size_t index) {
  const auto& file = *session_.file();
  const TrackedFinding& finding = file.findings[index];
  findings_list_.cursor = index;
  show_code_row(file.code.diff.row_of(Side::right, finding.line), Side::right);
  if (finding.line > file.code.right.starts.size()) return;
  // To the end of the name that it is about, else where it begins: a call may go on for lines.
  constexpr std::size_t kBeginning = 16;
  const std::string_view text = file.code.right.line(finding.line), symbol = finding.finding.symbol;
  const std::string_view name = symbol.substr(symbol.rfind('.') + 1);
  const std::size_t begin =
      std::min<std::size_t>(finding.at.begin - file.code.right.starts[finding.line - 1], text.size());
  const std::size_t named = text.find(name, begin);
  const std::size_t end = named != std::string_view::npos ? named + name.size() : begin + kBeginning;
  show_part(Side::right, finding.line,
            {static_cast<ByteOffset>(begin), static_cast<ByteOffset>(std::min(end, text.size()))});
}

void Workbench::next_finding(bool forward) {
  if (!has_file()) return;
  const auto& findings = session_.file()->findings;
  const std::uint32_t line = port_line().value_or(1);
  std::optional<std::size_t> best;
  for (std::size_t i = 0; i < findings.size(); ++i) {
    if (findings[i].life != Life::open) continue;
    const bool ahead = forward ? findings[i].line > line : findings[i].line < line;
    if (!ahead) continue;
    if (!best ||
        (forward ? findings[i].line < findings[*best].line : findings[i].line > findings[*best].line))
      best = i;
  }
  if (best) {
    to_finding(*best);
  } else {
    said_ = forward ? "no open finding below this line" : "no open finding above this line";
  }
}

void Workbench::next_hunk(bool forward) {
  if (!has_file() || rows_.empty()) return;
  const auto& hunks = session_.file()->code.diff.hunks;
  const std::size_t row = rows_[code_list_.cursor].row;
  std::optional<std::size_t> target;
  for (const Hunk& hunk : hunks) {
    if (hunk.expected) continue;  // renames need no look of their own
    if (forward && hunk.first > row) {
      target = hunk.first;
      break;
    }
    if (!forward && hunk.first < row) target = hunk.first;
  }
  if (target) {
    show_code_row(*target);
  } else {
    said_ = forward ? "no hunk below but renames" : "no hunk above but renames";
  }
}

bool Workbench::is_meant(std::size_t finding) const {
  return has_file() && finding < session_.file()->findings.size() &&
         session_.file()->findings[finding].finding == meant_;
}

// Files change outside while a finding is looked at: its place in the list may hold another one then.
void Workbench::refresh_detail() {
  if (!detail_) return;
  if (!is_meant(*detail_)) {
    detail_.reset();
  } else if (!preview_ || preview_->left.text != session_.file()->shown_text()) {
    update_preview();
  }
}

void Workbench::open_detail(std::size_t finding) {
  detail_ = finding;
  meant_ = session_.file()->findings[finding].finding;
  fix_ = preview_top_ = 0;
  to_finding(finding);
  update_preview();
}

void Workbench::update_preview() {
  preview_.reset();
  refusal_.clear();
  const TrackedFinding& finding = session_.file()->findings[*detail_];
  if (finding.life == Life::fixed || finding.finding.fixes.empty()) return;
  auto preview = session_.review().preview(*detail_, fix_);
  if (preview) {
    preview_ = std::move(*preview);
  } else {
    refusal_ = to_string(preview.error());
  }
}

void Workbench::stage() {
  if (const auto rows = selection()) {
    stage_selection(*rows);
  } else if (page_ == Page::staging) {
    if (changed_.empty()) return;
    const std::string path = changed_[staging_.list.cursor].path;
    if (staging_.in_lines && !staging_rows_.empty()) {
      const StagingRow& row = staging_rows_[staging_.lines.cursor];
      say(session_.index().toggle_part_hunk(path, row.part == 1, row.hunk));
    } else {
      say(session_.index().toggle_files({path}));
    }
  } else if (page_ != Page::main) {
    return;
  } else if (pane_ == Pane::tree) {
    if (!tree_.empty())
      say(session_.index().toggle_files(session_.index().changed_below(tree_[tree_list_.cursor].path)));
  } else if (const auto line = port_line()) {
    say(session_.index().toggle_hunk(*line));
  }
  refresh_views();
}

void Workbench::show_staging() {
  page_ = Page::staging;
  staging_.in_lines = false;
  // What is open is what somebody wants to stage first.
  const std::string here = has_file() ? session_.state().port_path(session_.file()->path) : "";
  const auto changed = session_.index().changed_files();
  const auto at = std::find_if(changed.begin(), changed.end(),
                               [&](const ChangedFile& file) { return file.path == here; });
  if (at != changed.end()) staging_.list.cursor = static_cast<std::size_t>(at - changed.begin());
  refresh_staging();
}

void Workbench::ask_waive() {
  const auto index = page_ == Page::main ? finding_here() : std::nullopt;
  if (!index) {
    said_ = "there is no finding on this line";
    return;
  }
  const TrackedFinding& finding = session_.file()->findings[*index];
  if (finding.life != Life::open) {
    said_ = finding.life == Life::fixed ? "it is fixed: there is nothing to waive"
                                        : "it is waived already: " + finding.reason;
    return;
  }
  waive_ = *index;
  meant_ = finding.finding;
  ask(Asking::waive, "Waive " + finding.finding.symbol,
      "Why can it stay as it is? The reason is kept in mintport.json.");
  prompt_.field->insert(reason_);
}

}  // namespace mintport
