// How the workbench looks.
#include <algorithm>

#include "app/workbench/workbench.hh"
#include "core/base/text.hh"

namespace mintport {
namespace {

// Below it the two sides of the code would have fewer than 60 columns each.
constexpr int kTreeBesideCode = 160, kTreeBesideThree = 220;

}  // namespace

Workbench::Layout Workbench::layout() const {
  Layout out;
  out.top = {0, 0, 1, width_};
  out.body = {1, 0, std::max(height_ - 3, 0), width_};
  out.status = {height_ - 2, 0, 2, width_};
  const bool wide = width_ >= (view_ == CodeView::three ? kTreeBesideThree : kTreeBesideCode);
  out.shows_tree = wide || pane_ == Pane::tree;
  constexpr int kLeastTree = 16, kLeastCode = 40, kLeastFindings = 3;
  const int tree_width = !out.shows_tree ? 0
                         : tree_width_ > 0
                             ? std::clamp(tree_width_, kLeastTree, std::max(kLeastTree, width_ - kLeastCode))
                         : wide ? std::clamp(width_ / 5, 34, 44)
                                : std::min(46, width_ * 55 / 100);
  out.tree = {out.body.row, 0, out.body.height, tree_width};
  const int gap = out.shows_tree ? 1 : 0;
  out.right = {out.body.row, tree_width + gap, out.body.height, width_ - tree_width - gap};
  const bool on_open_file = has_file() && tree_list_.cursor < tree_.size() &&
                            tree_[tree_list_.cursor].path == session_.file()->path;
  out.shows_code = has_file() && (pane_ != Pane::tree || (wide && on_open_file));
  const int most_below = std::max(kLeastFindings, out.right.height - kLeastFindings);
  const int below = detail_ && preview_    ? std::max(12, out.right.height * 6 / 10)
                    : findings_height_ > 0 ? std::clamp(findings_height_, kLeastFindings, most_below)
                                           : std::clamp(out.right.height / 4, 6, 14);
  out.code = {out.right.row, out.right.column, out.right.height - below, out.right.width};
  out.findings = {out.code.row + out.code.height, out.right.column, below, out.right.width};
  return out;
}

SummaryPane Workbench::summary_here() const {
  SummaryPane out;
  out.title = "The whole project";
  out.summary = summary_;
  out.commits = commits_;
  if (pane_ == Pane::tree && tree_list_.cursor < tree_.size() && tree_list_.cursor > 0) {
    const TreeRow& row = tree_[tree_list_.cursor];
    out.title = row.path;
    out.summary = summarize(session_.state(), row.path);
    out.commits.clear();
    out.blocking = group_findings(session_.state(), row.path, session_.imports().pipelines);
    return out;
  }
  out.blocking.assign(groups_.begin(),
                      groups_.begin() + static_cast<long>(std::min<std::size_t>(groups_.size(), 10)));
  return out;
}

void Workbench::draw_main(Grid& grid, const Layout& at) {
  if (at.shows_tree) {
    tree_list_.top = scroll_to(tree_list_.cursor, tree_list_.top,
                               static_cast<std::size_t>(at.tree.height - 1), tree_.size());
    draw_tree(tree_, tree_list_, pane_ == Pane::tree, has_file() ? session_.file()->path : "", at.tree, grid);
    for (int row = at.body.row; row < at.body.row + at.body.height; ++row) {
      grid.put(row, at.tree.width, "│", Face::border);
    }
  }
  if (!at.shows_code) return draw_summary(summary_here(), at.right, grid);
  const OpenFile& file = *session_.file();
  if (rows_as_ != row_options()) rebuild_rows();
  code_list_.top = scroll_to(code_list_.cursor, code_list_.top,
                             static_cast<std::size_t>(code_height(at.code)), rows_.size());
  draw_code({&file.code, &rows_, code_list_.cursor, code_list_.top, scroll_, pane_ == Pane::code && !detail_,
             search_, rows_as_.view, wrap_, cursor_side(), selection(), pure_ ? &*pure_ : nullptr},
            at.code, grid);
  if (detail_) {
    draw_detail({&file.findings[*detail_], fix_, preview_top_, refusal_, preview_ ? &*preview_ : nullptr},
                at.findings, grid);
  } else {
    findings_list_.top = scroll_to(findings_list_.cursor, findings_list_.top,
                                   static_cast<std::size_t>(at.findings.height - 1), file.findings.size());
    draw_findings(file.findings, findings_list_, pane_ == Pane::findings, at.findings, grid);
  }
}

std::vector<Hint> Workbench::hints() const {
  auto hint = [&](Command command, std::string what, Context context = Context::bench) {
    return Hint{keys_.hint(command, context), std::move(what)};
  };
  std::vector<Hint> out;
  if (asking_ == Asking::notice) return {{"any key", "goes on"}};
  if (busy() && typing()) return {hint(Command::text_cancel, "stop", Context::prompt)};
  if (busy()) return {hint(Command::back, "stop"), hint(Command::quit, "stop and quit")};
  if (picking_ != Picking::nothing) {
    return {hint(Command::text_accept, "accept", Context::prompt),
            hint(Command::text_complete, "complete", Context::prompt),
            hint(Command::text_down, "next", Context::prompt),
            hint(Command::text_cancel, "leave it", Context::prompt)};
  }
  if (asking_ != Asking::nothing) {
    return {hint(Command::text_accept, "accept", Context::prompt),
            hint(Command::text_cancel, "leave it", Context::prompt)};
  }
  switch (page_) {
    case Page::breaks:
      return {hint(Command::open, "go there"), hint(Command::commit, "commit all the same"),
              hint(Command::back, "back")};
    case Page::commit:
      return {hint(Command::text_accept, amending_ ? "amend" : "commit", Context::message),
              hint(Command::text_editor, "in $EDITOR", Context::message),
              hint(Command::text_cancel, "not now", Context::message)};
    case Page::start:
      return {hint(Command::open, "to the files"),     hint(Command::next_match, "next thing to do"),
              hint(Command::findings, "all findings"), hint(Command::pane_4, "changes"),
              hint(Command::explain, "keys"),          hint(Command::quit, "quit")};
    case Page::help:
      return {hint(Command::down, "down"), hint(Command::back, "back")};
    case Page::explain:
      return {hint(Command::down, "down"), hint(Command::explain, "keys"), hint(Command::back, "back")};
    case Page::symbols:
      out = {hint(Command::open, symbols_.in_places ? "go there" : "places"),
             hint(Command::fix_all, "fix all places"), hint(Command::search, "filter")};
      break;
    case Page::batch:
      out = {hint(Command::open, "keep this fix at all that are marked"),
             hint(Command::stage, "take or refuse"), hint(Command::stage_file, "all"),
             hint(Command::next_pane, "other fix")};
      break;
    case Page::entry:
      out = {hint(Command::open, "write it"), hint(Command::stage, "take or refuse"),
             hint(Command::stage_file, "all"), hint(Command::edit, "edit it")};
      if (entry_.proposals.entries.size() > 1) out.push_back(hint(Command::next_pane, "other entry"));
      break;
    case Page::conflicts:
      if (conflicts_.places.empty()) break;
      out = {hint(Command::take_ours, "take ours"),
             hint(Command::take_theirs, "theirs"),
             hint(Command::take_both, "both"),
             hint(Command::edit, "edit"),
             hint(Command::next_hunk, "next"),
             hint(Command::previous_hunk, "previous"),
             hint(Command::undo, "undo")};
      break;
    case Page::weights:
      out = {hint(Command::open, "go there")};
      break;
    case Page::staging:
      out = {hint(Command::stage, selection()         ? "stage/unstage these lines"
                                  : staging_.in_lines ? "stage/unstage hunk"
                                                      : "stage/unstage file"),
             hint(Command::next_pane, staging_.in_lines ? "files" : "hunks"),
             hint(Command::select_lines, "select lines"), hint(Command::commit, "commit")};
      break;
    case Page::main:
      if (detail_) {
        const bool fixable = preview_.has_value();
        out = {hint(Command::open, fixable ? "keep this fix" : "")};
        if (!fixable) out.clear();
        out.push_back(hint(Command::waive, "waive"));
        out.push_back(hint(Command::edit, "edit"));
      } else if (pane_ == Pane::tree) {
        out = {hint(Command::open, "open"),      hint(Command::stage, "stage"),
               hint(Command::commit, "commit"),  hint(Command::findings, "all findings"),
               hint(Command::pane_4, "changes"), hint(Command::search, "search")};
      } else if (selection()) {
        out = {hint(Command::stage, "stage/unstage these lines"),
               hint(Command::select_lines, "select nothing")};
      } else if (has_file() && !session_.file()->port_text) {
        out = {hint(Command::open, "convert this file")};
      } else {
        out = {hint(Command::next_finding, "finding"), hint(Command::open, "fix"),
               hint(Command::waive, "waive"),          hint(Command::edit, "edit"),
               hint(Command::next_hunk, "hunk"),       hint(Command::stage, "stage"),
               hint(Command::commit, "commit"),        hint(Command::undo, "undo")};
      }
      break;
  }
  if (page_ != Page::main || detail_ || pane_ != Pane::tree) out.push_back(hint(Command::back, "back"));
  out.push_back(hint(Command::explain, "keys"));
  if (page_ == Page::main) out.push_back(hint(Command::quit, "quit"));
  return out;
}

void Workbench::draw_bars(Grid& grid, const Layout& at) {
  draw_top({session_.state().manifest.port.root, session_.tree().branch(), summary_}, at.top, grid);
  StatusBar bar;
  bar.hints = hints();
  bar.message = postponed_.empty() ? said_ : why_waiting();
  bar.error = said_error_ && postponed_.empty();
  if (busy()) {
    bar.right = jobs_.progress();
  } else if (session_.counting()) {
    bar.right = "reading " + grouped(summary_.counted) + "/" + grouped(summary_.files);
  }
  const FileEntry* entry = nullptr;
  switch (page_) {
    case Page::symbols:
      bar.where = "findings of the project";
      bar.state = plural(groups_.size(), "symbol") + ", " + grouped(summary_.open) + " open";
      break;
    case Page::weights:
      bar.where = "parameters of " + session_.file()->path;
      break;
    case Page::batch:
      bar.where = "one fix at many places";
      break;
    case Page::entry:
      bar.where = "a table entry";
      bar.state = "to be written in " + session_.entries().look()->file;
      break;
    case Page::staging:
      bar.where = changed_.empty() ? "changes" : changed_[staging_.list.cursor].path;
      bar.state = plural(changed_.size(), "changed file");
      break;
    case Page::breaks:
      bar.where = "before the commit";
      bar.state = plural(broken_.size(), "break") + " in what is staged";
      break;
    case Page::conflicts:
      bar.where = "conflicts";
      bar.state = plural(conflicts_.places.size(), "conflict") + " left";
      break;
    case Page::commit:
      bar.where = (amending_ ? "amend the last commit of " : "commit to ") + session_.tree().branch();
      for (const ChangedFile& file : session_.index().changed_files()) {
        if (file.path == kManifestName && file.staged == Staged::no)
          bar.state = "not staged: " + file.path + ", which keeps waivers";
      }
      break;
    case Page::start:
      bar.where = session_.state().manifest.source.package + " " + session_.state().manifest.source.version;
      break;
    case Page::help:
      bar.where = "keys";
      break;
    case Page::explain:
      bar.where = session_.file()->path + ":" + std::to_string(port_line().value_or(1));
      break;
    case Page::main:
      if (pane_ == Pane::tree && tree_list_.cursor < tree_.size()) {
        const TreeRow& row = tree_[tree_list_.cursor];
        bar.where = row.path;
        bar.state = row.folder ? std::to_string(row.done) + " of " + plural(row.files, "file") + " done" : "";
        entry = row.folder ? nullptr : session_.state().find(row.path);
      } else if (has_file()) {
        bar.where = session_.file()->path + ":" + std::to_string(port_line().value_or(1));
        entry = session_.state().find(session_.file()->path);
      }
      break;
  }
  if (entry != nullptr) {
    bar.state = to_string(entry->state());
    if (entry->staged == Staged::partly) bar.state += ", partly staged";
    if (entry->by_hand) bar.state += ", edited";
    if (!entry->error.empty()) bar.state += ", " + entry->error;
    if (const std::size_t open = entry->count(Life::open)) bar.state += ", " + grouped(open) + " open";
  }
  draw_status(bar, at.status, grid);
}

void Workbench::draw(Grid& grid) {
  stale_ = false;
  height_ = grid.height();
  width_ = grid.width();
  grid.fill({0, 0, height_, width_}, Face::normal);
  grid.cursor_row = grid.cursor_column = -1;
  if (height_ < kLeastHeight || width_ < kLeastWidth) return draw_too_small(grid);
  const Layout at = layout();
  switch (page_) {
    case Page::main:
      draw_main(grid, at);
      break;
    case Page::symbols:
      symbols_.groups = &groups_;
      draw_symbols(symbols_, at.body, grid);
      break;
    case Page::weights:
      weights_.list.top = scroll_to(weights_.list.cursor, weights_.list.top,
                                    static_cast<std::size_t>(at.body.height - 1), weights_.rows.size());
      draw_weights(weights_, at.body, grid);
      break;
    case Page::conflicts:
      draw_conflicts(at.body, grid);
      break;
    case Page::batch:
      draw_batch(batch_pane(), at.body, grid);
      break;
    case Page::entry:
      draw_entry_page(at.body, grid);
      break;
    case Page::breaks:
      draw_breaks(breaks_, at.body, grid);
      break;
    case Page::explain:
      draw_text(explanation_title_, explanation_, help_top_, at.body, grid);
      break;
    case Page::staging:
      staging_.files = &changed_;
      staging_.parts = parts_;
      staging_.rows = &staging_rows_;
      staging_.selected = selection();
      draw_staging(staging_, at.body, grid);
      break;
    case Page::commit: {
      CommitPane pane{message_, {}, "", amending_ ? "Amend" : "Commit"};
      for (const ChangedFile& file : session_.index().changed_files()) {
        if (file.staged != Staged::no) pane.staged.push_back(file);
      }
      draw_commit(pane, at.body, grid);
      break;
    }
    case Page::start:
      draw_summary(start_pane(), at.body, grid);
      break;
    case Page::help: {
      std::vector<HelpLine> lines;
      for (const Context context : {Context::bench, Context::message}) {
        for (const HelpRow& row : help_rows(keys_, context))
          lines.push_back({row.section, row.keys, row.help});
      }
      draw_help(lines, help_top_, at.body, grid);
      break;
    }
  }
  draw_bars(grid, at);
  if (picking_ != Picking::nothing) draw_picker(picker_, at.body, grid);
  if (asking_ != Asking::nothing) draw_prompt(prompt_, at.body, grid);
}

}  // namespace mintport
