// Between the two sides: which of them the cursor means, and from a definition to its counterpart.
#include <algorithm>

#include "app/workbench/workbench.hh"

namespace mintport {

Side Workbench::cursor_side() const {
  if (code_list_.cursor < rows_.size() && rows_[code_list_.cursor].side)
    return *rows_[code_list_.cursor].side;
  return side_;
}

// The line of that side at the cursor, or above it where the row has none; nothing when there is none.
std::optional<std::uint32_t> Workbench::line_here(Side side) const {
  if (!has_file() || rows_.empty()) return std::nullopt;
  const auto& rows = session_.file()->code.diff.rows;
  for (std::size_t row = rows_[code_list_.cursor].row + 1; row-- > 0;) {
    if (rows[row].line(side)) return rows[row].line(side);
  }
  return std::nullopt;
}

const Definition* Workbench::definition_here(Side side) const {
  const auto line = line_here(side);
  if (!line) return nullptr;
  const auto& definitions = session_.file()->code.side(side).definitions;
  const auto at = definition_at(definitions, *line);
  return at ? &definitions[*at] : nullptr;
}

void Workbench::to_definition() {
  if (!has_file() || page_ != Page::main) return;
  const CodeFile& code = session_.file()->code;
  const Side side = cursor_side(), other = side == Side::left ? Side::right : Side::left;
  const Definition* here = definition_here(side);
  if (here == nullptr) {
    said_ = "no class or function is around this line";
    return;
  }
  const auto& others = code.side(other).definitions;
  const auto index = static_cast<std::size_t>(here - code.side(side).definitions.data());
  const auto found = counterpart(code.side(side).definitions, index, others, side, code.diff);
  const std::string there = other == Side::right ? "the port" : "HF";
  if (!found) {
    said_ = there + " has no counterpart of " + here->path;
    said_error_ = true;
    return;
  }
  go_to_line(others[*found].line, other);
  said_ = others[*found].name + " in " + there + ", line " + std::to_string(others[*found].line) + "; " +
          keys_.hint(Command::definition) + " goes back";
}

void Workbench::go_to_line(std::uint32_t line, Side side) {
  if (!has_file() || rows_.empty()) {
    said_ = "no file is open: " + keys_.hint(Command::find_file) + " finds one";
    return;
  }
  page_ = Page::main;
  detail_.reset();
  pane_ = Pane::code;
  side_ = side;
  const CodeFile& code = session_.file()->code;
  const auto last = static_cast<std::uint32_t>(std::max<std::size_t>(code.side(side).starts.size(), 1));
  const std::size_t row = code.diff.row_of(side, std::clamp<std::uint32_t>(line, 1, last));
  show_code_row(std::min(row, code.diff.rows.size() - 1), side);
}

}  // namespace mintport
