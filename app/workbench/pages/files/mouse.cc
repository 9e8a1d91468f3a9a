// The mouse in the three panes.
#include <algorithm>

#include "app/workbench/pages/files/files_page.hh"

namespace mintport::ui {

// The border between tree and code, and the title of the findings, follow the mouse until the button is
// released.
bool FilesPage::drag(const MouseEvent& event, const Layout& at) {
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

void FilesPage::mouse(const MouseEvent& event) {
  const Layout at = layout();
  const auto wheel = wheel_of(event);
  if (detail_) {
    if (wheel) detail_->move(*wheel);
    return;
  }
  if (!wheel && drag(event, at)) return;
  if (!wheel && (event.button != MouseButton::left || event.action != MouseAction::press)) return;
  host_.say("");
  auto row_in = [&](Rect area, const ListState& list, std::size_t count) {
    const auto height = static_cast<std::size_t>(std::max(area.height - 1, 0));
    return scroll_to(list.cursor, list.top, height, count) +
           static_cast<std::size_t>(event.row - area.row - 1);
  };
  auto click = [&](Rect area, Pane pane, ListState& list, std::size_t count) {
    if (!area.contains(event.row, event.column)) return false;
    const bool was_there = pane_ == pane;
    pane_ = pane;
    if (wheel && pane == Pane::code) {
      code_.scroll_view(wheel->by);
    } else if (wheel && pane == Pane::tree) {
      scroll_list(list, wheel->by, count, area.height - 1);
    } else if (wheel) {
      move(*wheel);
    } else if (event.row > area.row) {
      const std::size_t index = row_in(area, list, count);
      if (index >= count) return true;
      const bool again = was_there && list.cursor == index;
      list.cursor = index;
      if (pane == Pane::findings) to_finding(index);
      const bool folder = pane == Pane::tree && tree_.rows()[index].folder;
      if ((again && pane != Pane::code) || folder) enter();
    }
    return true;
  };
  if (at.shows_tree && click(at.tree, Pane::tree, tree_.list(), tree_.rows().size())) return;
  if (!at.shows_code) return;
  if (click(at.code, Pane::code, code_.list(), code_.count())) return;
  Rect list = at.findings;  // below it stands the current line
  list.height = 1 + findings_list_height(file()->findings, findings_pane(), at.findings);
  click(list, Pane::findings, findings_, file()->findings.size());
}

}  // namespace mintport::ui
