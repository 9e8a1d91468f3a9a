#include "views/input/commands.hh"

#include <algorithm>
#include <cassert>
#include <iterator>

#include "core/base/text.hh"

namespace mintport::ui {
namespace {

constexpr std::string_view kMove = "Move", kFind = "Find", kPanes = "Panes", kWork = "Review and fix",
                           kGit = "Stage and commit", kProgram = "Program",
                           kLine = "Behind :", kText = "Typing";

// clang-format off
constexpr CommandInfo kCommands[] = {
    {Command::down, "down", kMove, "j down", "", "", "one row down"},
    {Command::up, "up", kMove, "k up", "", "", "one row up"},
    {Command::left, "left", kMove, "h left", "", "", "left; in the tree: close the folder"},
    {Command::right, "right", kMove, "l right", "", "", "right; in the tree: open the folder"},
    {Command::page_down, "page-down", kMove, "pgdn ctrl-f", "", "", "one page down"},
    {Command::page_up, "page-up", kMove, "pgup ctrl-b", "", "", "one page up"},
    {Command::half_page_down, "half-page-down", kMove, "ctrl-d", "", "", "half a page down"},
    {Command::half_page_up, "half-page-up", kMove, "ctrl-u", "", "", "half a page up"},
    {Command::top, "top", kMove, "g home", "", "", "to the first row"},
    {Command::bottom, "bottom", kMove, "G end", "", "", "to the last row"},
    {Command::scroll_left, "scroll-left", kMove, "<", "", "", "scroll sideways to the left"},
    {Command::scroll_right, "scroll-right", kMove, ">", "", "", "scroll sideways to the right"},
    {Command::recenter, "recenter", kMove, "Z", "", "", "the line of the cursor to the middle of the screen; again: to the top, to the bottom"},

    {Command::next_finding, "next-finding", kFind, "]", "", "", "next finding", true},
    {Command::previous_finding, "previous-finding", kFind, "[", "", "", "previous finding", true},
    {Command::next_hunk, "next-hunk", kFind, "}", "", "", "next hunk", true},
    {Command::previous_hunk, "previous-hunk", kFind, "{", "", "", "previous hunk", true},
    {Command::search, "search", kFind, "/", "", "", "search"},
    {Command::next_match, "next-match", kFind, "n", "", "", "next match; without a search: the next thing to do", true},
    {Command::previous_match, "previous-match", kFind, "N", "", "", "previous match"},
    {Command::find_file, "find-file", kFind, "ctrl-p", "", "", "find a file by some of its letters"},
    {Command::find_text, "find-text", kFind, "ctrl-g", "", "", "find a text or an expression in all files, HF's and the port's", false, "TEXT"},
    {Command::outline, "outline", kFind, "o", "", "", "classes and functions of the file, with their states", true},
    {Command::definition, "definition", kFind, "d", "", "", "the class or function around the line, on the other side", true},
    {Command::go_to, "go-to", kFind, "D", "", "", "from a name on the line to its definition, its uses, and the twin of # Copied from"},
    {Command::jump_back, "jump-back", kFind, "ctrl-o", "", "", "back to where the last jump began"},
    {Command::jump_forward, "jump-forward", kFind, "ctrl-n", "", "", "forward again, after going back"},
    {Command::blame, "blame", kFind, "b", "", "", "the origin of the line: rule, person and commit", true},

    {Command::next_pane, "next-pane", kPanes, "tab", "", "", "next pane"},
    {Command::previous_pane, "previous-pane", kPanes, "shift-tab", "", "", "previous pane"},
    {Command::pane_1, "pane-1", kPanes, "1", "", "", "the file tree"},
    {Command::pane_2, "pane-2", kPanes, "2", "", "", "the files side by side"},
    {Command::pane_3, "pane-3", kPanes, "3", "", "", "the findings of the file"},
    {Command::pane_4, "pane-4", kPanes, "4", "", "", "the changes: staged and not staged"},
    {Command::open, "open", kPanes, "enter", "", "", "open the file; on a finding: show its fix, then apply it", true},
    {Command::back, "back", kPanes, "esc", "", "", "back; leave a list or a preview"},
    {Command::findings, "findings", kPanes, "f", "", "", "the findings of the whole project"},
    {Command::weights, "weights", kPanes, "p", "", "", "the parameters of the file's model beside the port's", true},
    {Command::fix_all, "fix-all", kPanes, "F", "", "", "in the project's findings: apply one fix at all places of a symbol"},
    {Command::fold_context, "fold-context", kPanes, "z", "", "", "fold equal lines; again: all but what needs a person; again: show all"},
    {Command::unified, "unified", kPanes, "|", "", "", "side by side, or both in one column"},
    {Command::three, "three", kPanes, "t", "", "", "three columns: the pure conversion between HF and the port", true},
    {Command::wrap, "wrap", kPanes, "W", "", "", "wrap long lines, or cut them"},

    {Command::edit, "edit", kWork, "e", "", "", "edit at this line in $EDITOR", true},
    {Command::entry, "entry", kWork, "E", "", "", "turn your edit into a mapping entry and apply it everywhere", true},
    {Command::validate, "validate", kWork, "V", "", "", "run the file's classes beside the original; in the tree: the folder's", true},
    {Command::validation, "validation", kWork, "L", "", "", "what the file's classes reached when they ran, layer by layer", true},
    {Command::waive, "waive", kWork, "w", "", "", "waive the finding, with a reason; on selected lines or a symbol: at each ticked place", true},
    {Command::note, "note", kWork, "A", "", "", "leave a note on the line for a colleague, or change it", true},
    {Command::take_source, "take-source", kWork, "H", "", "", "take HF's text for the hunk", true},
    {Command::take_conversion, "take-conversion", kWork, "R", "", "", "take the conversion's text: gives up manual edits of the hunk", true},
    {Command::mark_reviewed, "mark-reviewed", kWork, "m", "", "", "mark the file as reviewed, or not", true},
    {Command::mark_hunk, "mark-hunk", kWork, "M", "", "", "mark the hunk as reviewed, or not", true},
    {Command::copy, "copy", kWork, "y", "", "", "copy the line or the selection to the clipboard; in the tree: the path"},
    {Command::copy_what, "copy-what", kWork, "Y", "", "", "copy a place, a name, a line or a hunk (asks which)", true},
    {Command::undo, "undo", kWork, "u", "", "", "undo", true},
    {Command::redo, "redo", kWork, "U", "", "", "redo", true},
    {Command::steps, "steps", kWork, "S", "", "", "the steps of undo; go back to any of them"},
    {Command::conflicts, "conflicts", kWork, "C", "", "", "conflicts: ours, base and theirs"},
    {Command::take_ours, "take-ours", kWork, "O", "", "", "in a conflict: take ours"},
    {Command::take_theirs, "take-theirs", kWork, "T", "", "", "in a conflict: take theirs"},
    {Command::take_both, "take-both", kWork, "B", "", "", "in a conflict: take both, ours first"},

    {Command::stage, "stage", kGit, "space", "", "", "stage or unstage the hunk; in the tree: the file or folder", true},
    {Command::select_lines, "select-lines", kGit, "v", "", "", "select lines to stage or unstage", true},
    {Command::stage_file, "stage-file", kGit, "a", "", "", "stage or unstage the whole file", true},
    {Command::commit, "commit", kGit, "c", "", "", "commit the staged changes", true},

    {Command::command_line, "command-line", kProgram, ":", "", "", "type a command: open FILE, line N, theme NAME, or a name from this list"},
    {Command::start, "start", kProgram, "0", "", "", "the state of the migration"},
    {Command::refresh, "refresh", kProgram, "r ctrl-l", "", "", "read the files again and redraw"},
    {Command::explain, "explain", kProgram, "?", "", "", "why this line is as it is; on any other page, or pressed again: all keys", true},
    {Command::help, "help", kProgram, "f1", "", "", "all keys"},
    {Command::quit, "quit", kProgram, "q ctrl-c", "", "", "quit; nothing is lost"},

    {Command::open_file, "open-file", kLine, "", "", "", "a file by some of its letters", false, "FILE", "open"},
    {Command::line, "line", kLine, "", "", "", "go to a line of the port", false, "N"},
    {Command::source_line, "source-line", kLine, "", "", "", "go to a line of the HF file", false, "N", "hf"},
    {Command::theme, "theme", kLine, "", "", "", "colours", false, "NAME"},
    {Command::amend, "amend", kLine, "", "", "", "amend the last commit: staged changes, or a new message"},
    {Command::fixup, "fixup", kLine, "", "", "", "commit the staged changes as fixup! of a commit you choose"},
    {Command::commit_file, "commit-file", kLine, "", "", "", "commit the staged part of this file or folder alone"},
    {Command::commit_files, "commit-files", kLine, "", "", "", "one commit for each staged file"},
    {Command::commit_rules, "commit-rules", kLine, "", "", "", "new files: HF's text, a commit for each rule, then manual edits"},
    {Command::commit_selection, "commit-selection", kLine, "", "", "", "commit the selected lines alone"},
    {Command::branch, "branch", kLine, "", "", "", "make a branch and switch to it: branch NAME", false, "NAME"},
    {Command::switch_branch, "switch", kLine, "", "", "", "switch to a branch: switch NAME", false, "NAME"},
    {Command::convert, "convert", kLine, "", "", "", "this file, or files of this folder that the port lacks"},
    {Command::convert_all, "convert-all", kLine, "", "", "", "files that the port lacks"},
    {Command::unlock, "unlock", kLine, "", "", "", "remove the index.lock of a killed process"},
    {Command::abort_merge, "abort-merge", kLine, "", "", "", "give up the merge in progress: all is as in HEAD again", false, "", "abort"},

    {Command::text_accept, "text-accept", kText, "", "enter", "ctrl-s alt-enter", "accept the text"},
    {Command::text_cancel, "text-cancel", kText, "", "esc ctrl-c", "esc ctrl-c", "leave"},
    {Command::text_newline, "text-newline", kText, "", "", "enter", "new line"},
    {Command::text_editor, "text-editor", kText, "", "", "ctrl-o", "continue in $EDITOR"},
    {Command::text_reset, "text-reset", kText, "", "", "ctrl-r", "propose the message anew"},
    {Command::text_decisions, "text-decisions", kText, "", "", "ctrl-t", "in a commit message: stage mintport.json too, with new waivers and notes"},
    {Command::text_left, "text-left", kText, "", "left ctrl-b", "left ctrl-b", "one character left"},
    {Command::text_right, "text-right", kText, "", "right ctrl-f", "right ctrl-f", "one character right"},
    {Command::text_up, "text-up", kText, "", "up ctrl-p", "up ctrl-p", "the line above, or the previous text"},
    {Command::text_down, "text-down", kText, "", "down ctrl-n", "down ctrl-n", "the line below, or the next text"},
    {Command::text_start, "text-start", kText, "", "home ctrl-a", "home ctrl-a", "start of the line"},
    {Command::text_end, "text-end", kText, "", "end ctrl-e", "end ctrl-e", "end of the line"},
    {Command::text_complete, "text-complete", kText, "", "tab", "", "complete the word"},
    {Command::text_backspace, "text-backspace", kText, "", "backspace ctrl-h", "backspace ctrl-h", "delete the character before the cursor"},
    {Command::text_delete, "text-delete", kText, "", "del ctrl-d", "del ctrl-d", "delete the character after the cursor"},
    {Command::text_delete_word, "text-delete-word", kText, "", "ctrl-w", "ctrl-w", "delete the word before the cursor"},
    {Command::text_delete_line, "text-delete-line", kText, "", "ctrl-u", "ctrl-u", "delete back to the start of the line"},
};
// clang-format on

constexpr Context kContexts[] = {Context::bench, Context::prompt, Context::message};

std::string_view default_keys(const CommandInfo& info, Context context) {
  switch (context) {
    case Context::bench:
      return info.keys;
    case Context::prompt:
      return info.prompt;
    case Context::message:
      return info.message;
  }
  return {};
}

Error bad_override(std::string what, std::string hint) {
  return {ErrorKind::usage, "", 0, std::move(what), std::move(hint)};
}

}  // namespace

std::span<const CommandInfo> commands() {
  return kCommands;
}

const CommandInfo& info(Command command) {
  const auto found = std::find_if(std::begin(kCommands), std::end(kCommands),
                                  [&](const CommandInfo& row) { return row.command == command; });
  assert(found != std::end(kCommands));
  return *found;
}

std::string_view line_name(const CommandInfo& command) {
  return command.line.empty() ? command.name : command.line;
}

bool is_for_lines(const CommandInfo& command) {
  return command.section != kText && command.command != Command::open;
}

const CommandInfo* command_named(std::string_view line) {
  const auto found = std::find_if(std::begin(kCommands), std::end(kCommands), [&](const CommandInfo& row) {
    return is_for_lines(row) && line_name(row) == line;
  });
  return found == std::end(kCommands) ? nullptr : found;
}

bool moves_only(Command command) {
  return info(command).section == kMove;
}

KeyTable::KeyTable() {
  for (const CommandInfo& row : kCommands) {
    for (const Context context : kContexts) {
      const Result<std::vector<Key>> keys = parse_keys(default_keys(row, context));
      assert(keys);
      for (const Key& key : *keys) bindings_.push_back({key, context, row.command});
    }
  }
}

Result<KeyTable> KeyTable::with(std::span<const KeyOverride> overrides) {
  KeyTable table;
  std::vector<Binding> wanted;
  for (const auto& [name, names] : overrides) {
    const auto row = std::find_if(std::begin(kCommands), std::end(kCommands),
                                  [&](const CommandInfo& candidate) { return candidate.name == name; });
    if (row == std::end(kCommands))
      return fail(bad_override("unknown command '" + name + "'", "see ? in the workbench"));
    const Result<std::vector<Key>> keys = parse_keys(names);
    if (!keys) return fail(bad_override(keys.error().what + " for '" + name + "'", keys.error().hint));
    std::erase_if(table.bindings_, [&](const Binding& b) { return b.command == row->command; });
    for (const Context context : kContexts) {
      const bool meant =
          row->section == kLine ? context == Context::bench : !default_keys(*row, context).empty();
      if (!meant) continue;
      for (const Key& key : *keys) wanted.push_back({key, context, row->command});
    }
  }
  for (const Binding& binding : wanted) {
    const std::optional<Command> taken = table.find(binding.key, binding.context);
    if (taken && *taken != binding.command) {
      return fail(bad_override("key '" + to_string(binding.key) + "' is given to both '" +
                                   std::string(info(*taken).name) + "' and '" +
                                   std::string(info(binding.command).name) + "'",
                               "give '" + std::string(info(*taken).name) + "' other keys as well"));
    }
    if (!taken) table.bindings_.push_back(binding);
  }
  return table;
}

std::optional<Command> KeyTable::find(const Key& key, Context context) const {
  const auto found = std::find_if(bindings_.begin(), bindings_.end(),
                                  [&](const Binding& b) { return b.context == context && b.key == key; });
  if (found == bindings_.end()) return std::nullopt;
  return found->command;
}

std::vector<Key> KeyTable::keys(Command command, Context context) const {
  std::vector<Key> out;
  for (const Binding& b : bindings_) {
    if (b.command == command && b.context == context) out.push_back(b.key);
  }
  return out;
}

std::string KeyTable::hint(Command command, Context context) const {
  const std::vector<Key> all = keys(command, context);
  return all.empty() ? std::string() : to_string(all.front());
}

std::vector<HelpRow> help_rows(const KeyTable& table, Context context) {
  std::vector<HelpRow> rows;
  std::string_view section;
  for (const CommandInfo& row : kCommands) {
    std::string keys;
    for (const Key& key : table.keys(row.command, context)) {
      if (!keys.empty()) keys += ' ';
      keys += to_string(key);
    }
    if (keys.empty()) continue;
    rows.push_back({std::string(row.section == section ? std::string_view() : row.section), std::move(keys),
                    std::string(row.help)});
    section = row.section;
  }
  return rows;
}

}  // namespace mintport::ui
