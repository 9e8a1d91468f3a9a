// The possible classes of a value, judged within one file: by constructors, annotations of parameters,
// attributes that __init__ sets, and lists of such values.
#pragma once

#include <string>
#include <vector>

#include "core/names/names.hh"

namespace mintport {

// Qualified names ("transformers.CLIPTextModel"; for classes of this file, "its.module.Name"), sorted. Empty:
// unknown. Ignores `None`.
std::vector<std::string> classes_of(const Names& names, NodeId expression);

}  // namespace mintport
