// Words of an older MindSpore API and what says the same today (mappings/upgrade/spellings.txt).
#pragma once

#include <string>
#include <utility>
#include <vector>

namespace mintport {

// Pairs: the older word, the newer one.
std::vector<std::pair<std::string, std::string>> older_spellings();

}  // namespace mintport
