// The commands of the workbench and their keys in one table. Key lookup, the help page and the hints use it,
// and the user's config can override the keys.
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
  up, down, left, right, page_up, page_down, half_page_up, half_page_down, top, bottom, scroll_left, scroll_right, recenter,
  // find
  search, next_match, previous_match, find_file, outline, definition, go_to, jump_back, jump_forward, blame, find_text, next_finding, previous_finding, next_hunk, previous_hunk,
  // panes and views
  next_pane, previous_pane, pane_1, pane_2, pane_3, pane_4, open, back, findings, fix_all, weights, fold_context,
  unified, three, wrap,
  // work
  edit, entry, validate, validation, waive, note, take_source, take_conversion, copy, copy_what, undo, redo, steps, mark_reviewed, mark_hunk, select_lines, stage, stage_file, conflicts, take_ours,
  take_theirs, take_both, commit,
  // program
  command_line, start, refresh, explain, help, quit,
  // without a key: typed behind `:`
  open_file, line, source_line, theme, amend, fixup, commit_file, commit_files, commit_rules, commit_selection, branch,
  switch_branch, convert, convert_all, unlock, abort_merge,
  // while text is typed
  text_accept, text_cancel, text_newline, text_editor, text_reset, text_decisions, text_left, text_right, text_up, text_down, text_start, text_end,
  text_complete, text_backspace, text_delete, text_delete_word, text_delete_line,
};
// clang-format on

// The context of a key: `bench` is everywhere outside text fields, `prompt` a text field of one line,
// `message` one of several lines. In text fields only the keys of that context are commands; all other keys
// are text.
enum class Context : std::uint8_t { bench, prompt, message };

// A row of the table. The config uses `name`.
struct CommandInfo {
  Command command;
  std::string_view name;
  std::string_view section;
  std::string_view keys;     // default keys in `bench`, separated by blanks; hints show the first
  std::string_view prompt;   // default keys in one-line text fields
  std::string_view message;  // default keys in text fields of several lines
  std::string_view help;
  bool needs_conversion = false;   // a key waits until the open file's conversion is known
  std::string_view argument = {};  // the argument on the command line: "FILE"
  std::string_view line = {};      // the name on the command line, if it differs from `name`
};

// In the order of the help page. The span lives as long as the program.
std::span<const CommandInfo> commands();
const CommandInfo& info(Command command);
// The name on the command line behind `:`. Empty for commands of text fields and for `open`, which needs a
// cursor.
std::string_view line_name(const CommandInfo& command);
bool is_for_lines(const CommandInfo& command);
// Null if no command has this name.
const CommandInfo* command_named(std::string_view line);
// True if the command only moves a cursor or scrolls.
bool moves_only(Command command);

// An entry of the config's "keys" object: "stage" -> "space s". The keys replace the command's default keys
// (in text fields, for commands of text fields). An empty text unbinds the command.
using KeyOverride = std::pair<std::string, std::string>;

class KeyTable {
 public:
  KeyTable();  // the default keys
  // Errors: an unknown command or key, a key that two commands would share.
  static Result<KeyTable> with(std::span<const KeyOverride> overrides);

  std::optional<Command> find(const Key& key, Context context = Context::bench) const;
  // In the table's order; empty if unbound.
  std::vector<Key> keys(Command command, Context context = Context::bench) const;
  // The name of the first key, for hints: "space". Empty if unbound.
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
  std::string section;  // empty if it is the same as in the previous row
  std::string keys;     // "j down"
  std::string help;
  friend bool operator==(const HelpRow&, const HelpRow&) = default;
};

// All commands of a context that have a key.
std::vector<HelpRow> help_rows(const KeyTable& table, Context context = Context::bench);

}  // namespace mintport::ui
