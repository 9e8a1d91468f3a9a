// Describes the evidence for a value's type or a call's target, for people. It is kept with the change that
// depends on it. Lines are those of the source, 1-based.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/rules/draft/draft.hh"

namespace mintport {

// "x has the type tensor: annotation in line 12"; empty if the type is unknown.
std::string evidence_of(const RuleInput& input, NodeId value);

// The same; for a device recognised by its name: "the name `self.device` says device".
std::string evidence_of_device(const RuleInput& input, NodeId value);

// "f(x, device) in line 30 of hf.models.a"; for several possible callees the first one and the number of
// others. Empty for none.
std::string evidence_of_callees(const std::vector<const Signature*>& known);

// Adds the evidence to the change.
Change resting_on(std::string evidence, Change change);

// "vae.encode(x) in line 12"; for a longer expression its first line.
std::string evidence_at(const Tree& tree, NodeId node);

}  // namespace mintport
