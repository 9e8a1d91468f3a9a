// Which bindings a variable's value may be from at a place: the last ones before it on each way through the
// statements of its function. No values, no types.
#pragma once

#include <vector>

#include "core/names/names.hh"

namespace mintport {

// The identifiers that bind what `use` reads (assigned names, parameters, loop variables), in no order that
// counts. Empty when that is not known: the variable is another function's, or nothing binds it before.
std::vector<NodeId> reaching_bindings(const Names& names, NodeId use);

}  // namespace mintport
