#include <algorithm>

#include "core/base/text.hh"
#include "views/panes/panes.hh"

namespace mintport::ui {
namespace {

// Drops hints that do not fit. Keeps the last two (all keys, quit), because they lead to the others.
std::vector<Hint> fitting(std::vector<Hint> hints, int width) {
  std::erase_if(hints, [](const Hint& hint) { return hint.key.empty(); });
  auto needed = [&] {
    int out = -1;
    for (const Hint& hint : hints) out += display_width(hint.key) + 1 + display_width(hint.what) + 2;
    return out;
  };
  while (hints.size() > 2 && needed() > width) hints.erase(hints.end() - 3);
  return hints;
}

// A message that is longer than the line takes rows above it.
void draw_message(const StatusBar& bar, Rect lines, int right, Grid& grid) {
  constexpr int kMost = 6;
  const std::vector<std::string> text = wrap(bar.message, lines.width - right - 2);
  const int rows = std::min({static_cast<int>(text.size()), kMost, lines.row + 1});
  for (int i = 0; i < rows; ++i) {
    const int row = lines.row - rows + 1 + i;
    const bool cut = i == kMost - 1 && static_cast<int>(text.size()) > kMost;
    grid.fill({row, lines.column, 1, lines.width}, Face::status, Face::selected);
    grid.put(row, lines.column + 1, text[static_cast<std::size_t>(i)] + (cut ? "…" : ""),
             bar.error ? Face::error : Face::ok, Face::selected);
  }
}

}  // namespace

void draw_too_small(Grid& grid) {
  grid.fill({0, 0, grid.height(), grid.width()}, Face::normal);
  const std::string size = std::to_string(grid.width()) + "x" + std::to_string(grid.height());
  const std::string lines[] = {
      "mintport needs " + std::to_string(kLeastWidth) + "x" + std::to_string(kLeastHeight),
      "this is " + size + "; enlarge it, or quit"};
  for (int i = 0; i < 2; ++i) {
    const int row = std::max(0, grid.height() / 2 - 1) + i;
    const int column = std::max(0, (grid.width() - display_width(lines[i])) / 2);
    grid.put(row, column, lines[i], i == 0 ? Face::title : Face::dim);
  }
}

void draw_top(const TopBar& bar, Rect line, Grid& grid) {
  grid.fill(line, Face::status, Face::selected);
  const Summary& s = bar.summary;
  const std::string numbers = " " + std::to_string(s.done) + "/" + std::to_string(s.files) + " done  " +
                              counted_number(s, s.open) + " open ";
  const int bar_width = line.width >= 120 ? 24 : 12;
  const int right = display_width(numbers) + bar_width + 1;
  draw_pieces(grid, line.row, line.column, line.width - right - 1,
              {{" mintport ", Face::title},
               {" " + bar.port, Face::key},
               {"  " + bar.head, Face::dim},
               {"  " + bar.operation, Face::warning}},
              Face::selected);
  const int at = line.column + line.width - right;
  draw_states(s, line.row, at, bar_width, grid);
  grid.put(line.row, at + bar_width, numbers, Face::normal, Face::selected);
}

void draw_status(const StatusBar& bar, Rect lines, Grid& grid) {
  const Rect first{lines.row, lines.column, 1, lines.width};
  grid.fill(first, Face::status, Face::selected);
  const int right = bar.right.empty() ? 0 : display_width(bar.right) + 2;
  if (!bar.message.empty()) {
    draw_message(bar, lines, right, grid);
  } else {
    // A long state (such as why a file cannot be converted) must leave room for the end of the path.
    const int room = lines.width - right - 4;
    const std::string where = elide_front(bar.where, std::max(room - display_width(bar.state), room / 3));
    draw_pieces(grid, lines.row, lines.column + 1, lines.width - right - 1,
                {{where, Face::title}, {"  " + elide(bar.state, room - display_width(where)), Face::normal}},
                Face::selected);
  }
  if (right > 0)
    grid.put(lines.row, lines.column + lines.width - right + 1, bar.right, Face::dim, Face::selected);
  grid.fill({lines.row + 1, lines.column, 1, lines.width}, Face::normal);
  int at = lines.column + 1;
  for (const Hint& hint : fitting(bar.hints, lines.width)) {
    at += grid.put(lines.row + 1, at, hint.key, Face::key);
    at += grid.put(lines.row + 1, at, " " + hint.what + "  ", Face::dim);
  }
}

void draw_commit(const CommitPane& pane, Rect area, Grid& grid) {
  const int right_width = area.width >= 120 ? area.width / 3 : 0;
  const Rect left{area.row, area.column, area.height, area.width - right_width};
  const std::string first(split(pane.message.text, '\n').front());
  const int length = display_width(first);
  draw_title(grid, {left.row, left.column, 1, left.width},
             pane.title + " " + plural(pane.staged.size(), "file"),
             "subject " + std::to_string(length) + "/72", true);
  if (length > 72) grid.put(left.row, left.column + left.width - 10, "too long", Face::error);
  const int files =
      right_width > 0 ? 0 : std::min<int>(static_cast<int>(pane.staged.size()) + 1, left.height / 3);
  const int warnings = static_cast<int>(pane.warnings.size());
  draw_text_field(pane.message,
                  {left.row + 1, left.column + 2, left.height - 1 - files - warnings, left.width - 3}, 72,
                  grid);
  for (int i = 0; i < warnings; ++i) {
    grid.put(left.row + left.height - files - warnings + i, left.column + 2,
             elide(pane.warnings[static_cast<std::size_t>(i)], left.width - 3), Face::warning);
  }
  const Rect list = right_width > 0 ? Rect{area.row, left.column + left.width, area.height, right_width}
                                    : Rect{left.row + left.height - files, left.column, files, left.width};
  if (list.height == 0) return;
  draw_title(grid, {list.row, list.column, 1, list.width}, "staged", "", false);
  for (int i = 1; i < list.height && i <= static_cast<int>(pane.staged.size()); ++i) {
    const ChangedFile& file = pane.staged[static_cast<std::size_t>(i - 1)];
    draw_pieces(grid, list.row + i, list.column + 2, list.width - 3,
                {{std::string(1, file.letter) + " ", Face::staged},
                 {elide_front(file.path, list.width - 6), Face::normal}});
  }
}

void draw_breaks(BreaksPane& pane, Rect area, Grid& grid) {
  grid.fill(area, Face::normal);
  draw_title(grid, {area.row, area.column, 1, area.width}, "This commit would break",
             plural(pane.rows.size(), "place"), true);
  const std::string why = "The staged changes break the port, and no finding or waiver covers this:";
  grid.put(area.row + 1, area.column + 2, why, area.width - 3, Face::warning);
  const int first = area.row + 3, end = area.row + area.height, width = area.width - 8;
  const auto height_of_row = [&](std::size_t i) {
    return static_cast<int>(wrap(pane.rows[i].what, width).size()) + 2;  // with the place and the code
  };
  std::size_t& top = pane.list.top;
  top = std::min(top, pane.list.cursor);
  int used = 0;
  for (std::size_t i = pane.list.cursor + 1; i-- > top;) {
    used += height_of_row(i);
    if (used > end - first && i < pane.list.cursor) top = i + 1;
  }
  int row = first;
  for (std::size_t i = top; i < pane.rows.size() && row < end; ++i) {
    const BreaksRow& at = pane.rows[i];
    const Face back = i == pane.list.cursor ? Face::cursor : Face::normal;
    grid.fill({row, area.column, 1, area.width}, Face::normal, back);
    grid.put(row++, area.column + 2, elide_front(at.place, area.width - 3), Face::title, back);
    for (const std::string& line : wrap(at.what, width)) {
      if (row < end) grid.put(row++, area.column + 4, line, width, Face::error);
    }
    if (row < end) grid.put(row++, area.column + 6, elide(std::string(trim(at.code)), width), Face::dim);
  }
}

void draw_help(const std::vector<HelpLine>& lines, std::size_t top, Rect area, Grid& grid) {
  constexpr int kColumn = 58, kGap = 2;
  grid.fill(area, Face::normal);
  draw_title(grid, {area.row, area.column, 1, area.width}, "Keys", "esc back", true);
  const int columns = std::max(1, area.width / kColumn), width = area.width / columns;
  int keys_width = 0;
  for (const HelpLine& line : lines) keys_width = std::max(keys_width, display_width(line.keys));
  keys_width = std::min(keys_width, width / 3);
  const int help_width = width - keys_width - 3 - kGap;
  // Collect the rows first, then lay them out in as many columns as fit.
  struct HelpRow {
    std::string section, keys, help;
  };
  std::vector<HelpRow> rows;
  for (const HelpLine& line : lines) {
    if (!line.section.empty()) {
      if (!rows.empty()) rows.push_back({});
      rows.push_back({line.section, "", ""});
    }
    const auto keys = wrap(line.keys, keys_width), help = wrap(line.help, help_width);
    for (std::size_t i = 0; i < std::max(keys.size(), help.size()); ++i)
      rows.push_back({"", i < keys.size() ? keys[i] : "", i < help.size() ? help[i] : ""});
  }
  const auto height = static_cast<std::size_t>(std::max(area.height - 1, 1));
  const std::size_t most = height * static_cast<std::size_t>(columns);
  top = rows.size() > most ? std::min(top, rows.size() - most) : 0;
  for (std::size_t i = 0; i < most && top + i < rows.size(); ++i) {
    const HelpRow& row = rows[top + i];
    const int at = area.row + 1 + static_cast<int>(i % height);
    const int column = area.column + 1 + width * static_cast<int>(i / height);
    grid.put(at, column, row.section, width - 3, Face::title);
    grid.put(at, column + keys_width - display_width(row.keys), row.keys, Face::key);
    grid.put(at, column + keys_width + kGap, row.help, help_width, Face::normal);
  }
}

void draw_text(std::string_view title, std::string_view text, std::size_t top, Rect area, Grid& grid) {
  grid.fill(area, Face::normal);
  draw_title(grid, {area.row, area.column, 1, area.width}, title, "", true);
  std::vector<Piece> rows;
  for (const std::string_view line : split_lines(text)) {
    const std::string_view shown = trim(line);
    const std::string indent(std::min<std::size_t>(line.find_first_not_of(' '), 4) % 5, ' ');
    const Face face = indent.empty() ? Face::title : Face::normal;
    if (shown.empty()) rows.push_back({});
    for (const std::string& part : wrap(shown, area.width - 8)) rows.push_back({indent + part, face});
  }
  const std::size_t height = static_cast<std::size_t>(std::max(area.height - 1, 1));
  top = rows.size() > height ? std::min(top, rows.size() - height) : 0;
  for (std::size_t i = 0; i < height && top + i < rows.size(); ++i) {
    grid.put(area.row + 1 + static_cast<int>(i), area.column + 2, rows[top + i].text, area.width - 3,
             rows[top + i].face);
  }
}

void draw_prompt(const Prompt& prompt, Rect area, Grid& grid) {
  const int width = std::min(area.width - 4, 90);
  const auto lines = wrap(prompt.text, width - 4);
  const int height = std::min(area.height, static_cast<int>(lines.size()) + 2 + (prompt.field ? 1 : 0));
  const Rect box{area.row + (area.height - height) / 2, area.column + (area.width - width) / 2, height,
                 width};
  const Rect inside = draw_box(grid, box, prompt.title);
  const int text = inside.height - (prompt.field ? 1 : 0);
  for (int i = 0; i < text && i < static_cast<int>(lines.size()); ++i) {
    grid.put(inside.row + i, inside.column, lines[static_cast<std::size_t>(i)], inside.width, Face::normal);
  }
  if (prompt.field)
    draw_text_field(*prompt.field, {inside.row + inside.height - 1, inside.column, 1, inside.width}, 0, grid);
}

}  // namespace mintport::ui
