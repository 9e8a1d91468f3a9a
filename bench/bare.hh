// tree-sitter alone: the measure of everything else.
#pragma once

#include <string_view>

namespace mintport::bench {

// Parses the text and frees the tree, with one parser for each thread. Does nothing else.
void parse_bare(std::string_view text);

}  // namespace mintport::bench
