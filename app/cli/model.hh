// The command line described as values. The help, the manual page, the completions and docs/manual/options.md
// are generated from them.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace mintport::cli {

inline constexpr std::string_view kSummary =
    "Converts Hugging Face diffusers code from PyTorch to MindSpore, reports what needs a person, and makes "
    "the rest a "
    "guided review over a git work tree.";

struct OptionModel {
  std::vector<std::string> names;    // "--jobs", "-j", long names first; empty: an operand
  std::string operand;               // "source" if it may also be given by position; else empty
  std::string value;                 // "DIR", "FILE", "text|json"; empty: a flag
  std::vector<std::string> choices;  // the lower-case words of `value`
  std::string help;                  // without a full stop
  std::string standard;              // the default value; may be empty
  bool required = false;
  bool repeated = false;  // may be given several times

  // True if the value can be a folder or a file; it may have other forms too.
  bool takes_folder() const { return value.ends_with("DIR") || value.ends_with("REPO"); }
  bool takes_file() const {
    return value.ends_with("FILE") || value == "SOURCE" || value == "OLD" || value == "NEW";
  }
  friend bool operator==(const OptionModel&, const OptionModel&) = default;
};

struct CommandModel {
  std::string path;   // "convert", "weights show"
  std::string about;  // one sentence without a full stop
  std::vector<OptionModel> options;
  friend bool operator==(const CommandModel&, const CommandModel&) = default;
};

// All commands that can be run, in the order of the help. The group `weights` itself cannot be run.
std::vector<CommandModel> command_models();

// A word and its meaning: a row of the tables below.
struct Described {
  std::string_view name, meaning;
  friend bool operator==(const Described&, const Described&) = default;
};
std::span<const Described> exit_statuses();
std::span<const Described> environment_variables();
std::span<const Described> kept_files();
std::span<const Described> examples();  // a command line and its effect

}  // namespace mintport::cli
