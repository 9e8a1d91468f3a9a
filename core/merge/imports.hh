// Repairs the imports of a merged text, for example when ours removed the import of a statement that theirs
// kept. Private to this folder.
#pragma once

#include "core/merge/merge.hh"
#include "core/merge/nodes.hh"

namespace mintport {

// Adds the module's imports from theirs (else from ours) to the conflict-free pieces of `merge`, for names
// that the result uses but does not bind. Removes unused names that theirs added, or that ours used (in
// `before`, the text before respelling), and records those of ours. A package's __init__ keeps its names,
// because other files import them. `result` is the text with every conflict resolved as ours.
void settle_imports(Merge& merge, const ThreeDocuments& documents, const Tree& before, const Tree& result);

}  // namespace mintport
