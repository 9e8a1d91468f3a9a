// The clipboard: what of this place can be copied.
#include <algorithm>

#include "app/workbench/workbench.hh"
#include "core/base/text.hh"

namespace mintport {

void Workbench::copy(std::string_view text, const std::string& what) {
  if (surroundings_.copy(text)) {
    said_ = "copied " + what;
    return;
  }
  said_ = "not copied: the terminal takes no more than 74,994 bytes";
  said_error_ = true;
}

std::string Workbench::path_of(Side side) const {
  const std::string& path = session_.file()->path;
  return side == Side::left ? session_.state().source_path(path) : session_.state().port_path(path);
}

// The lines of that side.
void Workbench::copy_rows(const RowRange& rows, Side side) {
  const CodeFile& code = session_.file()->code;
  std::string text;
  std::size_t lines = 0;
  for (std::size_t i = rows.first; i <= rows.last; ++i) {
    const CodeRow& at = rows_[i];
    if (at.part > 0 || at.alone || (at.side && at.side != side)) continue;
    for (std::size_t k = 0; k < std::max<std::size_t>(at.count, 1); ++k) {
      const auto line = code.diff.rows[at.row + k].line(side);
      if (!line) continue;
      text += std::string(code.side(side).line(*line)) + "\n";
      ++lines;
    }
  }
  anchor_.reset();
  copy(text, plural(lines, "line") + " of " + path_of(side));
}

// The selected lines, else the one under the cursor; of the side that the cursor means.
void Workbench::copy_line() {
  const Side side = cursor_side();
  if (!in_code()) {
    if (page_ == Page::main && pane_ == Pane::tree && tree_list_.cursor < tree_.size())
      return copy(tree_[tree_list_.cursor].path, tree_[tree_list_.cursor].path);
    said_ = "nothing to copy here";
    return;
  }
  if (const auto rows = selection()) return copy_rows(*rows, side);
  const auto line = session_.file()->code.diff.rows[rows_[code_list_.cursor].row].line(side);
  if (!line) {
    said_ = "this row has no line of " + std::string(side == Side::left ? "HF" : "the port");
    return;
  }
  const CodeSide& code = session_.file()->code.side(side);
  copy(std::string(code.line(*line)) + "\n", path_of(side) + ":" + std::to_string(*line));
}

// What else there is: the texts stand in copies_, in the same order.
std::vector<PickerRow> Workbench::copies_here() {
  std::vector<PickerRow> out;
  copies_.clear();
  if (!in_code()) {
    said_ = "open a file first: " + keys_.hint(Command::copy) + " copies the path";
    return out;
  }
  auto add = [&](std::string text, std::string what) {
    std::string shown(trim(text.substr(0, text.find('\n'))));
    out.push_back({std::move(shown), std::move(what)});
    copies_.push_back(std::move(text));
  };
  const CodeFile& code = session_.file()->code;
  const std::size_t row = rows_[code_list_.cursor].row;
  if (const auto finding = finding_here())
    add(session_.file()->findings[*finding].finding.symbol, "name of the finding");
  if (const Definition* symbol = definition_here(cursor_side())) add(symbol->path, "class or function");
  for (const Side side : {Side::right, Side::left}) {
    const std::string whose = side == Side::left ? "HF" : "port";
    if (const auto line = code.diff.rows[row].line(side)) {
      add(path_of(side) + ":" + std::to_string(*line), "place, " + whose);
      add(std::string(code.side(side).line(*line)) + "\n", "line, " + whose);
    }
  }
  if (const Hunk* hunk = code.diff.hunk_at(row)) {
    for (const Side side : {Side::right, Side::left}) {
      std::string text;
      for (std::size_t i = hunk->first; i < hunk->first + hunk->count; ++i) {
        if (const auto line = code.diff.rows[i].line(side))
          text += std::string(code.side(side).line(*line)) + "\n";
      }
      if (!text.empty()) add(text, side == Side::left ? "hunk, HF" : "hunk, port");
    }
  }
  return out;
}

void Workbench::copy_chosen(std::size_t index) {
  copy(copies_.at(index), candidates_.at(index).right + ": " + candidates_.at(index).text);
}

}  // namespace mintport
