#include "app/cli/command.hh"

#include <algorithm>
#include <cstddef>

#include "app/cli/program.hh"

namespace mintport::cli {
namespace {

// Turns --src_root=x into --src-root=x. Values and single-dash options stay as they are.
std::string dashed(std::string argument) {
  if (!argument.starts_with("--")) return argument;
  const auto end =
      argument.begin() + static_cast<std::ptrdiff_t>(std::min(argument.find('='), argument.size()));
  std::replace(argument.begin(), end, '_', '-');
  return argument;
}

// True if the first word is neither a command nor an option of the program: such arguments belong to `open`.
bool means_open(const std::vector<std::string>& arguments, CLI::App& app) {
  if (arguments.empty()) return true;
  const std::string& first = arguments.front();
  if (first.starts_with("-")) {
    const std::string name = first.substr(0, first.find('='));
    return app.get_option_no_throw(name) == nullptr &&
           app.get_subcommand("open")->get_option_no_throw(name) != nullptr;
  }
  const auto commands = app.get_subcommands([](CLI::App*) { return true; });
  return std::none_of(commands.begin(), commands.end(), [&](CLI::App* c) { return c->get_name() == first; });
}

}  // namespace

Result<CommandLine> parse_arguments(std::span<const std::string> arguments, std::string_view version) {
  Program program(version);
  std::vector<std::string> words;
  for (const std::string& argument : arguments) words.push_back(dashed(argument));
  if (means_open(words, program.app())) words.insert(words.begin(), "open");
  std::reverse(words.begin(), words.end());  // CLI11 expects the words in reverse order
  try {
    program.app().parse(words);
  } catch (const CLI::Success& asked) {  // help or version
    // Without a command, the help of all of them.
    std::string text = asked.get_name() == "CallForVersion" ? std::string(asked.what())
                                                            : program.app().help("", CLI::AppFormatMode::All);
    if (!text.ends_with('\n')) text += '\n';
    return CommandLine{PrintCommand{std::move(text)}};
  } catch (const CLI::ParseError& error) {
    return fail(usage(error.what(), "see `mintport --help`"));
  }
  return program.command();
}

}  // namespace mintport::cli
