// Identifies devices in code.
#pragma once

#include "core/rules/draft/draft.hh"

namespace mintport {

// True for a device: by its type fact, a string such as "cuda:0", torch.device(...), or a variable called
// `device` (a common convention).
bool is_device_value(const RuleInput& input, NodeId expression);

// True for `.type` of a device.
bool is_device_type(const RuleInput& input, NodeId expression);

// True for the name of a parameter that takes a device.
bool is_device_parameter(std::string_view name);

}  // namespace mintport
