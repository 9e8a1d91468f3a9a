#include "core/syntax/highlight.hh"

namespace mintport {
namespace {

bool is_word(std::string_view text) {
  return !text.empty() && text[0] >= 'a' && text[0] <= 'z';
}

}  // namespace

std::vector<Token> highlight(const Tree& tree) {
  std::vector<Token> out;
  const auto nodes = tree.nodes();
  auto add = [&](NodeId id, TokenClass kind) { out.push_back({nodes[id].range, kind}); };
  for (NodeId id = 0; id < nodes.size(); ++id) {
    const Node& node = nodes[id];
    switch (node.kind) {
      case Kind::comment:
        add(id, TokenClass::comment);
        break;
      case Kind::string_start:
      case Kind::string_content:
      case Kind::string_end:
        if (!node.range.empty()) add(id, TokenClass::string);
        id = node.last - 1;  // escape sequences are part of the content
        break;
      case Kind::integer:
      case Kind::float_:
        add(id, TokenClass::number);
        break;
      case Kind::true_:
      case Kind::false_:
      case Kind::none:
        add(id, TokenClass::keyword);
        break;
      case Kind::decorator:
        if (const NodeId at = tree.first_child(id); at != kNoNode) {
          const NodeId name = tree.next_sibling(at);
          const bool plain = name != kNoNode &&
                             (nodes[name].kind == Kind::identifier || nodes[name].kind == Kind::attribute);
          out.push_back({{nodes[at].range.begin, plain ? nodes[name].range.end : nodes[at].range.end},
                         TokenClass::decorator});
          id = plain ? nodes[name].last - 1 : at;
        }
        break;
      case Kind::identifier: {
        if (node.parent == kNoNode) break;
        const Kind parent = nodes[node.parent].kind;
        if (parent == Kind::function_definition && node.field == Field::name) {
          add(id, TokenClass::function);
        } else if (parent == Kind::class_definition && node.field == Field::name) {
          add(id, TokenClass::type);
        } else if (parent == Kind::call && node.field == Field::function) {
          add(id, TokenClass::function);
        } else if (parent == Kind::attribute && node.field == Field::attribute) {
          const NodeId call = nodes[node.parent].parent;
          if (call != kNoNode && nodes[call].kind == Kind::call &&
              nodes[node.parent].field == Field::function) {
            add(id, TokenClass::function);
          }
        } else if (parent == Kind::type) {
          add(id, TokenClass::type);
        }
        break;
      }
      case Kind::token:
        if (is_word(tree.text(id))) add(id, TokenClass::keyword);
        break;
      default:
        break;
    }
  }
  return out;
}

}  // namespace mintport
