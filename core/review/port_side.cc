#include "core/review/port_side.hh"

#include "core/diff/lines.hh"

namespace mintport {

ByteRange lines_range(std::string_view text, std::uint32_t start, std::uint32_t count) {
  const Lines lines(text);
  return {lines.begin(start), lines.begin(start + count)};
}

PortSide::PortSide(std::shared_ptr<const Source> source, ByteRange lines, const std::string& path,
                   const std::string& package)
    : tree(Tree::parse(std::move(source))), names(tree, path, package), range(lines) {}

std::vector<NodeId> PortSide::touched(NodeId list, bool comments) const {
  std::vector<NodeId> out;
  for (const NodeId child : tree.children(list)) {
    const bool counts = tree[child].named && (comments || tree[child].kind != Kind::comment);
    if (counts && in_range(child)) out.push_back(child);
  }
  return out;
}

std::string PortSide::meaning(NodeId node) const {
  if (is_name(tree, node)) {
    if (std::string full = names.qualified(node); !full.empty()) return full;
  }
  const auto children = tree.children(node);
  if (children.empty() || tree[node].kind == Kind::string) return std::string(text(node));
  std::string out;
  for (const NodeId child : children) {
    if (tree[child].kind != Kind::comment) out += meaning(child) + " ";
  }
  return out;
}

bool is_name(const Tree& tree, NodeId node) {
  return tree[node].kind == Kind::identifier || tree[node].kind == Kind::attribute;
}

Arguments split_arguments(const Tree& tree, NodeId list) {
  Arguments out;
  for (const NodeId one : tree.named_children(list)) {
    (tree[one].kind == Kind::keyword_argument ? out.keywords : out.places).push_back(one);
  }
  return out;
}

}  // namespace mintport
