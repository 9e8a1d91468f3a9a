// Keys: what they do.
#include <algorithm>

#include "app/workbench/workbench.hh"
#include "core/base/text.hh"

namespace mintport {

void Workbench::handle(const Event& event) {
  // Each of hundreds of files that are counted wakes us.
  const bool woken = std::holds_alternative<Wake>(event) && !busy() && session_.entries().look() == nullptr;
  stale_ = stale_ || !woken;
  if (const auto* pressed = std::get_if<Key>(&event)) {
    key(*pressed);
  } else if (const auto* clicked = std::get_if<MouseEvent>(&event)) {
    mouse(*clicked);
  } else if (const auto* size = std::get_if<Resize>(&event)) {
    height_ = size->rows;
    width_ = size->columns;
    scroll_ = 0;
    if (const auto finding = finding_here()) to_finding(*finding);
  } else if (std::holds_alternative<Quit>(event)) {
    stop_job();
    done_ = true;
  } else {
    look_again(std::holds_alternative<Tick>(event));
  }
  after_meanwhile();
  keep_entry();
  if (done_ || std::holds_alternative<Tick>(event)) remember();
}

// What the thread found, and with `outside` what others changed.
void Workbench::look_again(bool outside) {
  constexpr int kFilesAtOnce = 16;  // while hundreds are counted, not each is worth a look at all of them
  const bool provisional = session_.provisional();
  const auto line = port_line();
  const bool found = session_.work();
  const bool known = provisional && !session_.provisional();
  const bool changed = outside && !session_.counting() && !busy() && session_.refresh();
  say_tables_error();
  if (changed || known || (found && (!session_.counting() || ++unseen_ >= kFilesAtOnce))) {
    unseen_ = 0;
    stale_ = true;
    refresh_views();
    if (known && line && page_ == Page::main) {
      show_code_row(session_.file()->code.diff.row_of(Side::right, *line));
    }
  }
  if (known) press_postponed();
  work_on_job();
}

void Workbench::key(const Key& key) {
  if (postpone(key)) return;
  said_.clear();
  said_error_ = false;
  if (asking_ == Asking::notice) {
    asking_ = Asking::nothing;
    return;
  }
  if (picking_ != Picking::nothing) return pick_key(key);
  if (asking_ != Asking::nothing) return text_key(key, Context::prompt, *prompt_.field);
  if (page_ == Page::commit) return text_key(key, Context::message, message_);
  if (const auto found = keys_.find(key)) command(*found);
}

void Workbench::focus(Pane pane) {
  if (page_ != Page::main) page_ = Page::main;
  detail_.reset();
  if (pane != Pane::tree && !has_file()) {
    said_ = "no file is open: enter opens the one under the cursor";
    return;
  }
  pane_ = pane;
}

void Workbench::move(long by, bool page) {
  const Layout at = layout();
  const long height = std::max(1, at.body.height - 2);
  auto go = [&](ListState& list, std::size_t count, long rows) { list.move(page ? by * rows : by, count); };
  if (page_ == Page::help || page_ == Page::explain) {
    const long to = static_cast<long>(help_top_) + (page ? by * height : by);
    help_top_ = static_cast<std::size_t>(std::clamp(to, 0L, 200L));
  } else if (page_ == Page::batch) {
    move_batch(by, height, page);
  } else if (page_ == Page::entry) {
    move_entry(by);
  } else if (page_ == Page::breaks) {
    go(breaks_.list, breaks_.rows.size(), (height - 2) / 2);
  } else if (page_ == Page::conflicts) {
    scroll_conflict(by);
  } else if (page_ == Page::symbols) {
    if (symbols_.in_places && !groups_.empty()) {
      go(symbols_.places, groups_[symbols_.list.cursor].places.size(), height);
    } else {
      go(symbols_.list, groups_.size(), height);
      symbols_.places = {};
    }
  } else if (page_ == Page::weights) {
    go(weights_.list, weights_.rows.size(), height);
  } else if (page_ == Page::staging) {
    if (staging_.in_lines) {
      go(staging_.lines, staging_rows_.size(), height);
    } else {
      go(staging_.list, changed_.size(), height);
      staging_.lines = {};
      refresh_staging();
    }
  } else if (detail_) {
    if (page) {
      preview_top_ = static_cast<std::size_t>(std::max(0L, static_cast<long>(preview_top_) + by * 5));
    } else {
      const long last = static_cast<long>(session_.file()->findings[*detail_].finding.fixes.size()) - 1;
      fix_ = static_cast<std::size_t>(std::clamp(static_cast<long>(fix_) + by, 0L, std::max(last, 0L)));
      preview_top_ = 0;
      update_preview();
    }
  } else if (pane_ == Pane::tree) {
    go(tree_list_, tree_.size(), height);
  } else if (pane_ == Pane::findings) {
    go(findings_list_, session_.file()->findings.size(), at.findings.height - 1);
    if (!session_.file()->findings.empty()) to_finding(findings_list_.cursor);
  } else {
    move_in_code(by, page);
    if (const auto here = finding_here()) findings_list_.cursor = *here;
  }
}

void Workbench::enter() {
  if (page_ == Page::symbols) {
    if (groups_.empty()) return;
    if (!symbols_.in_places) {
      symbols_.in_places = true;
      return;
    }
    const FindingPlace place = groups_[symbols_.list.cursor].places[symbols_.places.cursor];
    open(place.path);
    if (has_file() && place.finding < session_.file()->findings.size()) to_finding(place.finding);
  } else if (page_ == Page::weights) {
    enter_weights();
  } else if (page_ == Page::batch) {
    accept_batch();
  } else if (page_ == Page::breaks) {
    go_to_break();
  } else if (page_ == Page::staging) {
    staging_.in_lines = !staging_rows_.empty();
  } else if (page_ != Page::main) {
    close_page();
  } else if (detail_) {
    const TrackedFinding& finding = session_.file()->findings[*detail_];
    if (finding.finding.fixes.empty() || !preview_) return;
    say(session_.review().apply_fix(*detail_, fix_));
    if (!said_error_) detail_.reset();
    refresh_views();
  } else if (pane_ == Pane::tree) {
    if (tree_.empty()) return;
    const TreeRow row = tree_[tree_list_.cursor];
    if (!row.folder) return open(row.path);
    if (!folded_.erase(row.path)) folded_.insert(row.path);
    refresh_views();
  } else if (pane_ == Pane::code && !rows_.empty() && rows_[code_list_.cursor].count > 0) {
    opened_folds_.insert(rows_[code_list_.cursor].row);
    rebuild_rows();
  } else if (!session_.file()->port_text) {
    say(session_.review().convert_file());
    refresh_views();
  } else if (const auto finding = finding_here()) {
    open_detail(*finding);
  } else {
    said_ = "there is no finding on this line";
  }
}

void Workbench::back() {
  if (page_ == Page::symbols && symbols_.in_places) {
    symbols_.in_places = false;
  } else if (page_ == Page::symbols && !symbols_.filter.empty()) {
    symbols_.filter.clear();
    refresh_views();
  } else if (page_ == Page::batch) {
    page_ = Page::symbols;
  } else if (page_ == Page::breaks) {
    page_ = before_breaks_;
  } else if (selection()) {
    anchor_.reset();
  } else if (page_ == Page::staging && staging_.in_lines) {
    staging_.in_lines = false;
  } else if (page_ != Page::main) {
    close_page();
  } else if (detail_) {
    detail_.reset();
  } else if (!search_.empty()) {
    search_ = {};
  } else if (pane_ == Pane::findings) {
    pane_ = Pane::code;
  } else {
    pane_ = Pane::tree;
  }
}

}  // namespace mintport
