#include "core/syntax/parser.hh"

#include <cassert>

#include "core/syntax/flatten.hh"
#include "core/syntax/vocabulary.hh"

namespace mintport {

std::vector<Node> parse_nodes(std::string_view text, std::size_t region) {
  const ParseArena arena(region);
  TSParser* const parser = ts_parser_new();
  [[maybe_unused]] const bool fits = ts_parser_set_language(parser, tree_sitter_python());
  assert(fits && "the grammar's ABI does not fit the tree-sitter core");
  TSTree* const tree =
      ts_parser_parse_string(parser, nullptr, text.data(), static_cast<std::uint32_t>(text.size()));
  std::vector<Node> nodes = flatten(tree);
  if (arena.spilled()) {
    ts_tree_delete(tree);
    ts_parser_delete(parser);
  }
  return nodes;
}

}  // namespace mintport
