#include <algorithm>

#include "core/base/text.hh"
#include "views/panes/kinds.hh"
#include "views/panes/panes.hh"

namespace mintport::ui {
namespace {

struct Mark {
  std::string_view text;
  Face face;
};

Mark mark_of(FileStage state, Staged staged) {
  if (staged == Staged::partly) return {"◐", Face::staged};
  switch (state) {
    case FileStage::unconverted:
      return {"·", Face::unconverted};
    case FileStage::converted:
      return {"○", Face::normal};
    case FileStage::reviewed:
      return {"◆", Face::key};
    case FileStage::staged:
      return {"●", Face::staged};
    case FileStage::committed:
      return {"✓", Face::committed};
  }
  return {" ", Face::normal};
}

Face row_back(bool cursor, bool active) {
  return !cursor ? Face::normal : active ? Face::cursor : Face::selected;
}

Rect below_title(Rect area) {
  return {area.row + 1, area.column, area.height - 1, area.width};
}

void put_right(Grid& grid, int row, Rect area, std::string_view text, Face face, Face back) {
  const int width = display_width(text);
  if (width < area.width) grid.put(row, area.column + area.width - width, text, face, back);
}

// Numbers are right-aligned in columns as wide as their headings. A narrow list has room for the number of
// files only; names are worth more.
void draw_group(const SymbolGroup& group, Rect row, bool wide, Face back, Grid& grid) {
  int end = row.width - 2;
  const auto put = [&](const std::string& number, std::string_view heading, Face face) {
    put_right(grid, row.row, {row.row, row.column, 1, end}, number, face, back);
    end -= display_width(heading) + 1;
  };
  if (wide) {
    put(grouped(group.places.size()), "places", Face::dim);
    put(group.in_all ? "all" : grouped(group.pipelines), "pipelines", Face::finding);
  }
  put(grouped(group.files), "files", Face::finding);
  grid.put(row.row, row.column + 1, elide_middle(group.symbol, end - 2), Face::title, back);
}

void draw_change(const ChangeRow& row, const std::vector<ChangedFile>& files, Rect area, Face back,
                 Grid& grid) {
  const int at = area.column + 1 + 2 * std::max(row.depth - 1, 0);
  const auto put_name = [&](int column, int end, Face face) {
    const int room = area.column + area.width - column - end;
    grid.put(area.row, column, elide_middle(row.name, room), room, face, back);
  };
  if (row.kind == ChangeRow::Kind::file) {
    const ChangedFile& file = files[row.files.front()];
    const std::string_view mark = file.staged == Staged::all      ? "●"
                                  : file.staged == Staged::partly ? "◐"
                                                                  : "○";
    grid.put(area.row, at, mark, file.staged == Staged::no ? Face::warning : Face::staged, back);
    grid.put(area.row, at + 2, std::string(1, file.letter), Face::dim, back);
    return put_name(at + 4, 1, Face::normal);
  }
  const std::string count = grouped(row.files.size());
  put_right(grid, area.row, {area.row, area.column, 1, area.width - 1}, count, Face::dim, back);
  if (row.kind == ChangeRow::Kind::section) {
    return put_name(at, display_width(count) + 2, row.staged ? Face::staged : Face::warning);
  }
  grid.put(area.row, at, row.open ? "▾" : "▸", Face::dim, back);
  put_name(at + 2, display_width(count) + 2, Face::title);
}

// The rung that a file's classes reached when they ran: "✓equal", "✗weights", "?builds"; "~" for other texts.
std::pair<std::string, Face> words_of(const FileReach& reach) {
  const std::string rung(to_string(reach.rung));
  switch (reach.verdict) {
    case FileVerdict::none:
      return {"", Face::dim};
    case FileVerdict::stale:
      return {"~", Face::dim};
    case FileVerdict::undecided:
      return {"?" + rung, Face::dim};
    case FileVerdict::failed:
      return {"✗" + rung, Face::finding};
    case FileVerdict::passed:
      return {"✓" + rung, Face::ok};
  }
  return {"", Face::dim};
}

}  // namespace

void ListState::move(long by, std::size_t count) {
  if (count == 0) {
    cursor = 0;
    return;
  }
  const long to = std::clamp(static_cast<long>(cursor) + by, 0L, static_cast<long>(count) - 1);
  cursor = static_cast<std::size_t>(to);
}

void draw_tree(const std::vector<TreeRow>& rows, const ListState& list, bool active,
               std::string_view open_path, Rect area, Grid& grid) {
  draw_title(grid, {area.row, area.column, 1, area.width}, "Files", "", active);
  each_row(list, rows.size(), below_title(area), [&](std::size_t index, int screen_row, bool cursor) {
    const TreeRow& row = rows[index];
    const Face back = row_back(cursor, active);
    grid.fill({screen_row, area.column, 1, area.width}, Face::normal, back);
    int at = area.column + 1 + 2 * row.depth;
    std::string right = row.open_findings > 0 ? grouped(row.open_findings) : row.counted ? "" : "…";
    if (row.folder)
      right =
          std::to_string(row.done) + "/" + std::to_string(row.files) + (right.empty() ? "" : "  ") + right;
    const Mark mark = row.folder ? Mark{row.open ? "▾" : "▸", Face::dim} : mark_of(row.state, row.staged);
    grid.put(screen_row, at, mark.text, mark.face, back);
    const auto [reach, reach_face] = words_of(row.reach);
    const int reach_width = reach.empty() ? 0 : display_width(reach) + 1;
    const int right_width = display_width(right) + reach_width;
    const int room = area.column + area.width - at - 3 - right_width - 1;
    std::string name = row.name + (row.by_hand && !row.folder ? "*" : "");
    const Face face = row.path == open_path                 ? Face::key
                      : row.folder                          ? Face::title
                      : row.state == FileStage::unconverted ? Face::unconverted
                                                            : Face::normal;
    grid.put(screen_row, at + 2, elide_middle(name, room), room, face, back);  // both ends tell names apart
    put_right(grid, screen_row, {screen_row, area.column, 1, area.width - 1}, right,
              row.open_findings > 0 && !row.folder ? Face::finding : Face::dim, back);
    grid.put(screen_row, area.column + area.width - 1 - right_width, reach, reach_face, back);
  });
  if (rows.empty()) grid.put(area.row + 2, area.column + 2, "no files", Face::dim);
}

void draw_symbols(const SymbolsPane& pane, Rect area, Grid& grid) {
  constexpr int kWide = 50;  // with this width there is room for three numbers
  const int left_width = std::clamp(area.width * 45 / 100, 41, 70);
  const Rect left{area.row, area.column, area.height, left_width};
  const Rect right{area.row, area.column + left_width + 1, area.height, area.width - left_width - 1};
  const bool wide = left.width >= kWide;
  const std::string headings = wide ? "files pipelines places" : "files";
  const std::string title = !pane.filter.empty() ? "/" + pane.filter
                            : wide               ? "Findings of the project"
                                                 : "All findings";
  draw_title(grid, {left.row, left.column, 1, left.width}, title, headings, !pane.in_places);
  for (int row = area.row; row < area.row + area.height; ++row)
    grid.put(row, right.column - 1, "│", Face::border);
  each_row(pane.list, pane.groups->size(), below_title(left), [&](std::size_t index, int row, bool cursor) {
    const SymbolGroup& group = (*pane.groups)[index];
    const Face back = row_back(cursor, !pane.in_places);
    grid.fill({row, left.column, 1, left.width}, Face::normal, back);
    draw_group(group, {row, left.column, 1, left.width}, wide, back, grid);
  });
  if (pane.groups->empty()) {
    grid.put(area.row + 2, left.column + 2, elide("no open findings here", left.width - 3), Face::ok);
    return;
  }
  const SymbolGroup& group = (*pane.groups)[std::min(pane.list.cursor, pane.groups->size() - 1)];
  const FindingPlace& chosen = group.places[std::min(pane.places.cursor, group.places.size() - 1)];
  draw_title(grid, {right.row, right.column, 1, right.width}, group.symbol,
             std::string(to_string(chosen.kind)), pane.in_places);
  int row = right.row + 1;
  const auto say = [&](std::string_view text, Face face) {
    for (const std::string& line : wrap(text, right.width - 2)) {
      if (row < right.row + right.height) grid.put(row++, right.column + 1, line, right.width - 1, face);
    }
  };
  say(chosen.message, Face::normal);
  say(std::string(to_string(chosen.kind)) + ": " + std::string(meaning_of(chosen.kind)), Face::dim);
  ++row;
  each_row(pane.places, group.places.size(), {row, right.column, area.row + area.height - row, right.width},
           [&](std::size_t index, int at, bool cursor) {
             const FindingPlace& place = group.places[index];
             const Face back = cursor ? row_back(pane.in_places, true) : Face::normal;
             grid.fill({at, right.column, 1, right.width}, Face::normal, back);
             const std::string where = place.path + ":" + std::to_string(place.line);
             const int width = std::min(display_width(where), right.width / 2);
             grid.put(at, right.column + 1, elide_front(where, width), Face::key, back);
             grid.put(at, right.column + width + 3, elide(place.code, right.width - width - 4), Face::dim,
                      back);
           });
}

void draw_staging(const StagingPane& pane, Rect area, Grid& grid) {
  const int left_width = std::clamp(area.width * 2 / 5, 26, 56);
  const Rect left{area.row, area.column, area.height, left_width};
  const Rect right{area.row, area.column + left_width + 1, area.height, area.width - left_width - 1};
  const auto staged = static_cast<std::size_t>(std::count_if(
      pane.files->begin(), pane.files->end(), [](const ChangedFile& at) { return at.staged != Staged::no; }));
  draw_title(grid, {left.row, left.column, 1, left.width}, "Changes", grouped(staged) + " staged",
             !pane.in_lines);
  for (int row = area.row; row < area.row + area.height; ++row)
    grid.put(row, right.column - 1, "│", Face::border);
  each_row(pane.list, pane.tree->size(), below_title(left), [&](std::size_t index, int row, bool cursor) {
    const Face back = row_back(cursor, !pane.in_lines);
    grid.fill({row, left.column, 1, left.width}, Face::normal, back);
    draw_change((*pane.tree)[index], *pane.files, {row, left.column, 1, left.width}, back, grid);
  });
  if (pane.files->empty()) {
    grid.put(area.row + 2, left.column + 2, "no changes", Face::ok);
    return;
  }
  const ChangeRow& here = (*pane.tree)[std::min(pane.list.cursor, pane.tree->size() - 1)];
  draw_title(grid, {right.row, right.column, 1, right.width}, here.path.empty() ? here.name : here.path,
             here.kind == ChangeRow::Kind::file ? "" : plural(here.files.size(), "file"), pane.in_lines);
  if (here.kind != ChangeRow::Kind::file) {
    int row = right.row + 1;
    for (const std::size_t file : here.files) {
      if (row >= right.row + right.height) break;
      grid.put(row++, right.column + 1, elide_middle((*pane.files)[file].path, right.width - 2), Face::dim);
    }
    return;
  }
  each_row(pane.lines, pane.rows->size(), below_title(right), [&](std::size_t index, int row, bool cursor) {
    const StagingRow& at = (*pane.rows)[index];
    const bool lit = cursor || (pane.selected && pane.selected->holds(index));
    const Face back = lit && pane.in_lines ? Face::cursor : Face::normal;
    const Rect line{row, right.column, 1, right.width};
    if (at.title) {
      grid.fill(line, Face::normal, back);
      draw_pieces(
          grid, row, right.column, right.width,
          {{at.part == 1 ? " ● staged" : " ○ not staged", at.part == 1 ? Face::staged : Face::warning},
           {"  hunk " + std::to_string(at.hunk + 1) + " of " +
                std::to_string(pane.parts[at.part].hunks.size()),
            Face::dim}},
          back);
      return;
    }
    const CodeFile& file = pane.parts[at.part].file;
    draw_unified_row(at.row, file.left, file.right, file.diff, line, grid, back);
  });
}

void draw_weights(const WeightsPane& pane, Rect area, Grid& grid) {
  const auto unpaired = static_cast<std::size_t>(std::count_if(
      pane.rows.begin(), pane.rows.end(), [](const ParameterPair& row) { return !row.paired(); }));
  draw_title(grid, {area.row, area.column, 1, area.width}, "Parameters",
             grouped(unpaired) + " unpaired, " + grouped(pane.rows.size() - unpaired) + " paired", true);
  if (pane.rows.empty()) {
    grid.put(area.row + 2, area.column + 2, "no class of this file assigns layers in __init__", Face::dim);
    return;
  }
  const int owner_width = std::clamp(area.width / 5, 14, 30);
  const int name_width = (area.width - owner_width - 6) / 2;
  each_row(pane.list, pane.rows.size(), below_title(area), [&](std::size_t index, int row, bool cursor) {
    const ParameterPair& weight = pane.rows[index];
    const Face back = row_back(cursor, true);
    grid.fill({row, area.column, 1, area.width}, Face::normal, back);
    const Face face = weight.paired() ? Face::normal : Face::finding;
    grid.put(row, area.column + 1, weight.paired() ? " " : "!", face, back);
    const auto put = [&](int at, const std::string& text, int width, Face text_face) {
      grid.put(row, at, text.empty() ? "—" : elide_front(text, width), text.empty() ? Face::dim : text_face,
               back);
    };
    put(area.column + 3, weight.owner, owner_width, Face::dim);
    put(area.column + 4 + owner_width, weight.left, name_width, face);
    put(area.column + 5 + owner_width + name_width, weight.right, name_width, face);
  });
}

}  // namespace mintport::ui
