// Files that list requirements. They are copied unchanged, with findings that offer changes.
#pragma once

#include <string_view>
#include <vector>

#include "core/edit/finding.hh"
#include "core/mapping/tables.hh"
#include "core/source/source.hh"

namespace mintport {

// True for requirements.txt and similar files that pip reads, and for pyproject.toml. Judged by the name.
bool lists_requirements(std::string_view path);

// In the order of the file. A pyproject.toml that does not parse has one finding, of kind syntax.
std::vector<Finding> review_requirements(const Source& source, const Tables& tables);

}  // namespace mintport
