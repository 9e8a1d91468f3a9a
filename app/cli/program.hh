// The CLI11 application, the options that several commands share, and the conversion of parsed options into
// command values. Private to this folder.
#pragma once

#include <CLI/CLI.hpp>
#include <algorithm>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "app/cli/command.hh"

namespace mintport::cli {

// All declared commands, and the values that CLI11 fills.
class Program {
 public:
  explicit Program(std::string_view version);
  Program(const Program&) = delete;
  Program& operator=(const Program&) = delete;

  CLI::App& app() { return app_; }

  // The sub-command that only groups others; created by the first call.
  CLI::App& group(const std::string& name, const std::string& about);

  // Adds a sub-command to `parent`. Its options fill `Options`: a command, or a struct whose checked()
  // returns one or an error about options that exclude each other. The references live as long as the
  // program.
  template <class Options>
  std::pair<CLI::App&, Options&> add(CLI::App& parent, std::string name, std::string about) {
    CLI::App* app = parent.add_subcommand(std::move(name), std::move(about));
    const auto options = std::make_shared<Options>();
    commands_.push_back({app, [options]() -> Result<CommandLine> {
                           if constexpr (requires { options->checked(); }) {
                             auto command = options->checked();
                             if (!command) return fail(std::move(command.error()));
                             return CommandLine{*std::move(command)};
                           } else {
                             return CommandLine{*options};
                           }
                         }});
    return {*app, *options};
  }

  // The value of the command that CLI11 parsed.
  Result<CommandLine> command() const;

 private:
  struct Declared {
    CLI::App* app;
    std::function<Result<CommandLine>()> value;
  };
  CLI::App app_;
  std::vector<Declared> commands_;
};

inline Error usage(std::string what, std::string hint) {
  return {.kind = ErrorKind::usage, .what = std::move(what), .hint = std::move(hint)};
}

// Adds an option that accepts one of a few words. Its type name joins the words with '|', which the model
// parses.
template <class T>
CLI::Option& add_choice(CLI::App& app, std::string names, T& value,
                        std::vector<std::pair<std::string, T>> choices, std::string help) {
  std::vector<std::string> words;
  std::string type;
  for (const auto& [word, meaning] : choices) {
    type += (type.empty() ? "" : "|") + word;
    words.push_back(word);
  }
  const auto set = [&value, choices = std::move(choices)](const std::string& given) {
    value =
        std::find_if(choices.begin(), choices.end(), [&](const auto& c) { return c.first == given; })->second;
  };
  return *app.add_option_function<std::string>(std::move(names), set, std::move(help))
              ->type_name(std::move(type))
              ->check(CLI::IsMember(words).description(""));
}

inline void add_mappings(CLI::App& app, std::vector<std::string>& folders) {
  app.add_option("--mappings", folders,
                 "Lay the mapping tables (*.json) of this folder over the built-in ones; repeatable")
      ->type_name("DIR")
      ->allow_extra_args(false);
}

// Options of a review without a screen.
template <class Command>
void add_review(CLI::App& app, Command& command) {
  app.add_option("--repo,-C", command.repository,
                 "The git work tree, or a folder in it; default: the current folder")
      ->type_name("REPO");
  add_mappings(app, command.mappings);
}

inline CLI::Option* add_json(CLI::App& app, bool& json) {
  return app.add_flag("--json", json, "Print the result as JSON");
}

// --json as the short form of a format option.
template <class Format>
void add_json_format(CLI::App& app, Format& format, Format json, CLI::Option& long_form) {
  app.add_flag_callback(
         "--json", [&format, json] { format = json; }, "Print the result as JSON")
      ->excludes(&long_form);
}

inline constexpr const char* kPathsHelp =
    "Only these files and folders: paths on disk, or below both roots; default: all";

// For commands whose operands are ids.
inline void add_paths(CLI::App& app, std::vector<std::string>& paths) {
  app.add_option("--path", paths, std::string(kPathsHelp) + "; repeatable. With it, ids are found faster")
      ->type_name("PATH")
      ->allow_extra_args(false);
}

// "unmapped" to "note".
inline void add_kind(CLI::App& app, std::optional<FindingKind>& kind) {
  std::vector<std::pair<std::string, std::optional<FindingKind>>> kinds;
  for (std::size_t i = 0; i < kFindingKinds; ++i)
    kinds.emplace_back(to_string(static_cast<FindingKind>(i)), static_cast<FindingKind>(i));
  add_choice(app, "--kind", kind, std::move(kinds), "Only findings of this kind");
}

inline void add_symbol(CLI::App& app, std::string& symbol) {
  app.add_option("--symbol", symbol, "Only findings about this name, or about names in it: torch.linalg")
      ->type_name("NAME");
}

// The options --jobs and --profile. `done`: what happens to each file.
template <class Command>
void add_jobs_and_profile(CLI::App& app, Command& command, const std::string& done) {
  app.add_option("--jobs,-j", command.jobs,
                 "Number of files to " + done + " at a time; default: one per core")
      ->type_name("N")
      ->check(CLI::Range(1U, 1024U).description(""));
  app.add_option("--profile", command.profile,
                 "Conventions of the port; default: the profile in mintport.json, else mindone")
      ->type_name("mindone|none|FILE");
}

// Options about conversion, for every command that converts a tree.
template <class Command>
void add_conversion(CLI::App& app, Command& command) {
  app.add_option("--package", command.package,
                 std::string("Import path of the root package of the sources") +
                     (command.package.empty() ? "; default: the package that the sources belong to" : ""))
      ->type_name("NAME")
      ->capture_default_str();
  add_jobs_and_profile(app, command, "convert");
  add_mappings(app, command.mappings);
}

}  // namespace mintport::cli
