// Each command as a function from its value to an exit status. Prints to the streams of the process.
#pragma once

#include <cstdio>
#include <string>

#include "app/cli/command.hh"
#include "app/commands/tables.hh"
#include "core/base/error.hh"

namespace mintport {

inline constexpr const char* kVersion = MINTPORT_VERSION;

// "mintport: error: FILE:LINE: what, hint" on stderr.
void print_error(const Error& error);

// True when `stream` (stdout or stderr) is a terminal and NO_COLOR is not set.
bool wants_colour(std::FILE* stream);

// Errors are for the caller to print; what concerns one file of several is printed here, and told by the
// status.
Result<int> run_convert(const ConvertCommand& command);
Result<int> run_explain(const ExplainCommand& command);
Result<int> run_plan(const PlanCommand& command);
Result<int> run_upgrade(const UpgradeCommand& command);
Result<int> run_open(const OpenCommand& command);
Result<int> run_weights(const WeightsCommand& command);

}  // namespace mintport
