// All panes except the code. They are pure functions of their contents, an area, and the grid.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/base/error.hh"
#include "core/review/change_tree.hh"
#include "core/review/overview.hh"
#include "core/review/parameters.hh"
#include "core/review/staging.hh"
#include "views/panes/code.hh"
#include "views/panes/draw.hh"
#include "views/panes/preview.hh"
#include "views/panes/text_field.hh"
#include "views/screen/grid.hh"

namespace mintport::ui {

inline constexpr int kLeastHeight = 20, kLeastWidth = 80;
// Replaces all panes if the terminal is too small. Keys that quit are the only ones that act then.
void draw_too_small(Grid& grid);

// A list with a cursor.
struct ListState {
  std::size_t cursor = 0, top = 0;
  void move(long by, std::size_t count);
  friend bool operator==(const ListState&, const ListState&) = default;
};

// Calls f(index, screen row, is cursor) for the visible rows of a list.
template <class F>
void each_row(const ListState& list, std::size_t count, Rect area, F f) {
  const std::size_t top =
      scroll_to(list.cursor, list.top, static_cast<std::size_t>(std::max(area.height, 0)), count);
  for (int i = 0; i < area.height && top + static_cast<std::size_t>(i) < count; ++i) {
    const std::size_t index = top + static_cast<std::size_t>(i);
    f(index, area.row + i, index == list.cursor);
  }
}

struct TopBar {
  std::string port;
  std::string head;       // "on main"
  std::string operation;  // of git, in progress; may be empty
  Summary summary;
};
void draw_top(const TopBar& bar, Rect line, Grid& grid);

// The two last lines of the screen: the place and its state; then the most useful keys.
struct Hint {
  std::string key, what;
};
struct StatusBar {
  std::string where, state, right;
  std::string message;  // shown instead of `where` and `state`
  bool error = false;
  std::vector<Hint> hints;
};
void draw_status(const StatusBar& bar, Rect lines, Grid& grid);

void draw_tree(const std::vector<TreeRow>& rows, const ListState& list, bool active,
               std::string_view open_path, Rect area, Grid& grid);

// The summary of a folder, a file or the whole project.
struct SummaryPane {
  std::string title;
  std::vector<std::string> notes = {};  // about git, shown first
  Summary summary;
  std::vector<SymbolGroup> blocking;                         // most blocking first
  std::vector<std::string> staged = {};                      // files
  std::vector<std::pair<std::string, std::string>> commits;  // id, subject
  std::optional<std::size_t> cursor = {};  // a row of the lists: blocking, then staged, then commits

  std::size_t staged_shown() const { return std::min<std::size_t>(staged.size(), 6); }
  std::size_t rows() const { return blocking.size() + staged_shown() + commits.size(); }
};
void draw_summary(const SummaryPane& pane, Rect area, Grid& grid);
// A file that is not open: its state and its open findings.
void draw_file_summary(const FileEntry& file, Rect area, Grid& grid);
// The states of files as a bar. Converted files are not done, so their share looks empty.
void draw_states(const Summary& summary, int row, int column, int width, Grid& grid);
// A number of findings; an ellipsis while not all files are counted.
std::string counted_number(const Summary& summary, std::size_t number);

// The findings of the open file. Below the list: the finding and the row under the cursor in full, HF's line
// above the port's.
struct FindingsPane {
  ListState list;
  bool active = false;
  std::optional<std::size_t> finding;  // the one under the cursor
  const CodeFile* code = nullptr;
  const Row* row = nullptr;  // of `code`; null: none
};
// The rows of the list; the rest shows what is under the cursor.
int findings_list_height(const std::vector<TrackedFinding>& findings, const FindingsPane& pane, Rect area);
void draw_findings(const std::vector<TrackedFinding>& findings, const FindingsPane& pane, Rect area,
                   Grid& grid);

// A finding, its fixes, and the preview of the selected fix.
struct DetailPane {
  const TrackedFinding* finding = nullptr;
  std::size_t fix = 0, top = 0;
  std::string refusal;  // why the selected fix cannot be applied
  const CodeFile* preview = nullptr;
};
void draw_detail(const DetailPane& pane, Rect area, Grid& grid);

// The findings of the project by symbol on the left, the places of the selected symbol on the right.
struct SymbolsPane {
  const std::vector<SymbolGroup>* groups = nullptr;
  ListState list, places;
  bool in_places = false;
  std::string filter;
};
void draw_symbols(const SymbolsPane& pane, Rect area, Grid& grid);

// The parameters of the file's classes: HF's on the left, the port's on the right, unpaired ones first.
struct WeightsPane {
  std::vector<ParameterPair> rows;
  ListState list;
};
void draw_weights(const WeightsPane& pane, Rect area, Grid& grid);

// The changed files on the left; the hunks of the selected file on the right, unstaged and staged.
struct StagingRow {
  std::size_t part = 0;  // 0: unstaged, 1: staged
  std::size_t hunk = 0;
  bool title = false;
  UnifiedRow row;
};
struct StagingPane {
  const std::vector<ChangedFile>* files = nullptr;
  const std::vector<ChangeRow>* tree = nullptr;  // `list` is about its rows
  const StagingPart* parts = nullptr;            // two, of the file under the cursor
  const std::vector<StagingRow>* rows = nullptr;
  ListState list, lines;
  bool in_lines = false;
  std::optional<RowRange> selected = {};  // indexes in the rows
};
void draw_staging(const StagingPane& pane, Rect area, Grid& grid);

struct CommitPane {
  TextField message;
  std::vector<ChangedFile> staged;
  std::string author;
  std::string title = "Commit";
  std::vector<std::string> warnings = {};  // below the message
};
void draw_commit(const CommitPane& pane, Rect area, Grid& grid);

// A break that the commit would cause: its place, its cause, and the line.
struct BreaksRow {
  std::string place, what, code;  // "models/a.py:10"
  friend bool operator==(const BreaksRow&, const BreaksRow&) = default;
};
struct BreaksPane {
  std::vector<BreaksRow> rows;
  ListState list;
};
void draw_breaks(BreaksPane& pane, Rect area, Grid& grid);

struct HelpLine {
  std::string section, keys, help;
};
void draw_help(const std::vector<HelpLine>& lines, std::size_t top, Rect area, Grid& grid);

// A text of several lines, starting at line `top`. Lines that begin with a blank are details.
void draw_text(std::string_view title, std::string_view text, std::size_t top, Rect area, Grid& grid);

// A question in a centred box, with an optional text field.
struct Prompt {
  std::string title, text;
  std::optional<TextField> field;
};
void draw_prompt(const Prompt& prompt, Rect area, Grid& grid);

}  // namespace mintport::ui
