// What each command does, on the page where it is given.
#include "app/workbench/workbench.hh"

namespace mintport {

void Workbench::command(Command command) {
  if (page_ == Page::start && command != Command::start) {
    page_ = Page::main;  // it is in nobody's way: all other keys mean what they mean in the tree
    if (command == Command::open || command == Command::back) return;
    if (command == Command::next_match) return first_file();
  }
  constexpr long kAll = 1 << 30;
  constexpr int kSideways = 8;
  const bool tree = page_ == Page::main && pane_ == Pane::tree;
  if (page_ == Page::conflicts && conflict_command(command)) return;
  if (page_ == Page::entry && entry_command(command)) return;
  switch (command) {
    case Command::down:
      return move(1, false);
    case Command::up:
      return move(-1, false);
    case Command::page_down:
      return move(1, true);
    case Command::page_up:
      return move(-1, true);
    case Command::half_page_down:
      return move(layout().body.height / 2, false);
    case Command::half_page_up:
      return move(-layout().body.height / 2, false);
    case Command::top:
      return move(-kAll, false);
    case Command::bottom:
      return move(kAll, false);
    case Command::left:
      if (page_ == Page::symbols || page_ == Page::staging) return back();
      if (!tree) {
        scroll_sideways(-kSideways);
      } else if (!tree_.empty()) {
        const TreeRow row = tree_[tree_list_.cursor];
        if (row.folder && row.open) {
          folded_.insert(row.path);
          return refresh_views();
        }
        for (std::size_t i = tree_list_.cursor; i-- > 0;) {
          if (tree_[i].depth < row.depth) {
            tree_list_.cursor = i;
            break;
          }
        }
      }
      return;
    case Command::right:
      if (page_ == Page::symbols || page_ == Page::staging ||
          (tree && !tree_.empty() && !tree_[tree_list_.cursor].open)) {
        return enter();
      }
      if (tree && !tree_.empty()) return tree_[tree_list_.cursor].folder ? move(1, false) : enter();
      return scroll_sideways(kSideways);
    case Command::scroll_left:
      return scroll_sideways(-kSideways);
    case Command::scroll_right:
      return scroll_sideways(kSideways);
    case Command::search:
      if (page_ == Page::symbols)
        return ask(Asking::filter, "Filter findings",
                   "Words in symbol, kind, path or code; kind:unmapped, in:models/unets narrow it:");
      return ask(Asking::search, "Search",
                 tree ? "A part of a path:" : "A text or regular expression, on either side:");
    case Command::next_match:
      return search_.empty() ? next_step() : search(true, false);
    case Command::previous_match:
      return search(false, false);
    case Command::next_finding:
      return next_finding(true);
    case Command::previous_finding:
      return next_finding(false);
    case Command::next_hunk:
      return next_hunk(true);
    case Command::previous_hunk:
      return next_hunk(false);
    case Command::next_pane:
      if (page_ == Page::batch) {
        next_batch_fix();
      } else if (page_ == Page::symbols) {
        symbols_.in_places = !symbols_.in_places;
      } else if (page_ == Page::staging) {
        staging_.in_lines = !staging_.in_lines && !staging_rows_.empty();
      } else {
        focus(pane_ == Pane::tree ? Pane::code : pane_ == Pane::code ? Pane::findings : Pane::tree);
      }
      return;
    case Command::previous_pane:
      return focus(pane_ == Pane::tree ? Pane::findings : pane_ == Pane::code ? Pane::tree : Pane::code);
    case Command::pane_1:
      return focus(Pane::tree);
    case Command::pane_2:
      return focus(Pane::code);
    case Command::pane_3:
      return focus(Pane::findings);
    case Command::pane_4:
      return show_staging();
    case Command::open:
      return enter();
    case Command::back:
      return back();
    case Command::findings:
      page_ = Page::symbols;
      return refresh_views();
    case Command::weights:
      return show_weights();
    case Command::start:
      return show_start();
    case Command::command_line:
      return pick(Picking::command);
    case Command::find_file:
      return pick(Picking::file);
    case Command::outline:
      return pick(Picking::symbol);
    case Command::fix_all:
      return start_batch();
    case Command::fold_context:
      fold_ = !fold_;
      opened_folds_.clear();
      if (has_file()) rebuild_rows();
      return;
    case Command::definition:
      return to_definition();
    case Command::copy:
      return copy_line();
    case Command::copy_what:
      return pick(Picking::copy);
    case Command::unified:
      return toggle_unified();
    case Command::three:
      return toggle_three();
    case Command::wrap:
      return toggle_wrap();
    case Command::edit:
      if (page_ != Page::main || !has_file()) return;
      say(session_.review().edit(port_line().value_or(1)));
      return refresh_views();
    case Command::entry:
      return start_entry();
    case Command::waive:
      return ask_waive();
    case Command::mark_reviewed:
      if (tree && !tree_.empty() && !tree_[tree_list_.cursor].folder) {
        if (auto opened = session_.open(tree_[tree_list_.cursor].path); !opened)
          return say(fail(opened.error()));
      }
      say(session_.review().mark_reviewed());
      return refresh_views();
    case Command::mark_hunk:
      return mark_hunk();
    case Command::undo:
      say(session_.act(action::Undo{}));
      return refresh_views();
    case Command::redo:
      say(session_.act(action::Redo{}));
      return refresh_views();
    case Command::stage:
      return page_ == Page::batch ? choose_places(false) : stage();
    case Command::select_lines:
      return select_lines();
    case Command::stage_file:
      if (page_ == Page::batch) return choose_places(true);
      if (page_ == Page::main && pane_ != Pane::tree && has_file()) {
        say(session_.index().toggle_files({session_.state().port_path(session_.file()->path)}));
        return refresh_views();
      }
      if (page_ == Page::staging && !changed_.empty()) {
        say(session_.index().toggle_files({changed_[staging_.list.cursor].path}));
        return refresh_views();
      }
      return stage();
    case Command::conflicts:
    case Command::take_ours:
    case Command::take_theirs:
    case Command::take_both:
      return show_conflicts();
    case Command::commit:
      return page_ == Page::breaks ? ask_to_break() : start_commit();
    case Command::refresh:
      session_.refresh();
      say_tables_error();
      return refresh_views();
    case Command::explain:
      return explain();
    case Command::blame:
      return blame();
    case Command::help:
      help_top_ = 0;
      if (page_ == Page::help) return close_page();
      page_ = Page::help;
      return;
    case Command::quit:
      if (page_ != Page::main) return close_page();
      done_ = true;
      return;
    default:
      return;
  }
}

}  // namespace mintport
