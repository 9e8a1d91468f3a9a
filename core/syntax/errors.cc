#include "core/syntax/errors.hh"

#include <optional>

namespace mintport {
namespace {

// The indentation at `byte`, by Python's rules: a tab reaches to the next multiple of 8, a form feed resets
// the column, a byte order mark does not count. nullopt if anything else precedes it on its logical line.
std::optional<std::uint32_t> indentation_at(std::string_view text, std::size_t byte) {
  std::size_t begin = byte;
  while (begin > 0 && (text[begin - 1] == ' ' || text[begin - 1] == '\t' || text[begin - 1] == '\f')) --begin;
  const std::string_view before = text.substr(0, begin);
  const bool at_start = before.empty() || before == "\xEF\xBB\xBF" || before.ends_with('\n');
  if (!at_start || before.ends_with("\\\n") || before.ends_with("\\\r\n")) return std::nullopt;
  std::uint32_t column = 0;
  for (char c : text.substr(begin, byte - begin)) {
    column = c == '\f' ? 0 : c == '\t' ? (column / 8 + 1) * 8 : column + 1;
  }
  return column;
}

// Compares the columns of statements that begin a line, in every block. The grammar accepts a wrong
// indentation and an empty block, but Python does not.
void add_indentation_errors(std::span<const Node> nodes, NodeId list, std::string_view text,
                            std::vector<ByteRange>& out) {
  std::optional<std::uint32_t> first;
  const Kind own = nodes[list].kind;
  const bool is_list = own == Kind::block || own == Kind::module;
  bool filled =
      own == Kind::module || own == Kind::decorated_definition;  // has a block; a block has a statement
  for (NodeId id = list + 1; id < nodes[list].last; id = nodes[id].last) {
    const Node& node = nodes[id];
    const bool statement = is_list && node.named && node.kind != Kind::comment;
    filled = filled || statement || (!is_list && node.kind == Kind::block);
    if (statement) {
      const auto column = indentation_at(text, node.range.begin);
      if (column && !first) first = column;
      if (column && column != first) out.push_back(node.range);
    }
    switch (node.kind) {
      case Kind::block:
      case Kind::if_statement:
      case Kind::elif_clause:
      case Kind::else_clause:
      case Kind::for_statement:
      case Kind::while_statement:
      case Kind::try_statement:
      case Kind::except_clause:
      case Kind::finally_clause:
      case Kind::with_statement:
      case Kind::function_definition:
      case Kind::class_definition:
      case Kind::decorated_definition:
        add_indentation_errors(nodes, id, text, out);
        break;
      default:
        break;
    }
  }
  if (!filled) out.push_back(nodes[list].range);
}

}  // namespace

std::vector<ByteRange> errors_in(std::span<const Node> nodes, std::string_view text) {
  std::vector<ByteRange> out;
  for (NodeId id = 0; id < nodes.size();) {
    const bool here = nodes[id].kind == Kind::error || nodes[id].kind == Kind::missing;
    if (here) out.push_back(nodes[id].range);
    id = here ? nodes[id].last : id + 1;
  }
  if (out.empty()) add_indentation_errors(nodes, 0, text, out);
  return out;
}

}  // namespace mintport
