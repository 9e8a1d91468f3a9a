// Which classes a value may be an instance of, as one file says it: by constructors, annotations of
// parameters, what a class's __init__ keeps under the name, and lists of such values.
#pragma once

#include <string>
#include <vector>

#include "core/names/names.hh"

namespace mintport {

// Qualified names ("transformers.CLIPTextModel"; of classes of this file, "its.module.Name"), sorted. Empty:
// not known. `None` counts as no class.
std::vector<std::string> classes_of(const Names& names, NodeId expression);

}  // namespace mintport
