// What the way that a name is used says of it. Part of core/names: others include types.hh.
#pragma once

#include <string_view>
#include <vector>

#include "core/names/types.hh"

namespace mintport {

// A call that only tensors take. `size` is an attribute of arrays and pictures, and numpy's `repeat` has
// two arguments at most. What conversions write (`tile`) is no evidence, so that converting again finds
// what it found before.
// `list` is the call's list, or kNoNode.
bool only_tensors_take(std::string_view method, NodeId list, const Tree& tree, const Knowledge& knowledge);

// By group: a name on which a method is called that only tensors have is one, whatever else is said.
std::vector<TypeFact> hints_from_use(const Names& names, const Knowledge& knowledge);

}  // namespace mintport
