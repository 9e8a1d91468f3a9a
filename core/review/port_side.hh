// One text of the port for comparing code by what it means: its tree, its names, and the lines that are
// looked at.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "core/names/names.hh"

namespace mintport {

// Lines of a text as bytes; 1-based, also where `count` is 0.
ByteRange lines_range(std::string_view text, std::uint32_t start, std::uint32_t count);

struct PortSide {
  Tree tree;
  Names names;
  ByteRange range;

  // `path` and `package` as for Names; the package is the port's.
  PortSide(std::shared_ptr<const Source> source, ByteRange lines, const std::string& path,
           const std::string& package);
  PortSide(const PortSide&) = delete;  // names refer to the tree

  bool in_range(NodeId node) const { return tree[node].range.overlaps(range); }
  std::string_view text(NodeId node) const { return tree.text(node); }
  // What of a block or module lies in the range.
  std::vector<NodeId> touched(NodeId list, bool comments) const;
  // What stands there, with imported names as what they mean: `solve` and `ours.solve` may be the same.
  // Layout and comments do not count.
  std::string meaning(NodeId node) const;
};

// An identifier, or a chain of attributes, whatever is at its start.
bool is_name(const Tree& tree, NodeId node);

struct Arguments {
  std::vector<NodeId> places, keywords;
};
Arguments split_arguments(const Tree& tree, NodeId list);

}  // namespace mintport
