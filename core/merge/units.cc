#include "core/merge/units.hh"

#include <algorithm>

#include "core/base/text.hh"

namespace mintport {
namespace {

bool is_blank(std::string_view text) {
  return trim(text).empty();
}

class Cutter {
 public:
  explicit Cutter(const Tree& tree) : tree_(tree), source_(tree.source()) {}

  std::vector<Unit> module() const { return block(children_of(0), {source_.bom_size(), source_.size()}); }

 private:
  // The end of the line of `offset`, including the line end.
  ByteOffset line_end(ByteOffset offset) const { return source_.whole_line(source_.line_at(offset)).end; }
  ByteOffset line_begin(ByteOffset offset) const { return source_.whole_line(source_.line_at(offset)).begin; }
  // The end of a node's last line. A node that ends with a line end ends on the line before.
  ByteOffset end_of(NodeId node) const {
    const ByteRange range = tree_[node].range;
    return line_end(range.end > range.begin ? range.end - 1 : range.end);
  }

  std::vector<NodeId> children_of(NodeId block) const {
    std::vector<NodeId> out;
    for (NodeId child : tree_.children(block)) {
      if (tree_[child].named && tree_[child].kind != Kind::comment) out.push_back(child);
    }
    return out;
  }

  // Units for `statements` and the comments between them. Together they cover the lines of `range`.
  std::vector<Unit> block(const std::vector<NodeId>& statements, ByteRange range) const {
    std::vector<Unit> out;
    ByteOffset at = range.begin;
    for (NodeId node : statements) {
      const ByteOffset begin = std::max(at, line_begin(tree_[node].range.begin));
      const ByteOffset end = std::min(std::max(end_of(node), at), range.end);
      if (tree_[node].range.begin < at) {  // on the same line as the previous statement
        if (!out.empty() && end > at) {
          out.back().range.end = out.back().core.end = end;
          make_opaque(out.back());
          at = end;
        } else if (!out.empty()) {
          make_opaque(out.back());
        }
        continue;
      }
      const ByteOffset blank = comments(out, at, begin);
      out.push_back(statement(node, {blank, end}, begin));
      at = end;
    }
    comments(out, at, range.end);
    return out;
  }

  static void make_opaque(Unit& unit) {
    unit.kind = Unit::Kind::statement;
    unit.node = kNoNode;
    unit.inner.clear();
  }

  // Adds a unit for each comment line in the gap. Returns the start of the blank lines after the last
  // comment.
  ByteOffset comments(std::vector<Unit>& out, ByteOffset begin, ByteOffset end) const {
    ByteOffset at = begin;
    for (ByteOffset line = begin; line < end;) {
      const ByteOffset next = std::min(line_end(line), end);
      if (next <= line) break;
      if (!is_blank(source_.text({line, next}))) {
        out.push_back({.kind = Unit::Kind::comment, .range = {at, next}, .core = {line, next}});
        at = next;
      }
      line = next;
    }
    return at;
  }

  Unit statement(NodeId node, ByteRange range, ByteOffset begin) const {
    Unit out{.node = node, .range = range, .core = {begin, range.end}, .key = key_of(node)};
    std::vector<Unit> clauses = clauses_of(node, out.core);
    if (clauses.empty()) return out;
    out.kind = Unit::Kind::compound;
    out.inner = std::move(clauses);
    return out;
  }

  // The nodes with a header and a block that form a compound statement, in order.
  std::vector<NodeId> clause_nodes(NodeId node) const {
    if (tree_[node].kind == Kind::decorated_definition) node = tree_.child(node, Field::definition);
    if (node == kNoNode || tree_.child(node, Kind::block) == kNoNode) return {};
    std::vector<NodeId> out{node};
    for (NodeId child : tree_.children(node)) {
      switch (tree_[child].kind) {
        case Kind::elif_clause:
        case Kind::else_clause:
        case Kind::except_clause:
        case Kind::except_group_clause:
        case Kind::finally_clause:
          out.push_back(child);
          break;
        default:
          break;
      }
    }
    return out;
  }

  // Empty if a block is on the line of its header.
  std::vector<Unit> clauses_of(NodeId node, ByteRange core) const {
    std::vector<Unit> out;
    const std::vector<NodeId> nodes = clause_nodes(node);
    for (std::size_t i = 0; i < nodes.size(); ++i) {
      const NodeId block_node = tree_.child(nodes[i], Kind::block);
      if (block_node == kNoNode) return {};
      const ByteOffset colon = colon_of(nodes[i], block_node);
      const ByteOffset begin = out.empty() ? core.begin : out.back().range.end;
      const ByteOffset body = line_end(colon);
      if (body > tree_[block_node].range.begin) return {};
      const ByteOffset end = i + 1 < nodes.size() ? line_begin(tree_[nodes[i + 1]].range.begin) : core.end;
      if (end < body) return {};
      Unit clause{.kind = Unit::Kind::clause,
                  .node = i == 0 ? node : nodes[i],
                  .range = {begin, end},
                  .core = {begin, end},
                  .header = {begin, body},
                  .key = clause_key(nodes[i])};
      clause.inner = block(children_of(block_node), {body, end});
      if (clause.inner.empty()) return {};
      // Comments and blank lines before the next clause belong to this clause.
      clause.inner.back().range.end = std::max(clause.inner.back().range.end, end);
      out.push_back(std::move(clause));
    }
    return out;
  }

  // The offset of the colon before the block.
  ByteOffset colon_of(NodeId clause, NodeId block) const {
    ByteOffset out = tree_[clause].range.begin;
    for (NodeId child : tree_.children(clause)) {
      if (child == block) break;
      if (tree_[child].kind == Kind::colon) out = tree_[child].range.begin;
    }
    return out;
  }

  std::string_view clause_key(NodeId clause) const {
    const NodeId condition = tree_.child(clause, Field::condition);
    return condition == kNoNode ? std::string_view() : tree_.text(condition);
  }

  std::string_view key_of(NodeId node) const {
    NodeId at = node;
    if (tree_[at].kind == Kind::decorated_definition) at = tree_.child(at, Field::definition);
    if (at == kNoNode) return {};
    switch (tree_[at].kind) {
      case Kind::function_definition:
      case Kind::class_definition:
        return text_of(tree_.child(at, Field::name));
      case Kind::import_from_statement:
        return text_of(tree_.child(at, Field::module_name));
      case Kind::expression_statement: {
        const NodeId inner = tree_.first_child(at);
        if (inner == kNoNode || tree_[inner].kind != Kind::assignment) return {};
        return text_of(tree_.child(inner, Field::left));
      }
      default:
        return {};
    }
  }

  std::string_view text_of(NodeId node) const {
    return node == kNoNode ? std::string_view() : tree_.text(node);
  }

  const Tree& tree_;
  const Source& source_;
};

}  // namespace

std::vector<Unit> cut_into_units(const Tree& tree) {
  return Cutter(tree).module();
}

}  // namespace mintport
