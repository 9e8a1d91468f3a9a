// The command line, parsed into values. Each command declares its options in this folder and runs in
// app/commands. Only the list at the end of this file names all commands.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "app/cli/weights.hh"
#include "core/base/error.hh"
#include "core/edit/finding.hh"

namespace mintport::cli {

class Program;  // app/cli/program.hh

enum class ReportFormat { text, json, sarif };

struct ScreenSize {
  int columns = 0, rows = 0;
  friend bool operator==(const ScreenSize&, const ScreenSize&) = default;
};

// `mintport [open] [REPO]` runs the workbench. With `dump` it needs no terminal: it plays the keys of a file
// and writes the last screen.
struct OpenCommand {
  std::string repository = ".";
  std::vector<std::string> mappings;
  std::string theme;      // a name that parse_theme accepts; empty: taken from the settings
  std::string keys_file;  // empty: no keys; "-": standard input
  std::optional<ScreenSize> dump;
  std::string dump_to;  // ends in .txt, .ansi or .svg; empty: standard output, as text

  static void declare(Program& program);
  Result<int> run() const;
  friend bool operator==(const OpenCommand&, const OpenCommand&) = default;
};

// `mintport convert` converts a folder (src_root, with dst_root or in_place) or one file (src_file, with
// output or in_place). Exactly one of src_root and src_file is set, and exactly one destination.
struct ConvertCommand {
  std::string src_root, dst_root;
  std::string src_file;  // "-": standard input
  std::string output;    // of src_file; "-": standard output
  bool in_place = false;
  bool dry_run = false;
  bool force = false;
  bool fail_on_findings = false;
  std::string package;                 // empty: detected from the sources
  std::optional<ReportFormat> report;  // unset: a summary
  std::string report_file;             // empty: standard output
  unsigned jobs = 0;                   // 0: one per core
  std::string profile;                 // empty: the profile in the work tree's mintport.json, else "mindone"
  std::string port;                    // folder of the port's package; empty: the names in the tables
  bool bring = false;                  // add definitions that the port lacks to its modules
  std::vector<std::string> without;    // rules that are disabled
  std::vector<std::string> mappings;   // folders laid over the embedded tables, in this order

  // True if the converted text or the diff goes to standard output.
  bool uses_stdout() const { return dry_run || output == "-"; }

  static void declare(Program& program);
  Result<int> run() const;
  friend bool operator==(const ConvertCommand&, const ConvertCommand&) = default;
};

// `mintport explain NAME|RULE|FILE:LINE`.
struct ExplainCommand {
  std::string subject;
  bool json = false;
  std::vector<std::string> mappings;

  static void declare(Program& program);
  Result<int> run() const;
  friend bool operator==(const ExplainCommand&, const ExplainCommand&) = default;
};

// `mintport plan` and `mintport status` compare the HF sources (a folder, a wheel, a revision of `clone`)
// with the port.
struct PlanCommand {
  enum class Format { text, markdown, json, csv, graphviz, mermaid };
  bool status = false;               // print the support table instead of the plan
  std::string source;                // empty: taken from mintport.json
  std::string port;                  // empty: taken from mintport.json; "-": there is no port yet
  std::string clone;                 // as in UpgradeCommand
  std::vector<std::string> targets;  // class names, folders, files; empty: everything
  std::string package = "diffusers";
  Format format = Format::text;
  std::string output;   // empty: standard output
  bool all = false;     // text: every file in full
  unsigned jobs = 0;    // 0: one per core
  std::string profile;  // as in ConvertCommand
  std::vector<std::string> mappings;

