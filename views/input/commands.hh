// The commands of the workbench and the keys that give them: one table, from which keys are looked up, the
// help page and key hints are drawn, and which the user's config can override.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/base/error.hh"
#include "views/input/event.hh"

namespace mintport::ui {

// clang-format off
enum class Command : std::uint8_t {
  // move
  up, down, left, right, page_up, page_down, half_page_up, half_page_down, top, bottom, scroll_left, scroll_right,
  // find
  search, next_match, previous_match, find_file, outline, definition, blame, next_finding, previous_finding, next_hunk, previous_hunk,
  // panes and views
  next_pane, previous_pane, pane_1, pane_2, pane_3, pane_4, open, back, findings, fix_all, weights, fold_context,
  unified, three, wrap,
  // work
  edit, entry, waive, copy, copy_what, undo, redo, steps, mark_reviewed, mark_hunk, select_lines, stage, stage_file, conflicts, take_ours,
  take_theirs, take_both, commit,
  // program
  command_line, start, refresh, explain, help, quit,
  // without a key: typed behind `:`
  open_file, line, source_line, theme, amend, fixup, commit_file, commit_files, commit_rules, commit_selection, branch,
  switch_branch, convert, convert_all, unlock,
  // while text is typed
  text_accept, text_cancel, text_newline, text_editor, text_left, text_right, text_up, text_down, text_start, text_end,
  text_complete, text_backspace, text_delete, text_delete_word, text_delete_line,
};
// clang-format on

// Where a key is meant. `bench` is everywhere but in text fields; `prompt` is one line of text, `message`
// several. In `prompt` and `message` only their own keys count; all others are text.
enum class Context : std::uint8_t { bench, prompt, message };

// One row of the table. `name` is what the config uses.
struct CommandInfo {
  Command command;
  std::string_view name;
  std::string_view section;
  std::string_view keys;     // the default ones in `bench`, separated by blanks; the first is shown in hints
  std::string_view prompt;   // the same, in one-line text fields
  std::string_view message;  // the same, in texts of several lines
  std::string_view help;
  bool needs_conversion = false;   // of the open file: a key that comes before it is known waits
  std::string_view argument = {};  // that is typed behind it: "FILE"
  std::string_view line = {};      // how it is typed, where that is not `name`
};

// In the order of the help page. Lives as long as the program.
std::span<const CommandInfo> commands();
const CommandInfo& info(Command command);
// How it is typed behind `:`. Nothing of those for text fields, nor of `open`, which a cursor needs.
std::string_view line_name(const CommandInfo& command);
bool is_for_lines(const CommandInfo& command);
// Null: no command is typed so.
const CommandInfo* command_named(std::string_view line);
// It moves a cursor or scrolls, and changes nothing else.
bool moves_only(Command command);

// "stage" -> "space s": what the config's "keys" object holds. The keys replace the default ones of that
// command (in text fields, for text commands); an empty text unbinds it.
using KeyOverride = std::pair<std::string, std::string>;

class KeyTable {
 public:
  KeyTable();  // the default keys
  // Errors: a command or key that does not exist, a key that two commands would share.
  static Result<KeyTable> with(std::span<const KeyOverride> overrides);

  std::optional<Command> find(const Key& key, Context context = Context::bench) const;
  // In the table's order; empty when unbound.
  std::vector<Key> keys(Command command, Context context = Context::bench) const;
  // The first key's name, for hints: "space"; empty when unbound.
  std::string hint(Command command, Context context = Context::bench) const;

  struct Binding {
    Key key;
    Context context;
    Command command;
    friend bool operator==(const Binding&, const Binding&) = default;
  };
  std::span<const Binding> bindings() const { return bindings_; }

 private:
  std::vector<Binding> bindings_;
};

struct HelpRow {
  std::string section;  // empty when the same as in the row before
  std::string keys;     // "j down"
  std::string help;
  friend bool operator==(const HelpRow&, const HelpRow&) = default;
};

// All commands of a context that have a key.
std::vector<HelpRow> help_rows(const KeyTable& table, Context context = Context::bench);

}  // namespace mintport::ui
