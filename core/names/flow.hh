// Finds the bindings that a variable's value may come from at a place: the last ones before it on each path
// through its function. Does not evaluate values or types.
#pragma once

#include <algorithm>
#include <vector>

#include "core/names/names.hh"

namespace mintport {

// The identifiers that bind the variable that `use` reads (assigned names, parameters, loop variables), in no
// particular order. Empty if unknown: the variable belongs to another function, or nothing binds it before.
std::vector<NodeId> reaching_bindings(const Names& names, NodeId use);

// True if such bindings are known and all pass the test.
template <class Test>
bool every_binding(const Names& names, NodeId use, Test test) {
  const auto bindings = reaching_bindings(names, use);
  return !bindings.empty() && std::all_of(bindings.begin(), bindings.end(), test);
}

}  // namespace mintport