  static void declare(Program& program);
  Result<int> run() const;
  friend bool operator==(const PlanCommand&, const PlanCommand&) = default;
};

// `mintport check`: what the port's maintainers would say in review.
struct CheckCommand {
  enum class Format { text, json, sarif, github };
  enum class FailOn { never, note, warning, error };
  std::vector<std::string> paths;  // files and folders; empty: the port that mintport.json names
  Format report = Format::text;
  std::string report_file;         // empty: standard output
  std::optional<FailOn> fail_on;   // unset: as mintport.json says, else on every finding
  bool fix = false;                // apply the fixes that are certain
  std::string baseline;            // a JSON report: only findings that it lacks; empty: as mintport.json says
  std::string diff;                // a revision, also "REV..": only findings on lines changed since
  std::string commit;              // a revision: check only what its commit mixes
  std::vector<std::string> rules;  // only these rules; empty: all
  std::vector<std::string> without;  // rules that are disabled
  unsigned jobs = 0;                 // 0: one per core
  std::string profile;               // as in ConvertCommand
  std::vector<std::string> mappings;

  static void declare(Program& program);
  Result<int> run() const;
  friend bool operator==(const CheckCommand&, const CheckCommand&) = default;
};

// `mintport upgrade`. `from` and `to` are folders, archives, or revisions of `clone`; `from` alone may hold a
// range "A..B".
struct UpgradeCommand {
  enum class Favor { none, ours, theirs, both };
  std::string from, to;  // `from` empty: the texts in refs/mintport/converted
  std::string port;      // empty: taken from mintport.json
  std::string clone;     // empty: the repository of the source folder in mintport.json, else of the port
  std::string package = "diffusers";
  Favor favor = Favor::none;
  bool yes = false;            // ask nothing
  bool dry_run = false;        // print the summary only
  bool no_stage = false;       // write the files, but stage nothing
  bool abort = false;          // restore the files that the last upgrade changed
  bool keep_parsable = false;  // write conflicts as comments
  bool keep_spelling = false;  // keep the older spellings of the port
  bool list_commits = false;   // only print the commits between the revisions
  bool json = false;           // print the outcome, or the commits, as JSON
  std::string report_file;     // JSON: the outcome for each file
  unsigned jobs = 0;           // 0: one per core
  std::string profile;         // as in ConvertCommand
  std::vector<std::string> mappings;

  static void declare(Program& program);
  Result<int> run() const;
  friend bool operator==(const UpgradeCommand&, const UpgradeCommand&) = default;
};

// What the commands of a review share. Each works in one git work tree and changes nothing outside of it.
// With `json` it prints one JSON value, which a schema of docs/schemas describes.
struct ReviewOptions {
  std::string repository = ".";
  std::vector<std::string> mappings;
  bool json = false;
  friend bool operator==(const ReviewOptions&, const ReviewOptions&) = default;
};

// `mintport findings [PATH...]`
struct FindingsCommand : ReviewOptions {
  enum class Format { text, json, sarif, csv, markdown };
  enum class Wanted { open, fixed, waived, all };
  std::vector<std::string> paths;   // files and folders; empty: all
  std::optional<FindingKind> kind;  // unset: all
  std::string symbol;               // a name, or what it is in: "torch.linalg"; empty: all
  Wanted life = Wanted::open;
  Format format = Format::text;
  bool fail_on_findings = false;

  static void declare(Program& program);
  Result<int> run() const;
  friend bool operator==(const FindingsCommand&, const FindingsCommand&) = default;
};

// `mintport fix`: ids, or a kind, a symbol or certainty, which narrow the open findings of files in the port.
struct FixCommand : ReviewOptions {
  std::vector<std::string> ids;     // or beginnings of ids
  std::vector<std::string> paths;   // as in FindingsCommand
  std::optional<FindingKind> kind;  // unset: all
  std::string symbol;               // as in FindingsCommand
  bool all_certain = false;         // only fixes that keep the meaning for sure
  std::size_t which = 0;            // of the fixes that a finding offers, 1-based; 0: the only one
  bool dry_run = false;             // print a diff, and write nothing

