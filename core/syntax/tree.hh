// The syntax tree of a Python file, as a flat array of nodes in preorder.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/error.hh"
#include "core/base/range.hh"
#include "core/edit/edit.hh"
#include "core/source/source.hh"
#include "core/syntax/kind.hh"

namespace mintport {

// Index in Tree::nodes(); 0 is the module. The descendants of a node are the ids after it, up to `last`.
using NodeId = std::uint32_t;
inline constexpr NodeId kNoNode = 0xFFFFFFFF;

struct Node {
  Kind kind = Kind::other;
  Field field = Field::none;  // role in the parent
  bool named = true;          // false: punctuation and keywords
  ByteRange range;
  NodeId parent = kNoNode;
  NodeId last = 0;  // one past the last descendant

  friend bool operator==(const Node&, const Node&) = default;
};

class Tree {
 public:
  // Parses. Never fails: broken code gives nodes of Kind::error. The tree shares ownership of the source.
  static Tree parse(std::shared_ptr<const Source> source);
  // Parses bytes that are not yet a Source; `path` names them. Errors: those of Source::make().
  static Result<Tree> parse(std::string path, std::string bytes);

  // The tree of `new_text`: this tree's text after `edits` (sorted), which replace identifiers with
  // identifiers. The nodes stay the same, so nothing is parsed.
  Tree with_words(const std::vector<Edit>& edits, std::shared_ptr<const Source> new_text) const;

  const Source& source() const { return *source_; }
  std::shared_ptr<const Source> shared_source() const { return source_; }
  std::span<const Node> nodes() const { return nodes_; }
  const Node& operator[](NodeId id) const { return nodes_[id]; }
  // All nodes of the kind, in the order of the text.
  std::span<const NodeId> of(Kind kind) const {
    const auto at = static_cast<std::size_t>(kind);
    return std::span(by_kind_).subspan(kind_starts_[at], kind_starts_[at + 1] - kind_starts_[at]);
  }
  // Questions that kNoNode answers as well: it has no text, no kind and no children. So they can be chained
  // without a test of each step.
  std::string_view text(NodeId id) const {
    return id == kNoNode ? std::string_view() : source_->text(nodes_[id].range);
  }
  template <class... Kinds>
  bool is(NodeId id, Kinds... any) const {
    return id != kNoNode && ((nodes_[id].kind == any) || ...);
  }
  NodeId child(NodeId id, Field field) const;           // the first
  NodeId child(NodeId id, Kind kind) const;             // the first
  std::vector<NodeId> named_children(NodeId id) const;  // without comments and punctuation
  NodeId only_child(NodeId id) const;                   // the named child, where there is exactly one

  // Navigation; kNoNode if there is no such node. Children include anonymous nodes.
  NodeId first_child(NodeId id) const { return id + 1 < nodes_[id].last ? id + 1 : kNoNode; }
  NodeId next_sibling(NodeId id) const;
  NodeId previous_sibling(NodeId id) const;
  std::vector<NodeId> children(NodeId id) const;  // all
  // The nearest ancestor of that kind, the node itself not included.
  NodeId ancestor(NodeId id, Kind kind) const;
  // The innermost node that contains the range.
  NodeId at(ByteRange range) const;

  bool has_error() const;  // except for indentation
  // The syntax errors, in order. If there are none, the statements whose column differs from their block's.
  const std::vector<ByteRange>& errors() const { return errors_; }
  // The errors of `new_text`, the text after `edits` (sorted, not overlapping). Fast for typical edits: most
  // are proven harmless by the text that they replace, and only the statements around the others are parsed
  // (prune.hh).
  std::vector<ByteRange> errors_after(const std::vector<Edit>& edits, std::string_view new_text) const;

 private:
  Tree() = default;
  void sort_by_kind();
  std::shared_ptr<const Source> source_;
  std::vector<Node> nodes_;
  std::vector<ByteRange> errors_;
  std::vector<NodeId> by_kind_;  // grouped by kind; `kind_starts_` holds the start of each group
  std::array<std::uint32_t, kKinds + 1> kind_starts_{};
};

}  // namespace mintport
