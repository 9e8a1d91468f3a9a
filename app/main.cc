// Turns arguments into a command, and its result into an exit status.
#include <fmt/format.h>

#include <exception>
#include <string>
#include <variant>
#include <vector>

#include "app/cli/command.hh"
#include "app/commands/commands.hh"
#include "app/commands/version.hh"

namespace mintport::cli {
namespace {

int run(const std::vector<std::string>& arguments) {
  const auto command = parse_arguments(arguments, version_text());
  const Result<int> status =
      command ? std::visit([](const auto& c) { return c.run(); }, *command) : fail(command.error());
  if (status) return *status;
  print_error(status.error());
  return exit_status(status.error().kind);
}

}  // namespace
}  // namespace mintport::cli

int main(int count, char** values) {
  try {
    return mintport::cli::run(std::vector<std::string>(values + 1, values + count));
  } catch (const std::exception& error) {  // out of memory, or an unexpected std::filesystem error
    fmt::print(stderr, "mintport: error: {}\n", error.what());
    return 3;
  }
}
