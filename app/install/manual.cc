#include "app/install/manual.hh"

#include <fmt/format.h>

namespace mintport {
namespace {

constexpr std::string_view kDate = "2026-11-30";  // of the last change to this page's own text

// Text for roff: nothing in it is a request or an escape.
std::string plain(std::string_view text) {
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

std::string bold(std::string_view text) {
  return "\\fB" + plain(text) + "\\fR";
}

// "text|json" in bold, "FILE" in italics.
std::string value(const OptionModel& option) {
  std::string out;
  for (std::string_view rest = option.value; !rest.empty();) {
    const std::size_t bar = std::min(rest.find('|'), rest.size());
    const std::string_view word = rest.substr(0, bar);
    const bool literal = word.front() >= 'a' && word.front() <= 'z';
    out += (out.empty() ? "" : "|") + std::string(literal ? "\\fB" : "\\fI") + plain(word) + "\\fR";
    rest.remove_prefix(std::min(bar + 1, rest.size()));
  }
  return out;
}

std::string synopsis(const CommandModel& command) {
  std::string out = bold("mintport " + command.path) + " [\\fIoptions\\fR]";
  for (const OptionModel& option : command.options) {
    if (!option.operand.empty()) out += option.required ? " " + value(option) : " [" + value(option) + "]";
  }
  return out;
}

std::string option_text(const OptionModel& option) {
  std::string out = ".TP\n";
  if (option.names.empty()) {
    out += value(option);
  } else {
    for (std::size_t i = 0; i < option.names.size(); ++i) out += (i == 0 ? "" : ", ") + bold(option.names[i]);
    if (!option.value.empty()) out += " " + value(option);
  }
  out += "\n" + plain(option.help);
  if (!option.standard.empty()) out += "; default: " + plain(option.standard);
  return out + ".\n";
}

std::string table(std::string_view title, std::span<const Described> rows) {
  std::string out = fmt::format(".SH {}\n", title);
  for (const Described& row : rows) out += fmt::format(".TP\n{}\n{}\n", bold(row.name), plain(row.meaning));
  return out;
}

}  // namespace

std::string manual_page(std::span<const CommandModel> commands, std::string_view version) {
  std::string out = fmt::format(
      ".TH MINTPORT 1 {} \"mintport {}\" \"User Commands\"\n.SH NAME\n"
      "mintport \\- convert Hugging Face diffusers code from PyTorch to MindSpore\n.SH SYNOPSIS\n",
      kDate, version);
  for (const CommandModel& command : commands)
    out += (command.path == commands.front().path ? "" : ".br\n") + synopsis(command) + "\n";
  out += fmt::format(".SH DESCRIPTION\n{}\n.PP\n", plain(kSummary));
  out += plain(
      "Without a command mintport opens the workbench; press ? in it for its keys. Without a terminal the "
      "workbench "
      "prints the state of the port. Underscores are accepted for dashes in the names of options.");
  out += "\n.SH COMMANDS\n";
  for (const CommandModel& command : commands) {
    out += fmt::format(".SS {}\n{}.\n", plain("mintport " + command.path), plain(command.about));
    for (const OptionModel& option : command.options) {
      if (option.names.empty() || option.names.front() != "--help") out += option_text(option);
    }
  }
  out += table("EXIT STATUS", exit_statuses());
  out += table("ENVIRONMENT", environment_variables());
  out += table("FILES", kept_files());
  out += table("EXAMPLES", examples());
  return out + ".SH SEE ALSO\n.BR git (1)\n";
}

}  // namespace mintport
