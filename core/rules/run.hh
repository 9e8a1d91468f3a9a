// Runs the passes over a file.
#pragma once

#include <string>

#include "core/rules/passes.hh"

namespace mintport {

// The fault in an order of passes: a phase after a later one, or a pass before one that it must follow.
// Empty: no fault.
std::string fault_in_order(std::span<const Pass* const> passes);

// Runs the phases before `settled`. Skips passes that are not wanted, and those whose rules are all disabled.
// The order must have no fault.
void run_passes(std::span<const Pass* const> passes, RuleContext& context);

// Runs the phase `settled`, after the edits of all changes are known.
void look_at_settled(std::span<const Pass* const> passes, RuleContext& context, const Settled& settled);

}  // namespace mintport
