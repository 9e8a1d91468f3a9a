// The project's functions that a call may reach, by the signatures that are known.
#pragma once

#include <string_view>
#include <vector>

#include "core/rules/draft.hh"

namespace mintport {

// Of this file where it defines the name, else of the module that the name is imported from, else all of that
// name; a constructor by its class, super().__init__ by the first base. Empty: none is known.
std::vector<const Signature*> callees(const RuleInput& input, NodeId call);

bool takes(const Signature& signature, std::string_view parameter);

// Every one that has a parameter at this place (from 0) has a wanted one there, and one has.
template <class Wanted>
bool all_take_at(const std::vector<const Signature*>& known, std::size_t position, Wanted wanted) {
  bool any = false;
  for (const Signature* signature : known) {
    if (position >= signature->parameters.size()) continue;
    if (!wanted(signature->parameters[position])) return false;
    any = true;
  }
  return any;
}

}  // namespace mintport
