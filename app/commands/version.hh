// What `mintport --version` prints.
#pragma once

#include <string>

namespace mintport::cli {

// The commit that was built, "7f6a0bc01234" or "7f6a0bc01234-dirty"; empty if the sources had no git. The
// build writes it.
extern const char* const kCommit;

// "0.1.0 (7f6a0bc01234)", and on a second line the releases of the libraries that the tables know.
std::string version_text();

}  // namespace mintport::cli
