// The names that a module offers for import.
#pragma once

#include <set>
#include <string>

#include "core/names/names.hh"

namespace mintport {

// Every name that the module binds at top level, including under conditions, and "Class.member" for an
// enumeration. For a package (an __init__.py) also the names in its strings, because lazily loaded packages
// list their names so.
std::set<std::string> offered_names(const Names& names, bool package);

}  // namespace mintport
