// Draws the files page: layout, status line and hints.
#include <algorithm>

#include "app/workbench/pages/files/files_page.hh"
#include "core/base/text.hh"

namespace mintport::ui {
namespace {

// On a narrower screen each side of the code would have fewer than 60 columns.
constexpr int kTreeBesideCode = 160, kTreeBesideThree = 220;

}  // namespace

FilesPage::Layout FilesPage::layout() const {
  Layout out;
  out.body = host_.body();
  const int width = host_.width();
  const bool wide = width >= (code_.wants_three() ? kTreeBesideThree : kTreeBesideCode);
  out.shows_tree = wide || pane_ == Pane::tree;
  constexpr int kLeastTree = 16, kLeastCode = 40, kLeastFindings = 3;
  const int tree_width = !out.shows_tree ? 0
                         : tree_width_ > 0
                             ? std::clamp(tree_width_, kLeastTree, std::max(kLeastTree, width - kLeastCode))
                         : wide ? std::clamp(width / 5, 34, 44)
                                : std::min(46, width * 55 / 100);
  out.tree = {out.body.row, 0, out.body.height, tree_width};
  const int gap = out.shows_tree ? 1 : 0;
  out.right = {out.body.row, tree_width + gap, out.body.height, width - tree_width - gap};
  const bool on_open_file = file() && tree_.here() != nullptr && tree_.here()->path == file()->path;
  out.shows_code = file() && (pane_ != Pane::tree || (wide && on_open_file));
  const int most_below = std::max(kLeastFindings, out.right.height - kLeastFindings);
  const int below = detail_ && detail_->has_preview() ? std::max(12, out.right.height * 6 / 10)
                    : findings_height_ > 0 ? std::clamp(findings_height_, kLeastFindings, most_below)
                                           : std::clamp(out.right.height / 4, 8, 14);
  out.code = {out.right.row, out.right.column, out.right.height - below, out.right.width};
  out.findings = {out.code.row + out.code.height, out.right.column, below, out.right.width};
  return out;
}

SummaryPane FilesPage::summary_here() const {
  SummaryPane out;
  const TreeRow* row = pane_ == Pane::tree && tree_.list().cursor > 0 ? tree_.here() : nullptr;
  if (row != nullptr) {
    out.title = row->path;
    out.summary = summarize(session().state(), row->path);
    out.blocking = group_findings(session().state(), row->path, session().imports().pipelines);
    return out;
  }
  constexpr std::size_t kShown = 10;
  out.title = "The whole project";
  out.summary = host_.summary();
  out.commits = host_.last_commits();
  const auto& groups = host_.groups();
  out.blocking.assign(groups.begin(), groups.begin() + static_cast<long>(std::min(groups.size(), kShown)));
  return out;
}

void FilesPage::draw(Rect body, Grid& grid) {
  const Layout at = layout();
  if (at.shows_tree) {
    ListState& list = tree_.list();
    list.top =
        scroll_to(list.cursor, list.top, static_cast<std::size_t>(at.tree.height - 1), tree_.rows().size());
    draw_tree(tree_.rows(), list, pane_ == Pane::tree, file() ? file()->path : "", at.tree, grid);
    for (int row = body.row; row < body.row + body.height; ++row)
      grid.put(row, at.tree.width, "│", Face::border);
  }
  if (!at.shows_code) {
    const TreeRow* row = pane_ == Pane::tree ? tree_.here() : nullptr;
    if (row != nullptr && !row->folder)
      return draw_file_summary(*session().state().find(row->path), at.right, grid);
    return draw_summary(summary_here(), at.right, grid);
  }
  code_.draw(pane_ == Pane::code && !detail_, search_, at.code, grid);
  if (detail_) return detail_->draw(at.findings, grid);
  const auto& findings = file()->findings;
  FindingsPane pane = findings_pane();
  const int height = findings_list_height(findings, pane, at.findings);
  findings_.top =
      scroll_to(findings_.cursor, findings_.top, static_cast<std::size_t>(height), findings.size());
  pane.list = findings_;
  draw_findings(findings, pane, at.findings, grid);
}

FindingsPane FilesPage::findings_pane() const {
  FindingsPane out;
  out.list = findings_;
  out.active = pane_ == Pane::findings;
  out.finding = finding_here();
  out.code = &file()->code;
  const Diff& diff = file()->code.diff;
  if (diff.rows.empty()) return out;
  if (out.active && out.finding) {
    out.row = &diff.rows[diff.row_of(Side::right, file()->findings[*out.finding].line)];
  } else if (!code_.empty() && !code_.on_fold()) {
    out.row = &diff.rows[code_.here().row];
  }
  return out;
}

Bar FilesPage::bar() const {
  Bar out;
  const FileEntry* entry = nullptr;
  if (const TreeRow* row = pane_ == Pane::tree ? tree_.here() : nullptr) {
    out.where = row->path;
    if (row->folder) out.state = std::to_string(row->done) + " of " + plural(row->files, "file") + " done";
    entry = row->folder ? nullptr : session().state().find(row->path);
  } else if (file()) {
    out.where = file()->path + ":" + std::to_string(port_line().value_or(1));
    entry = session().state().find(file()->path);
  }
  if (entry == nullptr) return out;
  out.state = to_string(entry->state());
  if (entry->staged == Staged::partly) out.state += ", partly staged";
  if (entry->by_hand) out.state += ", edited";
  if (!entry->error.empty()) out.state += ", " + entry->error;
  if (const std::size_t open = entry->count(Life::open)) out.state += ", " + grouped(open) + " open";
  return out;
}

std::vector<Hint> FilesPage::hints() const {
  std::vector<Hint> out;
  const auto add = [&](Command command, const char* what) { out.push_back(host_.hint(command, what)); };
  if (detail_) {
    if (detail_->has_preview()) add(Command::open, "apply this fix");
    add(Command::waive, "waive");
    add(Command::edit, "edit");
  } else if (pane_ == Pane::tree) {
    add(Command::open, "open");
    add(Command::stage, "stage");
    add(Command::commit, "commit");
    add(Command::findings, "all findings");
    add(Command::pane_4, "changes");
    add(Command::search, "search");
  } else if (selection()) {
    add(Command::stage, "stage/unstage these lines");
    add(Command::select_lines, "select nothing");
  } else if (file() && !file()->port_text) {
    add(Command::open, "convert this file");
  } else {
    add(Command::next_finding, "finding");
    add(Command::open, "fix");
    add(Command::waive, "waive");
    add(Command::edit, "edit");
    add(Command::next_hunk, "hunk");
    add(Command::stage, "stage");
    add(Command::commit, "commit");
    add(Command::undo, "undo");
  }
  if (detail_ || pane_ != Pane::tree) add(Command::back, "back");
  if (in_code() && !detail_ && !selection() && file()->port_text) {  // shown if there is room, and in help
    add(Command::fold_context, "fold");
    add(Command::unified, "one column");
    add(Command::three, "three columns");
    add(Command::wrap, "wrap");
    add(Command::outline, "outline");
    add(Command::select_lines, "select lines");
    add(Command::mark_hunk, "hunk reviewed");
    add(Command::mark_reviewed, "file reviewed");
    add(Command::blame, "origin of the line");
  }
  add(Command::explain, "keys");
  add(Command::quit, "quit");
  return out;
}

void FilesPage::where(Where& out) const {
  out.page = "files";
  if (pane_ == Pane::tree) {
    out.focus = "tree";
    if (const TreeRow* row = tree_.here()) out.subject = row->path;
    return;
  }
  out.focus = pane_ == Pane::code ? "code" : "findings";
  out.subject = file()->path;
  if (const auto line = code_.line(code_.side())) {
    out.subject = place_of(file()->path, *line) + (code_.side() == Side::left ? ", HF" : ", port");
  }
  if (const auto at = finding_here()) {
    const TrackedFinding& finding = file()->findings[*at];
    out.finding = nth(*at, file()->findings.size(),
                      finding.finding.symbol + ", " + std::string(to_string(finding.life)));
  }
  if (const auto rows = selection()) out.selected = to_string(*rows);
  if (detail_) out.above = detail_->where();
}

}  // namespace mintport::ui
