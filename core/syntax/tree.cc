#include "core/syntax/tree.hh"

#include <algorithm>

#include "core/syntax/errors.hh"
#include "core/syntax/parser.hh"
#include "core/syntax/prune.hh"

namespace mintport {
namespace {

bool is_part(const Node& node) {
  return node.named && node.kind != Kind::comment && node.kind != Kind::line_continuation;
}

}  // namespace

Tree Tree::parse(std::shared_ptr<const Source> source) {
  Tree out;
  out.nodes_ = parse_nodes(source->text());
  out.errors_ = errors_in(out.nodes_, source->text());
  out.source_ = std::move(source);
  out.sort_by_kind();
  return out;
}

Result<Tree> Tree::parse(std::string path, std::string bytes) {
  auto source = Source::make(std::move(path), std::move(bytes));
  if (!source) return fail(source.error());
  return parse(std::make_shared<const Source>(*std::move(source)));
}

Tree Tree::with_words(const std::vector<Edit>& edits, std::shared_ptr<const Source> new_text) const {
  // The growth of the text after each edit, in bytes. No node begins inside an edit, because a word has no
  // parts.
  std::vector<std::int64_t> growth{0};
  for (const Edit& edit : edits) {
    growth.push_back(growth.back() + static_cast<std::int64_t>(edit.text.size()) - edit.range.size());
  }
  const auto moved = [&](ByteOffset at) {
    const auto behind = std::upper_bound(edits.begin(), edits.end(), at,
                                         [](ByteOffset a, const Edit& edit) { return a < edit.range.end; });
    return static_cast<ByteOffset>(at + growth[static_cast<std::size_t>(behind - edits.begin())]);
  };
  Tree out;
  out.nodes_ = nodes_;
  for (Node& node : out.nodes_) node.range = {moved(node.range.begin), moved(node.range.end)};
  out.errors_ = errors_in(out.nodes_, new_text->text());
  out.source_ = std::move(new_text);
  out.by_kind_ = by_kind_;
  out.kind_starts_ = kind_starts_;
  return out;
}

void Tree::sort_by_kind() {
  for (const Node& node : nodes_) ++kind_starts_[static_cast<std::size_t>(node.kind) + 1];
  for (std::size_t at = 1; at < kind_starts_.size(); ++at) kind_starts_[at] += kind_starts_[at - 1];
  auto next = kind_starts_;
  by_kind_.resize(nodes_.size());
  for (NodeId id = 0; id < nodes_.size(); ++id)
    by_kind_[next[static_cast<std::size_t>(nodes_[id].kind)]++] = id;
}

NodeId Tree::next_sibling(NodeId id) const {
  const NodeId parent = nodes_[id].parent;
  if (parent == kNoNode) return kNoNode;
  const NodeId next = nodes_[id].last;
  return next < nodes_[parent].last ? next : kNoNode;
}

NodeId Tree::previous_sibling(NodeId id) const {
  const NodeId parent = nodes_[id].parent;
  if (parent == kNoNode) return kNoNode;
  NodeId before = kNoNode;
  for (NodeId at = first_child(parent); at != id; at = next_sibling(at)) before = at;
  return before;
}

NodeId Tree::child(NodeId id, Field field) const {
  if (id == kNoNode) return kNoNode;
  for (NodeId at = first_child(id); at != kNoNode; at = next_sibling(at)) {
    if (nodes_[at].field == field) return at;
  }
  return kNoNode;
}

NodeId Tree::child(NodeId id, Kind kind) const {
  if (id == kNoNode) return kNoNode;
  for (NodeId at = first_child(id); at != kNoNode; at = next_sibling(at)) {
    if (nodes_[at].kind == kind) return at;
  }
  return kNoNode;
}

std::vector<NodeId> Tree::children(NodeId id) const {
  std::vector<NodeId> out;
  for (NodeId at = first_child(id); at != kNoNode; at = next_sibling(at)) out.push_back(at);
  return out;
}

std::vector<NodeId> Tree::named_children(NodeId id) const {
  std::vector<NodeId> out;
  if (id == kNoNode) return out;
  for (NodeId at = first_child(id); at != kNoNode; at = next_sibling(at)) {
    if (is_part(nodes_[at])) out.push_back(at);
  }
  return out;
}

NodeId Tree::only_child(NodeId id) const {
  NodeId only = kNoNode;
  if (id == kNoNode) return kNoNode;
  for (NodeId at = first_child(id); at != kNoNode; at = next_sibling(at)) {
    if (!is_part(nodes_[at])) continue;
    if (only != kNoNode) return kNoNode;
    only = at;
  }
  return only;
}

NodeId Tree::ancestor(NodeId id, Kind kind) const {
  for (NodeId at = nodes_[id].parent; at != kNoNode; at = nodes_[at].parent) {
    if (nodes_[at].kind == kind) return at;
  }
  return kNoNode;
}

NodeId Tree::at(ByteRange range) const {
  if (!range.empty()) {
    // Nodes are in the order of their beginnings, so the node sought is the last that begins early enough, or
    // around it.
    const auto behind =
        std::upper_bound(nodes_.begin(), nodes_.end(), range.begin,
                         [](ByteOffset begin, const Node& node) { return begin < node.range.begin; });
    if (behind == nodes_.begin()) return 0;
    auto id = static_cast<NodeId>(behind - nodes_.begin() - 1);
    while (id != 0 && !nodes_[id].range.contains(range)) id = nodes_[id].parent;
    return id;
  }
  // Between two nodes, the first: only the way down finds it.
  NodeId id = 0;
  for (NodeId next = 0; next != kNoNode;) {
    id = next;
    next = kNoNode;
    for (NodeId c = first_child(id); c != kNoNode; c = next_sibling(c)) {
      if (nodes_[c].range.contains(range)) {
        next = c;
        break;
      }
    }
  }
  return id;
}

bool Tree::has_error() const {
  return std::any_of(nodes_.begin(), nodes_.end(),
                     [](const Node& node) { return node.kind == Kind::error || node.kind == Kind::missing; });
}

std::vector<ByteRange> Tree::errors_after(const std::vector<Edit>& edits, std::string_view new_text) const {
  if (errors_.empty() && parses_after(*this, edits)) return {};
  return errors_in(parse_nodes(new_text), new_text);
}

}  // namespace mintport
