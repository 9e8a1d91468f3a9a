// Types from the way a name is used. Part of core/names: others include types.hh.
#pragma once

#include <string_view>
#include <vector>

#include "core/names/types.hh"

namespace mintport {

// True for a call that only tensors support. Excluded: `size`, an attribute of arrays and images; numpy's
// `repeat`, with at most two arguments; and names that conversions write (`tile`), so that a second
// conversion finds the same as the first. `list` is the call's argument list, or kNoNode.
bool only_tensors_take(std::string_view method, NodeId list, const Tree& tree, const Knowledge& knowledge);

// By group. A name on which a method is called that only tensors have is a tensor, whatever else is known.
std::vector<TypeFact> hints_from_use(const Names& names, const Knowledge& knowledge);

}  // namespace mintport
