// Waives the open findings on the selected lines.
#include "app/workbench/pages/waive.hh"
#include "app/workbench/pages/files/files_page.hh"

namespace mintport::ui {

void FilesPage::waive_selection() {
  const auto lines = code_.port_lines(*selection());
  std::vector<FindingAt> places;
  for (std::size_t i = 0; lines && i < file()->findings.size(); ++i) {
    const TrackedFinding& found = file()->findings[i];
    if (found.life == Life::open && found.line >= lines->first && found.line <= lines->second)
      places.push_back({file()->path, i});
  }
  if (places.empty()) return host_.say("no open finding on the selected lines");
  code_.select_nothing();
  host_.push(std::make_shared<WaivePage>(host_, "the findings of the selected lines", places));
}

}  // namespace mintport::ui
