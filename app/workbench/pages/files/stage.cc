// Stages from the files page: the item under the cursor, or only the selected lines.
#include "app/workbench/pages/files/files_page.hh"

namespace mintport::ui {

void FilesPage::stage() {
  if (selection()) {
    host_.say(stage_selection());
  } else if (pane_ == Pane::tree) {
    host_.say(session().index().toggle_files(subject().changed));
  } else if (const auto line = port_line()) {
    host_.say(session().index().toggle_hunk(*line));
  }
  host_.refresh();
}

void FilesPage::stage_file() {
  if (pane_ == Pane::tree) return stage();
  host_.say(session().index().toggle_files(subject().changed));
  host_.refresh();
}

Result<std::string> FilesPage::stage_selection() {
  const auto rows = selection();
  const auto lines = rows ? code_.port_lines(*rows) : std::nullopt;
  code_.select_nothing();
  if (!lines) return "the port has none of these lines";
  return session().index().toggle_lines(lines->first, lines->second);
}

void FilesPage::select_lines() {
  if (selection()) return code_.select_nothing();
  if (pane_ != Pane::code || detail_ || code_.empty()) {
    return host_.say("select lines in the code (" + host_.hint(Command::pane_2) +
                     ") and in the hunks of changes (" + host_.hint(Command::pane_4) + ", " +
                     host_.hint(Command::next_pane) + ")");
  }
  code_.select();
  host_.say(host_.hint(Command::stage) + " stages or unstages the lines from here to the cursor");
}

}  // namespace mintport::ui
