// What in the code says what a value is or what a call reaches, as texts for people: kept with a change that
// rests on it. Lines are those of the original, from 1.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/rules/draft/draft.hh"

namespace mintport {

// "x has the type tensor: annotation in line 12"; empty when nothing is known of the value.
std::string evidence_of(const RuleInput& input, NodeId value);

// That, or for what is a device by the habit of naming it so: "the name `self.device` says device".
std::string evidence_of_device(const RuleInput& input, NodeId value);

// "f(x, device) in line 30 of hf.models.a"; of several that a call may reach, the first and how many
// more. Empty for none.
std::string evidence_of_callees(const std::vector<const Signature*>& known);

// The change with what it rests on.
Change resting_on(std::string evidence, Change change);

// "vae.encode(x) in line 12"; of a longer expression its first line.
std::string evidence_at(const Tree& tree, NodeId node);

}  // namespace mintport
