// Copies from the current place to the clipboard.
#include <algorithm>

#include "app/workbench/overlays/picker.hh"
#include "app/workbench/pages/files/files_page.hh"
#include "core/base/text.hh"

namespace mintport::ui {

void FilesPage::copy(std::string_view text, const std::string& what) {
  if (host_.surroundings().copy(text)) return host_.say("copied " + what);
  host_.complain("not copied: the terminal takes at most 74,994 bytes");
}

std::string FilesPage::path_of(Side side) const {
  const State& state = session().state();
  return side == Side::left ? state.source_path(file()->path) : state.port_path(file()->path);
}

// Copies the selected lines, else the line under the cursor, from the active side.
void FilesPage::copy_line() {
  const Side side = code_.side();
  if (!in_code()) return host_.say("nothing to copy here");
  if (const auto rows = selection()) {
    const CodeArea::Lines lines = code_.lines(*rows, side);
    code_.select_nothing();
    return copy(lines.text, plural(lines.count, "line") + " of " + path_of(side));
  }
  const auto line = file()->code.diff.rows[code_.here().row].line(side);
  if (!line)
    return host_.say("this row has no line of " + std::string(side == Side::left ? "HF" : "the port"));
  copy(std::string(file()->code.side(side).line(*line)) + "\n", path_of(side) + ":" + std::to_string(*line));
}

// The texts that can be copied here, and their names.
std::vector<FilesPage::Copy> FilesPage::copies_here() const {
  std::vector<Copy> out;
  const CodeFile& code = file()->code;
  const std::size_t row = code_.here().row;
  if (const auto finding = finding_here())
    out.push_back({file()->findings[*finding].finding.symbol, "name of the finding"});
  if (const Definition* symbol = definition_here(code_.side()))
    out.push_back({symbol->path, "class or function"});
  for (const Side side : {Side::right, Side::left}) {
    const std::string whose = side == Side::left ? "HF" : "port";
    if (const auto line = code.diff.rows[row].line(side)) {
      out.push_back({path_of(side) + ":" + std::to_string(*line), "place, " + whose});
      out.push_back({std::string(code.side(side).line(*line)) + "\n", "line, " + whose});
    }
  }
  const Hunk* hunk = code.diff.hunk_at(row);
  for (const Side side : {Side::right, Side::left}) {
    std::string text;
    for (std::size_t i = 0; hunk != nullptr && i < hunk->count; ++i) {
      if (const auto line = code.diff.rows[hunk->first + i].line(side))
        text += std::string(code.side(side).line(*line)) + "\n";
    }
    if (!text.empty()) out.push_back({text, side == Side::left ? "hunk, HF" : "hunk, port"});
  }
  return out;
}

void FilesPage::copy_what() {
  if (!in_code()) return host_.say("open a file first; " + host_.hint(Command::copy) + " copies the path");
  const std::vector<Copy> copies = copies_here();
  std::vector<PickerRow> rows;
  for (const Copy& at : copies)
    rows.push_back({std::string(trim(at.text.substr(0, at.text.find('\n')))), at.what});
  const auto take = [this, copies, rows](std::size_t index) {
    copy(copies[index].text, rows[index].right + ": " + rows[index].text);
  };
  host_.push(std::make_shared<Picker>(host_, "Copy", rows, take));
}

}  // namespace mintport::ui
