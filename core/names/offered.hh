// What a module offers to who imports from it.
#pragma once

#include <set>
#include <string>

#include "core/names/names.hh"

namespace mintport {

// Every name that the module binds at its top level, under conditions too; for a package (an __init__.py)
// also what its texts name, for lazily loaded ones list their names so.
std::set<std::string> offered_names(const Names& names, bool package);

}  // namespace mintport
