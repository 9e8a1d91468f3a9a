// The command line: what can be typed behind `:`, and what it does.
#include "app/workbench/line.hh"

#include <algorithm>
#include <charconv>

#include "app/workbench/workbench.hh"
#include "core/base/text.hh"
#include "core/review/fuzzy.hh"

namespace mintport {
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

}  // namespace

const CommandInfo* command_named(std::string_view name) {
  const auto all = commands();
  const auto at = std::find_if(all.begin(), all.end(),
                               [&](const CommandInfo& row) { return row.name == name && !row.keys.empty(); });
  return at == all.end() ? nullptr : &*at;
}

bool takes_argument(std::string_view command) {
  constexpr std::string_view kAll[] = {kOpen, kLine, kSource, kTheme, kBranch, kSwitch};
  return std::any_of(std::begin(kAll), std::end(kAll),
                     [&](std::string_view prefix) { return prefix.substr(0, prefix.size() - 1) == command; });
}

std::vector<PickerRow> Workbench::line_candidates() const {
  const std::string_view typed = picker_.field.text;
  std::vector<PickerRow> rows;
  if (typed.starts_with(kOpen)) {
    for (const FileEntry& file : session_.state().files) rows.push_back({std::string(kOpen) + file.path, ""});
    return ranked(typed, rows);
  }
  if (typed.starts_with(kTheme)) {
    for (const Theme theme : kThemes)
      rows.push_back({std::string(kTheme) + std::string(to_string(theme)), ""});
    return ranked(typed, rows);
  }
  if (typed.starts_with(kSwitch)) {
    add_git_candidates(typed, rows);
    return ranked(typed, rows);
  }
  if (typed.starts_with(kBranch) || typed.starts_with(kLine) || typed.starts_with(kSource) ||
      number_in(trim(typed)))
    return rows;
  rows = {{"open", "a file, by some of its letters"},
          {"line", "go to a line of the port"},
          {"hf", "go to a line of the HF file"},
          {"theme", "colours"}};
  add_git_candidates(typed, rows);
  for (const CommandInfo& row : commands()) {
    if (row.keys.empty() || row.name == "open") continue;
    rows.push_back({std::string(row.name), std::string(row.help)});
  }
  return ranked(trim(typed), rows);
}

void Workbench::run_line(const std::string& line) {
  const std::string chosen = picker_.rows.empty() ? "" : picker_.rows[picker_.list.cursor].text;
  picking_ = Picking::nothing;
  if (line.empty()) return;
  const std::string_view prefix = line.starts_with(kLine) ? kLine : line.starts_with(kSource) ? kSource : "";
  if (const auto number = number_in(trim(std::string_view(line).substr(prefix.size())))) {
    return go_to_line(*number, prefix == kSource ? Side::left : Side::right);
  }
  if (line.starts_with(kOpen)) {
    if (!chosen.empty()) return open(chosen.substr(kOpen.size()));
    said_ = "no such file: " + line.substr(kOpen.size());
  } else if (line.starts_with(kTheme)) {
    const auto theme = parse_theme(chosen.empty() ? "" : std::string_view(chosen).substr(kTheme.size()));
    said_ =
        theme ? "theme " + std::string(to_string(*theme)) : "no such theme: " + line.substr(kTheme.size());
    if (theme) theme_ = theme;
    if (theme) return;
  } else if (run_git_line(line)) {
    return;
  } else if (takes_argument(line)) {
    picking_ = Picking::command;  // the argument is still to be typed
    return complete_pick();
  } else if (const CommandInfo* row = command_named(line)) {
    return command(row->command);
  } else {
    if (!chosen.empty()) {
      picking_ = Picking::command;
      return complete_pick();  // seen before it is done
    }
    said_ = "no such command: " + line;
  }
  said_error_ = true;
}

}  // namespace mintport
