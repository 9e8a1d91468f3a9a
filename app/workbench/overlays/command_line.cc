#include "app/workbench/overlays/command_line.hh"

#include <algorithm>
#include <charconv>

#include "app/workbench/pages/files/files_page.hh"
#include "core/base/text.hh"
#include "core/review/fuzzy.hh"

namespace mintport::ui {
namespace {

constexpr Theme kThemes[] = {Theme::dark, Theme::light, Theme::high_contrast, Theme::none};

std::optional<std::uint32_t> number_in(std::string_view text) {
  std::uint32_t out = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), out);
  if (text.empty() || error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return out;
}

std::vector<PickerRow> ranked(std::string_view typed, const std::vector<PickerRow>& rows) {
  std::vector<std::string> texts;
  for (const PickerRow& row : rows) texts.push_back(row.text);
  std::vector<PickerRow> out;
  for (const std::size_t index : fuzzy_rank(typed, texts)) out.push_back(rows[index]);
  return out;
}

// The parsed line "open models/a.py". `argument` is unset if no blank follows the command.
struct Line {
  const CommandInfo* command = nullptr;
  std::optional<std::string_view> argument;
};
Line parsed(std::string_view typed) {
  const std::size_t gap = typed.find(' ');
  Line out{command_named(typed.substr(0, gap)), std::nullopt};
  if (out.command != nullptr && !out.command->argument.empty() && gap != std::string_view::npos)
    out.argument = typed.substr(gap + 1);
  else if (gap != std::string_view::npos)
    out.command = nullptr;
  return out;
}

// The possible arguments of a command.
std::vector<std::string> arguments_of(Command command, Session& session) {
  std::vector<std::string> out;
  if (command == Command::open_file) {
    for (const FileEntry& file : session.state().files) out.push_back(file.path);
  } else if (command == Command::theme) {
    for (const Theme theme : kThemes) out.emplace_back(to_string(theme));
  } else if (command == Command::switch_branch) {
    return session.tree().branches().value_or(std::vector<std::string>());
  }
  return out;
}

// The command that a person means who types this: vim's names for quitting, or the beginning of a single
// name.
const CommandInfo* meant_by(std::string_view typed) {
  if (is_any(typed, {"wq", "x", "q!", "qa", "wqa"})) return command_named("quit");
  const CommandInfo* out = nullptr;
  for (const CommandInfo& row : commands()) {
    if (!is_for_lines(row) || !line_name(row).starts_with(typed)) continue;
    if (out != nullptr) return nullptr;
    out = &row;
  }
  return out;
}

}  // namespace

CommandLine::CommandLine(Host& host, std::string_view typed) : Picker(host, "Command", {}, {}) {
  pane_.field.insert(typed);
  narrow();
}

std::vector<PickerRow> CommandLine::narrowed() {
  const std::string_view typed = pane_.field.text;
  std::vector<PickerRow> rows;
  if (const Line line = parsed(typed); line.argument) {
    const std::string name(line_name(*line.command));
    for (const std::string& argument : arguments_of(line.command->command, host_.session()))
      rows.push_back({name + " " + argument, ""});
    return ranked(typed, rows);
  }
  if (number_in(trim(typed))) return rows;
  // Commands without a key come first, because only this list offers them.
  for (const bool with_key : {false, true}) {
    for (const CommandInfo& row : commands()) {
      if (is_for_lines(row) && row.keys.empty() != with_key)
        rows.push_back({std::string(line_name(row)), std::string(row.help)});
    }
  }
  return ranked(trim(typed), rows);
}

std::string CommandLine::completed(const PickerRow& row) const {
  const CommandInfo* command = command_named(row.text);
  // A command with an argument gets a blank, so that the user can type the argument.
  return row.text + (command != nullptr && !command->argument.empty() ? " " : "");
}

std::optional<Command> CommandLine::meaning_of(const Key& key, const KeyTable& keys) const {
  if (keys.find(key, Context::prompt) != Command::text_accept) return std::nullopt;
  const CommandInfo* named = command_named(trim(pane_.field.text));
  return named == nullptr ? std::nullopt : std::optional(named->command);
}

void CommandLine::accept() {
  const std::string typed(trim(pane_.field.text)),
      chosen = pane_.rows.empty() ? "" : pane_.rows[pane_.list.cursor].text;
  if (const auto number = number_in(typed)) {
    host_.pop();
    return host_.files().go_to_line(*number, Side::right);
  }
  const Line line = parsed(typed);
  if (line.argument) {
    host_.pop();
    // If the list has candidates, the chosen one is the argument.
    const bool listed = !chosen.empty();
    const std::string argument(
        trim(listed ? std::string_view(chosen).substr(chosen.find(' ') + 1) : *line.argument));
    return host_.run(line.command->command, argument);
  }
  if (line.command != nullptr && line.command->argument.empty()) {
    host_.pop();
    return host_.run(line.command->command);
  }
  if (typed.empty()) return host_.pop();
  const CommandInfo* meant = line.command == nullptr && pane_.list.cursor == 0 ? meant_by(typed) : nullptr;
  if (meant != nullptr && meant->argument.empty()) {
    host_.pop();
    return host_.run(meant->command);
  }
  if (!chosen.empty()) return complete();  // so that the user sees it and can type an argument
  host_.pop();
  host_.complain("unknown command: " + typed);
}

}  // namespace mintport::ui
