// Names that a file reads although nothing binds them.
#pragma once

#include <string_view>
#include <vector>

#include "core/names/names.hh"

namespace mintport {

// The identifiers whose reading raises NameError as far as the file shows, in the order of the text. Leaves
// out builtins, names that a module's `import *` may bind, and names that code looks up to catch NameError.
std::vector<NodeId> undefined_names(const Names& names);

// True for a name that Python defines everywhere: `print`, `__file__`.
bool is_builtin(std::string_view name);

}  // namespace mintport
