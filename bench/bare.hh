// tree-sitter alone, as the baseline of all benchmarks.
#pragma once

#include <string_view>

namespace mintport::bench {

// Parses the text and frees the tree, with one parser per thread. Does nothing else.
void parse_bare(std::string_view text);

}  // namespace mintport::bench
