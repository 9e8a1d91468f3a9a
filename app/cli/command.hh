// What the arguments ask for, as a value. Knows nothing of how it is done.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "app/cli/project.hh"
#include "app/cli/weights.hh"
#include "core/base/error.hh"

namespace mintport {

enum class ReportFormat { text, json, sarif };

struct ScreenSize {
  int columns = 0, rows = 0;
  friend bool operator==(const ScreenSize&, const ScreenSize&) = default;
};

// `mintport [open] [REPO]`: the workbench; with `dump`, its screen after the keys of a file, without a
// terminal.
struct OpenCommand {
  std::string repository = ".";
  std::vector<std::string> mappings;
  std::string theme;      // a name that parse_theme knows; empty: as the settings say
  std::string keys_file;  // empty: no keys; "-": standard input
  std::optional<ScreenSize> dump;
  std::string dump_to;  // ends in .txt, .ansi or .svg; empty: standard output, as text
  friend bool operator==(const OpenCommand&, const OpenCommand&) = default;
};

// `mintport convert`: a folder (src_root, and dst_root or in_place) or one file (src_file, and output or
// in_place). Exactly one of src_root and src_file is set, and so is exactly one way to write.
struct ConvertCommand {
  std::string src_root, dst_root;
  std::string src_file;  // "-": standard input
  std::string output;    // of src_file; "-": standard output
  bool in_place = false;
  bool dry_run = false;
  bool force = false;
  bool fail_on_findings = false;
  std::string package;                 // empty: that of the profile's library
  std::optional<ReportFormat> report;  // unset: a summary
  std::string report_file;             // empty: standard output
  unsigned jobs = 0;                   // 0: one per core
  std::string profile;                 // empty: what the work tree's mintport.json says, else "mindone"
  std::string port;                   // folder of the port that the files go into; empty: what the tables say
  std::vector<std::string> without;   // rules whose changes are left out
  std::vector<std::string> mappings;  // folders laid over the embedded tables, in this order

  // True when the converted text or the diff goes to standard output.
  bool uses_stdout() const { return dry_run || output == "-"; }
  friend bool operator==(const ConvertCommand&, const ConvertCommand&) = default;
};

// `mintport explain NAME|RULE|FILE:LINE`.
struct ExplainCommand {
  std::string subject;
  std::vector<std::string> mappings;
  friend bool operator==(const ExplainCommand&, const ExplainCommand&) = default;
};

// Text to print, and done: help and version.
struct PrintCommand {
  std::string text;
  friend bool operator==(const PrintCommand&, const PrintCommand&) = default;
};

using Command = std::variant<OpenCommand, ConvertCommand, ExplainCommand, UpgradeCommand, PlanCommand,
                             WeightsCommand, PrintCommand>;

// `arguments` without the program's own name. Errors are of kind usage, with what to do as the hint. The
// underscored spellings (--src_root, --dst_root, --src_file...) are taken for the dashed ones.
Result<Command> parse_arguments(std::span<const std::string> arguments, std::string_view version);

}  // namespace mintport
