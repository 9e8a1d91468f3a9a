#include "core/syntax/parser.hh"

#include <tree_sitter/api.h>

#include <cassert>
#include <memory>
#include <unordered_map>

extern "C" const TSLanguage* tree_sitter_python(void);

namespace mintport {
namespace {

struct Vocabulary {
  std::vector<Kind> kinds;    // by TSSymbol
  std::vector<Field> fields;  // by TSFieldId
};

// The grammar's numbers for our kinds and fields, looked up by name once.
const Vocabulary& vocabulary() {
  static const Vocabulary built = [] {
    std::unordered_map<std::string_view, Kind> named, tokens;
    std::unordered_map<std::string_view, Field> fields;
#define X(name, spelling) named.emplace(spelling, Kind::name);
    MINTPORT_NAMED_KINDS(X)
#undef X
#define X(name, spelling) tokens.emplace(spelling, Kind::name);
    MINTPORT_TOKEN_KINDS(X)
#undef X
#define X(name, spelling) fields.emplace(spelling, Field::name);
    MINTPORT_FIELDS(X)
#undef X
    const TSLanguage* language = tree_sitter_python();
    Vocabulary v;
    v.kinds.resize(ts_language_symbol_count(language), Kind::other);
    for (std::uint32_t symbol = 0; symbol < v.kinds.size(); ++symbol) {
      const bool is_named =
          ts_language_symbol_type(language, static_cast<TSSymbol>(symbol)) == TSSymbolTypeRegular;
      const auto& table = is_named ? named : tokens;
      const auto found = table.find(ts_language_symbol_name(language, static_cast<TSSymbol>(symbol)));
      v.kinds[symbol] = found != table.end() ? found->second : is_named ? Kind::other : Kind::token;
    }
    v.fields.resize(ts_language_field_count(language) + 1, Field::none);
    for (std::uint32_t field = 1; field < v.fields.size(); ++field) {
      const auto found = fields.find(ts_language_field_name_for_id(language, static_cast<TSFieldId>(field)));
      if (found != fields.end()) v.fields[field] = found->second;
    }
    return v;
  }();
  return built;
}

struct ParserDeleter {
  void operator()(TSParser* parser) const { ts_parser_delete(parser); }
};

struct TreeDeleter {
  void operator()(TSTree* tree) const { ts_tree_delete(tree); }
};

std::unique_ptr<TSTree, TreeDeleter> run_parser(std::string_view text) {
  // One parser a thread: making one costs more than parsing a small file.
  thread_local std::unique_ptr<TSParser, ParserDeleter> parser = [] {
    std::unique_ptr<TSParser, ParserDeleter> made(ts_parser_new());
    [[maybe_unused]] const bool fits = ts_parser_set_language(made.get(), tree_sitter_python());
    assert(fits && "the grammar's ABI does not fit the tree-sitter core");
    return made;
  }();
  ts_parser_reset(parser.get());
  return std::unique_ptr<TSTree, TreeDeleter>(
      ts_parser_parse_string(parser.get(), nullptr, text.data(), static_cast<std::uint32_t>(text.size())));
}

}  // namespace

std::vector<Node> parse_nodes(std::string_view text) {
  const Vocabulary& words = vocabulary();
  const auto tree = run_parser(text);
  const TSNode root = ts_tree_root_node(tree.get());
  std::vector<Node> nodes;
  nodes.reserve(ts_node_descendant_count(root));

  TSTreeCursor cursor = ts_tree_cursor_new(root);
  NodeId parent = kNoNode;
  for (bool more = true; more;) {
    const TSNode at = ts_tree_cursor_current_node(&cursor);
    Node node;
    const TSSymbol symbol = ts_node_symbol(at);
    node.kind = ts_node_is_missing(at)        ? Kind::missing
                : symbol < words.kinds.size() ? words.kinds[symbol]
                                              : Kind::error;  // (TSSymbol)-1
    node.named = ts_node_is_named(at);
    node.field = words.fields[ts_tree_cursor_current_field_id(&cursor)];
    node.range = {ts_node_start_byte(at), ts_node_end_byte(at)};
    node.parent = parent;
    const NodeId id = static_cast<NodeId>(nodes.size());
    nodes.push_back(node);
    if (ts_tree_cursor_goto_first_child(&cursor)) {
      parent = id;
      continue;
    }
    nodes[id].last = id + 1;
    while (!ts_tree_cursor_goto_next_sibling(&cursor)) {
      if (parent == kNoNode) {
        more = false;
        break;
      }
      ts_tree_cursor_goto_parent(&cursor);
      nodes[parent].last = static_cast<NodeId>(nodes.size());
      parent = nodes[parent].parent;
    }
  }
  ts_tree_cursor_delete(&cursor);
  return nodes;
}

}  // namespace mintport
