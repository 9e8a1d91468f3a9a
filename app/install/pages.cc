#include "app/install/pages.hh"

#include <fmt/format.h>

#include <algorithm>
#include <span>
#include <string_view>

#include "app/cli/model.hh"
#include "app/install/markdown.hh"
#include "core/base/text.hh"
#include "core/check/catalog.hh"
#include "core/rules/catalog.hh"
#include "views/input/commands.hh"

namespace mintport::cli {
namespace {

// Formats "j down" as "`j` `down`".
std::string codes(std::string_view keys) {
  std::string out;
  while (!keys.empty()) {
    const std::size_t gap = std::min(keys.find(' '), keys.size());
    if (!out.empty()) out += ' ';
    out += code(keys.substr(0, gap));
    keys.remove_prefix(std::min(gap + 1, keys.size()));
  }
  return out;
}

std::string section_rows(std::string_view section) {
  std::string out;
  for (const ui::CommandInfo& row : ui::commands()) {
    if (row.section != section || row.keys.empty()) continue;
    out += fmt::format("| {} | {} | {} |\n", codes(row.keys), code(row.name), cell(row.help));
  }
  return out;
}

std::string typing_rows() {
  std::string out;
  for (const ui::CommandInfo& row : ui::commands()) {
    if (row.prompt.empty() && row.message.empty()) continue;
    out += fmt::format("| {} | {} | {} | {} |\n", codes(row.prompt), codes(row.message), code(row.name),
                       cell(row.help));
  }
  return out;
}

std::string option_row(const OptionModel& option) {
  if (!option.names.empty() && option.names.front() == "--help") return {};
  std::string names;
  for (const std::string& name : option.names) {
    if (!names.empty()) names += ", ";
    names += code(name == option.names.back() && !option.value.empty() ? name + " " + option.value : name);
  }
  if (names.empty()) names = code(option.value);
  const std::string standard = option.standard.empty() ? "" : "; default: " + option.standard;
  return fmt::format("| {} | {}{}{} |\n", names, cell(option.help), cell(standard),
                     option.required ? " (required)" : "");
}

std::string described(std::string_view title, std::string_view column, std::span<const Described> rows) {
  std::string out = fmt::format("\n## {}\n\n| {} | meaning |\n| --- | --- |\n", title, column);
  for (const Described& row : rows) out += fmt::format("| {} | {} |\n", code(row.name), cell(row.meaning));
  return out;
}

}  // namespace

std::string keys_page() {
  std::string out =
      "# Keys\n\n"
      "`make docs` writes this page from the command table (`views/input/commands.cc`).\n\n"
      "[Settings](manual/settings.md#your-own-settings) can give a command other keys. `:` takes a command "
      "by\n"
      "its name.\n";
  std::string_view last;
  for (const ui::CommandInfo& row : ui::commands()) {
    if (row.keys.empty() || row.section == last) continue;
    last = row.section;
    out += fmt::format("\n## {}\n\n| keys | command | what it does |\n| --- | --- | --- |\n{}", last,
                       section_rows(last));
  }
  return out +
         "\n## Typing\n\n| keys in one line | keys in a message | command | what it does |\n"
         "| --- | --- | --- | --- |\n" +
         typing_rows();
}

std::string options_page() {
  std::string out =
      "# Options\n\n"
      "`make docs` writes this page from the command line's own description; the manual page and the "
      "completions\n"
      "come from the same place. `mintport COMMAND --help` prints a part of it. Underscores are accepted for "
      "dashes:\n"
      "`--src_root`.\n";
  for (const CommandModel& command : command_models()) {
    out += fmt::format("\n## mintport {}\n\n{}.\n\n| option | what it does |\n| --- | --- |\n", command.path,
                       command.about);
    for (const OptionModel& option : command.options) out += option_row(option);
  }
  out += described("Exit status", "status", exit_statuses());
  out += described("Environment", "variable", environment_variables());
  return out + described("Files", "file", kept_files());
}

std::string rules_page() {
  std::string out =
      "# Rules\n\n"
      "`make docs` writes this page from the rule catalogue.\n\n"
      "A rule applies a change if the code proves that the change keeps its meaning. Otherwise it reports a "
      "finding\n"
      "and, where possible, offers the change as a fix. `mintport explain RULE` prints the same text;\n"
      "`mintport convert --without RULE` leaves a rule out.\n\n"
      "| rule | what it does | applied when | offered or reported |\n| --- | --- | --- | --- |\n";
  for (const RuleInfo& rule : rule_catalog()) {
    out += fmt::format("| {} | {} | {} | {} |\n", code(rule.id), cell(rule.does), cell(rule.applied),
                       cell(rule.offered));
  }
  out += "\n## Examples\n\n| rule | before | after |\n| --- | --- | --- |\n";
  for (const RuleInfo& rule : rule_catalog()) {
    constexpr std::string_view kArrow = " -> ";
    const std::size_t arrow = rule.example.find(kArrow);
    if (arrow == std::string_view::npos) continue;
    out += fmt::format("| {} | {} | {} |\n", code(rule.id), code(rule.example.substr(0, arrow)),
                       code(rule.example.substr(arrow + kArrow.size())));
  }
  return out;
}

std::string checks_page() {
  std::string out =
      "# Checks\n\n"
      "`make docs` writes this page from the list of the rules of `mintport check` "
      "([manual](manual/check.md)).\n"
      "`mintport explain RULE` prints the same text.\n\n"
      "| rule | level | what it reports |\n| --- | --- | --- |\n";
  for (const CheckRule* rule : check_rules())
    out += fmt::format("| [{}](#{}) | {} | {} |\n", code(rule->id), rule->id, to_string(rule->level),
                       cell(rule->does));
  for (const CheckRule* rule : check_rules()) {
    out += fmt::format("\n## {}\n\nReports {}.\n\nWhy: {}.\n", rule->id, rule->does, rule->why);
    if (!rule->fix.empty()) out += fmt::format("\n`--fix` {}.\n", rule->fix);
    if (!rule->port_only) out += "\nAlso checks the library itself, not only a port of it.\n";
    constexpr std::string_view kArrow = " -> ";
    const std::size_t arrow = rule->example.find(kArrow);
    if (arrow == std::string_view::npos) continue;
    out += fmt::format("\n    {}\n\nbecomes\n\n    {}\n", rule->example.substr(0, arrow),
                       rule->example.substr(arrow + kArrow.size()));
  }
  return out;
}

std::vector<Page> generated_pages() {
  return {{"checks.md", checks_page()},
          {"keys.md", keys_page()},
          {"manual/options.md", options_page()},
          {"rules.md", rules_page()}};
}

}  // namespace mintport::cli
