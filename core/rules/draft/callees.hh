// The project's functions that a call may reach, by the signatures that are known.
#pragma once

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "core/rules/draft/draft.hh"

namespace mintport {

struct Callees {
  std::vector<const Signature*> known;
  // The code says whose function it is: a name of this file or an import, a method of the class around or of
  // an object whose class is known. Else only the name tells.
  bool certain = false;
  // What is called is the package's, signature known or not.
  bool of_package = false;
};

// A constructor by its class, or the base that has one; super().f by the bases; self.f by the class around;
// self.x(...) and x(...) by forward of what __init__ or the function makes it of. Otherwise those of this
// file with that name, else of the module that the name is imported from, else all of that name.
Callees callees(const RuleInput& input, NodeId call);

bool takes(const Signature& signature, std::string_view parameter);
// Has **kwargs.
bool takes_more(const Signature& signature);

// Every one that has a parameter at this place (from 0) has a wanted one there, and one has. What stands
// behind `*args` has no place.
template <class Wanted>
bool all_take_at(const std::vector<const Signature*>& known, std::size_t position, Wanted wanted) {
  bool any = false;
  for (const Signature* signature : known) {
    if (position >= signature->parameters.size()) continue;
    const auto first = signature->parameters.begin(), at = first + static_cast<std::ptrdiff_t>(position);
    if (!wanted(*at) || std::any_of(first, at, [](const std::string& one) { return one.starts_with('*'); }))
      return false;
    any = true;
  }
  return any;
}

}  // namespace mintport
