#include "core/rules/draft/statements.hh"

#include <algorithm>

#include "core/base/text.hh"

namespace mintport {
namespace {

bool is_blank(std::string_view text) {
  return text.find_first_not_of(" \t\r\n\f") == std::string_view::npos;
}

// Sorted edits that can tell whether a range is removed.
class Removals {
 public:
  Removals(const Tree& tree, std::vector<Edit> edits) : tree_(tree), edits_(std::move(edits)) {}

  // The edit that removes all of the node (its new text is empty).
  Edit* removing(NodeId node) {
    const ByteRange range = tree_[node].range;
    auto after =
        std::upper_bound(edits_.begin(), edits_.end(), range.begin,
                         [](ByteOffset offset, const Edit& edit) { return offset < edit.range.begin; });
    while (after != edits_.begin()) {
      --after;
      if (after->range.empty()) continue;
      return after->range.contains(range) && after->text.empty() ? &*after : nullptr;
    }
    return nullptr;
  }

  // Removes the range and merges it with overlapping removals.
  void replace(ByteRange range) {
    for (const Edit& edit : edits_) {
      if (!edit.range.overlaps(range) || !edit.text.empty()) continue;
      range = {std::min(range.begin, edit.range.begin), std::max(range.end, edit.range.end)};
    }
    std::erase_if(edits_, [&](const Edit& edit) {
      if (edit.range.empty()) return range.begin < edit.range.begin && edit.range.begin < range.end;
      return range.overlaps(edit.range);
    });
    // After insertions at its first byte, as in merge().
    const auto at = std::find_if(edits_.begin(), edits_.end(), [&](const Edit& edit) {
      return edit.range.begin > range.begin || (edit.range.begin == range.begin && !edit.range.empty());
    });
    edits_.insert(at, Edit{range, ""});
  }

  std::vector<Edit> take() { return std::move(edits_); }

