#include "app/cli/program.hh"

#include <fmt/format.h>

#include "app/cli/model.hh"

namespace mintport::cli {
namespace {

std::string footer() {
  std::string out = "\nExit status:\n";
  for (const Described& status : exit_statuses())
    out += fmt::format("  {}  {}\n", status.name, status.meaning);
  out.pop_back();
  return out;
}

// Declares every command of the variant that has declare(); the others come only from parsing.
template <class... Commands>
void declare_all(Program& program, const std::variant<Commands...>*) {
  const auto declare = [&program]<class Command>(const Command*) {
    if constexpr (requires { Command::declare(program); }) Command::declare(program);
  };
  (declare(static_cast<const Commands*>(nullptr)), ...);
}

}  // namespace

Program::Program(std::string_view version) : app_(std::string(kSummary), "mintport") {
  app_.set_version_flag("--version,-V", "mintport " + std::string(version));
  app_.footer(footer());
  app_.require_subcommand(0, 1);
  declare_all(*this, static_cast<const CommandLine*>(nullptr));
}

CLI::App& Program::group(const std::string& name, const std::string& about) {
  const auto found = app_.get_subcommands([&](const CLI::App* sub) { return sub->get_name() == name; });
  if (!found.empty()) return *found.front();
  CLI::App* made = app_.add_subcommand(name, about);
  made->require_subcommand(1);
  return *made;
}

Result<CommandLine> Program::command() const {
  const auto parsed = std::find_if(commands_.begin(), commands_.end(),
                                   [](const Declared& declared) { return declared.app->parsed(); });
  return parsed->value();  // parse_arguments names `open` where the user names no command
}

}  // namespace mintport::cli