  static void declare(Program& program);
  Result<int> run() const;
  friend bool operator==(const FixCommand&, const FixCommand&) = default;
};

// `mintport waive ID... --reason TEXT`
struct WaiveCommand : ReviewOptions {
  std::vector<std::string> ids;    // as in FixCommand
  std::vector<std::string> paths;  // where to look for them
  std::string reason;

  static void declare(Program& program);
  Result<int> run() const;
  friend bool operator==(const WaiveCommand&, const WaiveCommand&) = default;
};

// `mintport stage [PATH...]`
struct StageCommand : ReviewOptions {
  std::vector<std::string> paths;  // files and folders; empty: the port and mintport.json

  static void declare(Program& program);
  Result<int> run() const;
  friend bool operator==(const StageCommand&, const StageCommand&) = default;
};

// `mintport commit`
struct CommitCommand : ReviewOptions {
  enum class Parts { one, per_file, per_rule };
  Parts parts = Parts::one;
  std::string message;  // empty: the proposed one; only with Parts::one
  bool force = false;   // commit what breaks code too

  static void declare(Program& program);
  Result<int> run() const;
  friend bool operator==(const CommitCommand&, const CommitCommand&) = default;
};

// `mintport undo [N]` and `mintport redo [N]`
struct UndoCommand : ReviewOptions {
  bool redo = false;
  std::size_t steps = 1;

  static void declare(Program& program);
  Result<int> run() const;
  friend bool operator==(const UndoCommand&, const UndoCommand&) = default;
};

// `mintport log`: the steps of undo.
struct LogCommand : ReviewOptions {
  static void declare(Program& program);
  Result<int> run() const;
  friend bool operator==(const LogCommand&, const LogCommand&) = default;
};

// `mintport validate` runs the port's classes beside the originals. With `setup` or `harness` it only makes
// an interpreter, or writes the Python files that run the classes.
struct ValidateCommand {
  enum class Format { text, json, junit, markdown };
  std::vector<std::string> subjects;  // files, folders, classes; empty: everything
  std::string python;                 // empty: that of the last run, of the virtual environment, or python3
  std::string source_python;          // empty: the same
  std::string device_target = "CPU";
  double rtol = 1e-3, atol = 1e-3;
  bool tight = false;
  std::string mode = "pynative";
  std::vector<std::string> dtypes;  // what passes is repeated with each; empty: float32 only
  bool layers = false, gradients = false;
  unsigned jobs = 0;     // 0: as many as the machine has room for
  double timeout = 300;  // seconds, for each class
  double memory = 0;     // GB, for each job; 0: a share of the machine's
  bool keep_cases = false;
  std::string tests;  // a folder for a test of each class that passes
  bool yes = false;   // the code of the work tree may be executed
  Format report = Format::text;
  std::string report_file;  // empty: standard output
  std::string setup;        // a folder for a new interpreter
  std::string harness;      // a folder for the Python files
  std::vector<std::string> mappings;

  static void declare(Program& program);
  Result<int> run() const;
  friend bool operator==(const ValidateCommand&, const ValidateCommand&) = default;
};

// `--help` and `--version`: prints a text and exits.
struct PrintCommand {
  std::string text;

  Result<int> run() const;
  friend bool operator==(const PrintCommand&, const PrintCommand&) = default;
};

// Alternatives are in the order of the help.
using CommandLine =
    std::variant<OpenCommand, ConvertCommand, ExplainCommand, PlanCommand, CheckCommand, ValidateCommand,
                 UpgradeCommand, FindingsCommand, FixCommand, WaiveCommand, StageCommand, CommitCommand,
                 UndoCommand, LogCommand, ShowWeights, ConvertWeights, MergeLora, ToSdxl, CompareWeights,
                 CompareImages, PrintCommand>;

// `arguments` excludes the program's own name. Errors are of kind usage, with a hint. The underscored
// spellings (--src_root, --dst_root, --src_file...) are accepted as well as the dashed ones.
Result<CommandLine> parse_arguments(std::span<const std::string> arguments, std::string_view version);

}  // namespace mintport::cli
