// Runs the passes over a file.
#pragma once

#include <string>

#include "core/rules/passes.hh"

namespace mintport {

// What is wrong with an order of passes: a phase behind a later one, or a pass before one that it must
// follow. Empty: nothing.
std::string fault_in_order(std::span<const Pass* const> passes);

// Runs the phases before `settled`. Passes that are not wanted, or whose rules are all left out by the
// options, are passed over. The order must have no fault.
void run_passes(std::span<const Pass* const> passes, RuleContext& context);

// Runs the phase `settled`, when it is known which edits the changes come to.
void look_at_settled(std::span<const Pass* const> passes, RuleContext& context, const Settled& settled);

}  // namespace mintport
