// A text of the port for comparing code by meaning: its tree, its names, and a range of lines.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "core/names/names.hh"

namespace mintport {

// The byte range of lines; 1-based, also if `count` is 0.
ByteRange lines_range(std::string_view text, std::uint32_t start, std::uint32_t count);

struct PortSide {
  Tree tree;
  Names names;
  ByteRange range;

  // `path` and `package` as for Names; `package` is the port's.
  PortSide(std::shared_ptr<const Source> source, ByteRange lines, const std::string& path,
           const std::string& package);
  PortSide(const PortSide&) = delete;  // names refer to the tree

  bool in_range(NodeId node) const { return tree[node].range.overlaps(range); }
  std::string_view text(NodeId node) const { return tree.text(node); }
  // The nodes of a block or module that lie in the range.
  std::vector<NodeId> touched(NodeId list, bool comments) const;
  // The text of the node with imported names replaced by qualified names, so that `solve` and `ours.solve`
  // can be equal. Ignores layout and comments.
  std::string meaning(NodeId node) const;
};

// True for an identifier or a chain of attributes on any expression.
bool is_name(const Tree& tree, NodeId node);

struct Arguments {
  std::vector<NodeId> places, keywords;
};
Arguments split_arguments(const Tree& tree, NodeId list);

}  // namespace mintport
