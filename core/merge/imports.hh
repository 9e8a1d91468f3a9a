// Imports that a merged text needs: a statement that came from one side, whose import the other had removed.
// Private to this folder.
#pragma once

#include "core/merge/merge.hh"
#include "core/merge/nodes.hh"

namespace mintport {

// Adds to the conflict-free pieces of `merge` the module's imports of theirs (else of ours) for names that
// the result uses and nothing binds. Takes out names that nothing uses and that theirs brought, or that ours
// (as it was before it was respelled: `before`) used, and notes those of ours. A package's __init__ keeps
// what it brings: others import it from there. `result` is the text with every conflict taken as ours.
void settle_imports(Merge& merge, const ThreeDocuments& documents, const Tree& before, const Tree& result);

}  // namespace mintport
