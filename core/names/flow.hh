// Finds the bindings that a variable's value may come from at a place: the last ones before it on each path
// through its function. Does not evaluate values or types.
#pragma once

#include <vector>

#include "core/names/names.hh"

namespace mintport {

// The identifiers that bind the variable that `use` reads (assigned names, parameters, loop variables), in no
// particular order. Empty if unknown: the variable belongs to another function, or nothing binds it before.
std::vector<NodeId> reaching_bindings(const Names& names, NodeId use);

}  // namespace mintport
