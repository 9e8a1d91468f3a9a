// Files that list what a project needs installed. They are copied as they are; what to change is offered.
#pragma once

#include <string_view>
#include <vector>

#include "core/edit/finding.hh"
#include "core/mapping/tables.hh"
#include "core/source/source.hh"

namespace mintport {

// requirements.txt and its kin as pip reads them, or pyproject.toml: by its name.
bool lists_requirements(std::string_view path);

// In the order of their place. A pyproject.toml that does not parse has one, of kind syntax.
std::vector<Finding> review_requirements(const Source& source, const Tables& tables);

}  // namespace mintport
