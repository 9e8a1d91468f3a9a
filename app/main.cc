// Arguments to a command, a command to its function, errors to an exit status.
#include <fmt/format.h>

#include <exception>
#include <string>
#include <variant>
#include <vector>

#include "app/cli/command.hh"
#include "app/commands/commands.hh"

namespace mintport {
namespace {

struct Runner {
  Result<int> operator()(const ConvertCommand& command) const { return run_convert(command); }
  Result<int> operator()(const ExplainCommand& command) const { return run_explain(command); }
  Result<int> operator()(const PlanCommand& command) const { return run_plan(command); }
  Result<int> operator()(const UpgradeCommand& command) const { return run_upgrade(command); }
  Result<int> operator()(const OpenCommand& command) const { return run_open(command); }
  Result<int> operator()(const WeightsCommand& command) const { return run_weights(command); }
  Result<int> operator()(const PrintCommand& command) const {
    fmt::print("{}", command.text);
    return 0;
  }
};

int run(const std::vector<std::string>& arguments) {
  const auto command = parse_arguments(arguments, kVersion);
  const Result<int> status = command ? std::visit(Runner(), *command) : fail(command.error());
  if (status) return *status;
  print_error(status.error());
  return exit_status(status.error().kind);
}

}  // namespace
}  // namespace mintport

int main(int count, char** values) {
  try {
    return mintport::run(std::vector<std::string>(values + 1, values + count));
  } catch (const std::exception&
               error) {  // out of memory, and what std::filesystem throws where nobody expected it
    fmt::print(stderr, "mintport: error: {}\n", error.what());
    return 3;
  }
}