 private:
  const Tree& tree_;
  std::vector<Edit> edits_;
};

// The lines of a clause (`else:` and its block).
ByteRange clause_range(const Tree& tree, NodeId clause) {
  return statement_range(tree, clause);
}

bool all_removed(const Tree& tree, NodeId block, Removals& removals) {
  bool any = false;
  for (NodeId part = tree.first_child(block); part != kNoNode; part = tree.next_sibling(part)) {
    if (!tree[part].named || tree[part].kind == Kind::comment) continue;
    any = true;
    if (removals.removing(part) == nullptr) return false;
  }
  return any;
}

NodeId first_statement(const Tree& tree, NodeId block) {
  for (NodeId part = tree.first_child(block); part != kNoNode; part = tree.next_sibling(part)) {
    if (tree[part].named && tree[part].kind != Kind::comment) return part;
  }
  return kNoNode;
}

// True for an empty __init__(self) in a class without bases that has other statements.
bool is_needless_init(const Tree& tree, NodeId function) {
  const NodeId name = tree.child(function, Field::name), parameters = tree.child(function, Field::parameters);
  const NodeId body = tree[function].parent, owner = tree[body].parent;
  return name != kNoNode && tree.text(name) == "__init__" && parameters != kNoNode &&
         tree.named_children(parameters).size() == 1 && owner != kNoNode &&
         tree[owner].kind == Kind::class_definition && tree.child(owner, Field::superclasses) == kNoNode &&
         tree.named_children(body).size() > 1;
}

void settle(const Tree& tree, NodeId block, Removals& removals) {
  const NodeId owner = tree[block].parent;
  if (owner == kNoNode) return;
  // A block without its header needs no statement.
  if (removals.removing(tree.first_child(owner)) != nullptr) return;
  const Kind kind = tree[owner].kind;
  if (kind == Kind::if_statement && tree.child(owner, Field::consequence) == block &&
      tree.child(owner, Field::alternative) == kNoNode && stands_alone(tree, owner) &&
      is_pure(tree, tree.child(owner, Field::condition))) {
    removals.replace(statement_range(tree, owner));
    return;
  }
  // The last `elif`.
  if (kind == Kind::elif_clause && tree.next_sibling(owner) == kNoNode && stands_alone(tree, owner) &&
      is_pure(tree, tree.child(owner, Field::condition))) {
    removals.replace(clause_range(tree, owner));
    return;
  }
  if (kind == Kind::else_clause && tree[tree[owner].parent].kind == Kind::if_statement) {
    removals.replace(clause_range(tree, owner));
    return;
  }
  if (kind == Kind::try_statement && tree.child(owner, Field::body) == block &&
      tree.child(owner, Kind::finally_clause) == kNoNode && tree.child(owner, Kind::else_clause) == kNoNode) {
    removals.replace(statement_range(tree, owner));
    return;
  }
  if (kind == Kind::function_definition && is_needless_init(tree, owner)) {
    removals.replace(statement_range(tree, owner));
    return;
  }
  const NodeId first = first_statement(tree, block);
  Edit* edit = removals.removing(first);
  if (edit == nullptr) return;
  // The edit may remove more than this block; then the whole statement is gone.
  if (edit->range.contains(tree[owner].range)) return;
  const std::string_view newline = tree.source().newline();
  if (edit->range.begin < tree[first].range.begin || tree.source().position(edit->range.begin).column == 1) {
    edit->text = std::string(indentation(tree, first)) + "pass" + std::string(newline);
  } else {
    edit->text = "pass";
  }
}

}  // namespace

bool is_statement_list(Kind kind) {
  return kind == Kind::module || kind == Kind::block;
}

std::string_view indentation(const Tree& tree, NodeId node) {
  const Source& source = tree.source();
  const std::string_view line = source.text(source.line(source.line_at(tree[node].range.begin)));
  const std::size_t end = line.find_first_not_of(" \t");
  return line.substr(0, end == std::string_view::npos ? line.size() : end);
}

bool stands_alone(const Tree& tree, NodeId statement) {
  const Source& source = tree.source();
  const ByteRange range = tree[statement].range;
  const ByteRange first = source.line(source.line_at(range.begin));
  const ByteRange last = source.line(source.line_at(range.end > range.begin ? range.end - 1 : range.end));
  if (!is_blank(source.text({first.begin, range.begin}))) return false;
  if (range.end >= last.end) return true;
  const std::string_view behind = source.text({range.end, last.end});
  const std::size_t at = behind.find_first_not_of(" \t");
  return at == std::string_view::npos || behind[at] == '#';
}

namespace {

ByteRange with_semicolon(const Tree& tree, NodeId statement) {
  ByteRange range = tree[statement].range;
  const Source& source = tree.source();
  const NodeId next = tree.next_sibling(statement), before = tree.previous_sibling(statement);
  if (next != kNoNode && tree[next].kind == Kind::semicolon) {
    const NodeId other = tree.next_sibling(next);
    const bool same_line =
        other != kNoNode && source.line_at(tree[other].range.begin) == source.line_at(range.end);
    range.end = same_line ? tree[other].range.begin : tree[next].range.end;
  } else if (before != kNoNode && tree[before].kind == Kind::semicolon) {
    range.begin = tree[before].range.begin;
  }
  return range;
}

}  // namespace

ByteRange statement_range(const Tree& tree, NodeId statement, int comment_lines_above) {
  const Source& source = tree.source();
  const ByteRange range = tree[statement].range;
  if (!stands_alone(tree, statement)) return with_semicolon(tree, statement);
  std::uint32_t first = source.line_at(range.begin);
  const std::uint32_t last = source.line_at(range.end > range.begin ? range.end - 1 : range.end);
  const std::string_view own = indentation(tree, statement);
  for (; comment_lines_above > 0 && first > 1; --comment_lines_above) {
    const std::string_view above = source.text(source.line(first - 1));
    if (!above.starts_with(own) || above.size() <= own.size() || above[own.size()] != '#') break;
    --first;
  }
  return {source.whole_line(first).begin, source.whole_line(last).end};
}

ByteRange paragraph_range(const Tree& tree, NodeId statement) {
  const Source& source = tree.source();
  const ByteRange alone = statement_range(tree, statement);
  if (!stands_alone(tree, statement) || alone.begin == alone.end) return alone;
  const std::string_view own = indentation(tree, statement);
  const std::uint32_t below = source.line_at(alone.end - 1) + 1;
  if (below <= source.line_count()) {
    const std::string_view line = source.text(source.line(below));
    const std::size_t at = line.find_first_not_of(" \t\r");
    if (at != std::string_view::npos && at >= own.size() && line[at] != '#') return alone;
  }
  return statement_range(tree, statement, 20);
}

NodeId statement_of(const Tree& tree, NodeId node) {
  NodeId at = node;
  while (tree[at].parent != kNoNode && !is_statement_list(tree[tree[at].parent].kind)) at = tree[at].parent;
  return at;
}

ByteOffset block_start(const Tree& tree, NodeId block) {
  const NodeId owner = tree[block].parent;
  NodeId colon = kNoNode;
  for (NodeId at = tree.first_child(owner); at != block && at != kNoNode; at = tree.next_sibling(at)) {
    if (tree[at].kind == Kind::colon) colon = at;
  }
  if (colon == kNoNode) return kNoOffset;
  const Source& source = tree.source();
  const std::uint32_t header = source.line_at(tree[colon].range.begin);
  return source.line_at(tree[block].range.begin) == header ? kNoOffset : source.whole_line(header).end;
}

std::vector<Edit> dedent(const Tree& tree, NodeId block, std::string_view indent) {
  const Source& source = tree.source();
  std::vector<Edit> edits;
  const std::string_view from = indentation(tree, first_statement(tree, block));
  if (from.size() <= indent.size()) return edits;
  // Lines inside a string that begins earlier keep their bytes.
  std::vector<ByteRange> strings;
  for (NodeId id = block; id < tree[block].last; ++id) {
    if (tree[id].kind == Kind::string && tree[id].range.size() > 3) strings.push_back(tree[id].range);
  }
  const ByteOffset start = block_start(tree, block);
  if (start == kNoOffset) return edits;
  const std::uint32_t first = source.line_at(start);
  const std::uint32_t last = source.line_at(tree[block].range.end > 0 ? tree[block].range.end - 1 : 0);
  for (std::uint32_t number = first; number <= last; ++number) {
    const ByteRange line = source.line(number);
    const bool in_string = std::any_of(strings.begin(), strings.end(), [&](ByteRange string) {
      return string.begin < line.begin && line.begin < string.end;
    });
    const std::string_view text = source.text(line);
    if (in_string || is_blank(text)) continue;
    // Only columns of the block's own depth: those before belong to an outer block, which may be moved too.
    const std::size_t depth = text.find_first_not_of(" \t");
    const auto begin = static_cast<ByteOffset>(std::min(indent.size(), depth));
    const auto end = static_cast<ByteOffset>(std::min(from.size(), depth));
    if (begin < end) edits.push_back({{line.begin + begin, line.begin + end}, ""});
  }
  return edits;
}

std::string commented(std::string_view code, std::string_view indent) {
  std::string out = "# ";
  for (std::size_t at = 0; at < code.size(); ++at) {
    out += code[at];
    if (code[at] != '\n') continue;
    if (code.substr(at + 1).starts_with(indent)) at += indent.size();
    out.append(indent).append("# ");
  }
  return out;
}

bool is_pure(const Tree& tree, NodeId expression) {
  if (expression == kNoNode) return true;
  for (NodeId id = expression; id < tree[expression].last; ++id) {
    switch (tree[id].kind) {
      case Kind::call: {
        const NodeId function = tree.child(id, Field::function);
        if (function == kNoNode) return false;
        const std::string_view name = last_part(tree.text(function));
        const bool looks = name == "isinstance" || name == "hasattr" || name == "getattr" || name == "len" ||
                           name == "get" || name == "get_device" || name == "size" || name == "dim" ||
                           (name.starts_with("is_") && !name.ends_with('_'));
        if (!looks) return false;
        break;
      }
      case Kind::named_expression:
      case Kind::await:
      case Kind::yield:
        return false;
      default:
        break;
    }
  }
  return true;
}

std::vector<Edit> settle_blocks(const Tree& tree, std::vector<Edit> edits) {
  Removals removals(tree, std::move(edits));
  const auto nodes = tree.nodes();
  // Goes backwards, because inner blocks follow outer ones in preorder: an emptied `if` then counts as
  // removed in its own block.
  for (NodeId id = static_cast<NodeId>(nodes.size()); id-- > 0;) {
    if (nodes[id].kind == Kind::block && all_removed(tree, id, removals)) settle(tree, id, removals);
  }
  return removals.take();
}

namespace {

// a, (b, *c) = ...
bool is_pattern(Kind kind) {
  return kind == Kind::pattern_list || kind == Kind::tuple_pattern || kind == Kind::list_pattern ||
         kind == Kind::list_splat_pattern;
}

}  // namespace

bool is_target(const Tree& tree, NodeId expression) {
  while (is_pattern(tree[tree[expression].parent].kind)) expression = tree[expression].parent;
  switch (tree[tree[expression].parent].kind) {
    case Kind::delete_statement:
    case Kind::as_pattern_target:
      return true;
    case Kind::expression_list:  // del a, b
      return tree[tree[tree[expression].parent].parent].kind == Kind::delete_statement;
    default:
      break;
  }
  if (tree[expression].field != Field::left) return false;
  const Kind up = tree[tree[expression].parent].kind;
  return up != Kind::binary_operator && up != Kind::boolean_operator;
}

}  // namespace mintport
