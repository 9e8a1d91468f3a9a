#include "core/syntax/flatten.hh"

#include <span>

#include "core/syntax/vocabulary.hh"
#include "language.h"
#include "tree.h"

namespace mintport {
namespace {

// A node whose children are being read. Hidden nodes do not appear: their children belong to the visible node
// around them, and inherit the hidden node's field if they have none.
struct Level {
  std::span<const Subtree> children;
  const TSSymbol* aliases = nullptr;  // by structural child (all except comments and the like)
  std::span<const TSFieldMapEntry> fields;
  TSFieldId field = 0;  // of a hidden node
  NodeId parent = kNoNode;
  bool visible = true;
  std::uint32_t next = 0;
  std::uint32_t structural = 0;  // of the next child
  ByteOffset at = 0;             // end of the last child
};

class Flattener {
 public:
  explicit Flattener(const TSTree* tree) : language_(tree->language), words_(vocabulary()) {
    nodes_.reserve(1 + ts_subtree_visible_descendant_count(tree->root));
    levels_.reserve(64);
    const Subtree root = tree->root;
    const ByteOffset begin = ts_subtree_padding(root).bytes;
    add(root, 0, 0, kNoNode, {begin, begin + ts_subtree_size(root).bytes});
    open(root, true, 0, 0, begin);
  }

  std::vector<Node> run() {
    while (!levels_.empty()) {
      Level& level = levels_.back();
      if (level.next == level.children.size()) {
        if (level.visible) nodes_[level.parent].last = static_cast<NodeId>(nodes_.size());
        levels_.pop_back();
      } else {
        visit(level);
      }
    }
    return std::move(nodes_);
  }

 private:
  void visit(Level& level) {
    const Subtree child = level.children[level.next];
    // The text before a node is the padding of its first leaf, so the first child begins where its parent
    // does.
    const ByteOffset begin = level.at + (level.next == 0 ? 0 : ts_subtree_padding(child).bytes);
    const ByteOffset end = begin + ts_subtree_size(child).bytes;
    ++level.next;
    level.at = end;
    TSSymbol alias = 0;
    TSFieldId field = 0;
    if (!ts_subtree_extra(child)) {
      if (level.aliases != nullptr) alias = level.aliases[level.structural];
      field = field_of(level);
      ++level.structural;
    }
    const NodeId parent = level.parent;
    if (ts_subtree_visible(child) || alias != 0) {
      const NodeId id = add(child, alias, field, parent, {begin, end});
      if (ts_subtree_child_count(child) > 0) open(child, true, 0, id, begin);
    } else if (ts_subtree_visible_child_count(child) > 0) {
      open(child, false, field, parent, begin);
    }
  }

  // The field of the next child.
  static TSFieldId field_of(const Level& level) {
    for (const TSFieldMapEntry& entry : level.fields) {
      if (!entry.inherited && entry.child_index == level.structural) return entry.field_id;
    }
    return level.field;
  }

  NodeId add(Subtree tree, TSSymbol alias, TSFieldId field, NodeId parent, ByteRange range) {
    const TSSymbol symbol = alias != 0 ? alias : ts_subtree_symbol(tree);
    const auto id = static_cast<NodeId>(nodes_.size());
    Node& node = nodes_.emplace_back();
    node.kind = ts_subtree_missing(tree)         ? Kind::missing
                : symbol == ts_builtin_sym_error ? Kind::error
                                                 : words_.kinds[language_->public_symbol_map[symbol]];
    node.named = alias != 0 ? language_->symbol_metadata[alias].named : ts_subtree_named(tree);
    node.field = words_.fields[field];
    node.range = range;
    node.parent = parent;
    node.last = id + 1;
    return id;
  }

  // `tree` has children. `parent` is the enclosing visible node.
  void open(Subtree tree, bool visible, TSFieldId field, NodeId parent, ByteOffset at) {
    Level& level = levels_.emplace_back();
    level.children = {ts_subtree_children(tree), ts_subtree_child_count(tree)};
    level.aliases = ts_language_alias_sequence(language_, tree.ptr->production_id);
    const TSFieldMapEntry *first = nullptr, *last = nullptr;
    ts_language_field_map(language_, tree.ptr->production_id, &first, &last);
    level.fields = {first, last};
    level.visible = visible;
    level.field = field;
    level.parent = parent;
    level.at = at;
  }

  const TSLanguage* language_;
  const Vocabulary& words_;
  std::vector<Node> nodes_;
  std::vector<Level> levels_;
};

}  // namespace

std::vector<Node> flatten(const TSTree* tree) {
  return Flattener(tree).run();
}

}  // namespace mintport
