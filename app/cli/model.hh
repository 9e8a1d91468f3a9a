// The command line described as values: the help, the manual page, the completions and docs/manual/options.md
// are all made from it.
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
  std::vector<std::string> names;    // "--jobs", "-j", long ones first; empty: an operand
  std::string operand;               // "source" where it may be given without a name; else empty
  std::string value;                 // "DIR", "FILE", "text|json"; empty: a flag
  std::vector<std::string> choices;  // the lower-case words of `value`
  std::string help;                  // without a full stop
  std::string standard;              // the default value; may be empty
  bool required = false;
  bool repeated = false;  // may be given again

  // True when the value is a folder or a file, whatever else it may be.
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

// All commands that can be run, in the order of the help; `weights` itself is none.
std::vector<CommandModel> command_models();

// A word and what it means: rows of the tables below.
struct Described {
  std::string_view name, meaning;
  friend bool operator==(const Described&, const Described&) = default;
};
std::span<const Described> exit_statuses();
std::span<const Described> environment_variables();
std::span<const Described> kept_files();
std::span<const Described> examples();  // a command line, and what it does

}  // namespace mintport::cli
