// Names of an older MindSpore API and their current equivalents (mappings/upgrade/spellings.txt).
#pragma once

#include <string>
#include <utility>
#include <vector>

namespace mintport {

// Pairs of an older and a newer name.
std::vector<std::pair<std::string, std::string>> older_spellings();

}  // namespace mintport
