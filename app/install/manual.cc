#include "app/install/manual.hh"

#include <fmt/format.h>

namespace mintport::cli {
namespace {

constexpr std::string_view kDate = "2026-11-30";  // of the last change to this page's own text

// Escapes text for roff, so that it contains no request or escape.
std::string roff(std::string_view text) {
  std::string out;
  if (text.starts_with('.') || text.starts_with('\'')) out += "\\&";
  for (const char c : text) {
    if (c == '-') {
      out += "\\-";
    } else if (c == '\\') {
      out += "\\e";
    } else {
      out += c;
    }
  }
  return out;
}

std::string roff_bold(std::string_view text) {
  return "\\fB" + roff(text) + "\\fR";
}

// Formats "text|json" in bold, "FILE" in italics.
std::string roff_value(const OptionModel& option) {
  std::string out;
  for (std::string_view rest = option.value; !rest.empty();) {
    const std::size_t bar = std::min(rest.find('|'), rest.size());
    const std::string_view word = rest.substr(0, bar);
    const bool literal = word.front() >= 'a' && word.front() <= 'z';
    out += (out.empty() ? "" : "|") + std::string(literal ? "\\fB" : "\\fI") + roff(word) + "\\fR";
    rest.remove_prefix(std::min(bar + 1, rest.size()));
  }
  return out;
}

std::string roff_synopsis(const CommandModel& command) {
  std::string out = roff_bold("mintport " + command.path) + " [\\fIoptions\\fR]";
  for (const OptionModel& option : command.options) {
    if (!option.operand.empty())
      out += option.required ? " " + roff_value(option) : " [" + roff_value(option) + "]";
  }
  return out;
}

std::string roff_option(const OptionModel& option) {
  std::string out = ".TP\n";
  if (option.names.empty()) {
    out += roff_value(option);
  } else {
    for (std::size_t i = 0; i < option.names.size(); ++i)
      out += (i == 0 ? "" : ", ") + roff_bold(option.names[i]);
    if (!option.value.empty()) out += " " + roff_value(option);
  }
  out += "\n" + roff(option.help);
  if (!option.standard.empty()) out += "; default: " + roff(option.standard);
  return out + ".\n";
}

std::string roff_table(std::string_view title, std::span<const Described> rows) {
  std::string out = fmt::format(".SH {}\n", title);
  for (const Described& row : rows)
    out += fmt::format(".TP\n{}\n{}\n", roff_bold(row.name), roff(row.meaning));
  return out;
}

}  // namespace

std::string manual_page(std::span<const CommandModel> commands, std::string_view version) {
  std::string out = fmt::format(
      ".TH MINTPORT 1 {} \"mintport {}\" \"User Commands\"\n.SH NAME\n"
      "mintport \\- convert Hugging Face diffusers code from PyTorch to MindSpore\n.SH SYNOPSIS\n",
      kDate, version);
  for (const CommandModel& command : commands)
    out += (command.path == commands.front().path ? "" : ".br\n") + roff_synopsis(command) + "\n";
  out += fmt::format(".SH DESCRIPTION\n{}\n.PP\n", roff(kSummary));
  out += roff(
      "Without a command mintport opens the workbench; press ? in it for its keys. Without a terminal the "
      "workbench "
      "prints the state of the port. Underscores are accepted for dashes in the names of options.");
  out += "\n.SH COMMANDS\n";
  for (const CommandModel& command : commands) {
    out += fmt::format(".SS {}\n{}.\n", roff("mintport " + command.path), roff(command.about));
    for (const OptionModel& option : command.options) {
      if (option.names.empty() || option.names.front() != "--help") out += roff_option(option);
    }
  }
  out += roff_table("EXIT STATUS", exit_statuses());
  out += roff_table("ENVIRONMENT", environment_variables());
  out += roff_table("FILES", kept_files());
  out += roff_table("EXAMPLES", examples());
  return out + ".SH SEE ALSO\n.BR git (1)\n";
}

}  // namespace mintport::cli
