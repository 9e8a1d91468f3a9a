// The mouse: what it does.
#include <algorithm>

#include "app/workbench/workbench.hh"

namespace mintport {

void Workbench::mouse(const MouseEvent& event) {
  if (asking_ != Asking::nothing || picking_ != Picking::nothing || page_ == Page::commit) return;
  const Layout at = layout();
  const bool wheel = event.button == MouseButton::wheel_up || event.button == MouseButton::wheel_down;
  const long by = event.button == MouseButton::wheel_up ? -3 : 3;
  if (page_ != Page::main || detail_) {
    if (wheel) move(by, false);
    return;
  }
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
