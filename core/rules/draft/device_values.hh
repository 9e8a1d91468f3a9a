// What counts as a device in code.
#pragma once

#include "core/rules/draft/draft.hh"

namespace mintport {

// An expression that is a device: by its type fact, a text such as "cuda:0", torch.device(...), or what code
// calls `device` (the convention of the whole ecosystem).
bool is_device_value(const RuleInput& input, NodeId expression);

// The name of a parameter that takes a device.
bool is_device_parameter(std::string_view name);

}  // namespace mintport
