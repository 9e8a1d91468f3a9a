// The mouse: what it does.
#include <algorithm>

#include "app/workbench/workbench.hh"

namespace mintport {

// The line between tree and code, and the title of the findings, follow the mouse until it is let go.
bool Workbench::drag(const MouseEvent& event, const Layout& at) {
  if (event.button != MouseButton::left || event.action == MouseAction::release) {
    dragged_ = Divider::none;
    return false;
  }
  if (event.action == MouseAction::press) {
    const bool on_tree =
        at.shows_tree && event.column == at.tree.width && at.body.contains(event.row, event.column);
    const bool on_findings =
        at.shows_code && event.row == at.findings.row && at.findings.contains(event.row, event.column);
    dragged_ = on_tree ? Divider::tree : on_findings ? Divider::findings : Divider::none;
  } else if (dragged_ == Divider::tree) {
    tree_width_ = std::max(1, event.column);
  } else if (dragged_ == Divider::findings) {
    findings_height_ = std::max(1, at.body.row + at.body.height - event.row);
  }
  return dragged_ != Divider::none;
}

void Workbench::mouse(const MouseEvent& event) {
  if (asking_ != Asking::nothing || picking_ != Picking::nothing || page_ == Page::commit) return;
  if (page_ == Page::start) page_ = Page::main;
  const Layout at = layout();
  const bool wheel = event.button == MouseButton::wheel_up || event.button == MouseButton::wheel_down;
  const long by = event.button == MouseButton::wheel_up ? -3 : 3;
  if (!wheel && (busy() || !postponed_.empty())) return;
  if (page_ != Page::main || detail_) {
    if (wheel) move(by, false);
    return;
  }
  if (!wheel && drag(event, at)) return;
  if (!wheel && (event.button != MouseButton::left || event.action != MouseAction::press)) return;
  said_.clear();
  auto row_in = [&](Rect area, const ListState& list, std::size_t count) {
    const std::size_t height = static_cast<std::size_t>(std::max(area.height - 1, 0));
    return scroll_to(list.cursor, list.top, height, count) +
           static_cast<std::size_t>(event.row - area.row - 1);
  };
  auto click = [&](Rect area, Pane pane, ListState& list, std::size_t count) {
    if (!area.contains(event.row, event.column)) return false;
    const bool was_there = pane_ == pane;
    pane_ = pane;
    if (wheel) {
      move(by, false);
    } else if (event.row > area.row) {
      const std::size_t index = row_in(area, list, count);
      if (index >= count) return true;
      const bool again = was_there && list.cursor == index;
      list.cursor = index;
      if (pane == Pane::findings) to_finding(index);
      const bool folder = pane == Pane::tree && tree_[index].folder;
      if ((again && pane != Pane::code) || folder) enter();
    }
    return true;
  };
  if (at.shows_tree && click(at.tree, Pane::tree, tree_list_, tree_.size())) return;
  if (!at.shows_code) return;
  if (click(at.code, Pane::code, code_list_, rows_.size())) return;
  click(at.findings, Pane::findings, findings_list_, session_.file()->findings.size());
}

}  // namespace mintport
