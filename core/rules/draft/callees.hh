// The functions of the project that a call may reach, found by known signatures.
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
  // The code identifies the callee: a name of this file or an import, or a method of the enclosing class or
  // of an object whose class is known. Otherwise only the name matches.
  bool certain = false;
  // The callee belongs to the package, whether its signature is known or not.
  bool of_package = false;
};

// Resolves a constructor by its class or the base that defines it, super().f by the bases, self.f by the
// enclosing class, self.x(...) and x(...) by forward of the class that __init__ or the function assigns.
// Otherwise functions of this file with that name, else of the imported module, else all of that name.
Callees callees(const RuleInput& input, NodeId call);

bool takes(const Signature& signature, std::string_view parameter);
// True if the function has **kwargs.
bool takes_more(const Signature& signature);

// True if every signature with a parameter at this position (from 0) has a wanted one there, and at least one
// has. Parameters after `*args` have no position.
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
