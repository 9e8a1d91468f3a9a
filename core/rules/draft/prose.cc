#include "core/rules/draft/prose.hh"

#include <algorithm>
#include <iterator>

#include "core/base/text.hh"

namespace mintport {

bool is_docstring(const Tree& tree, NodeId string) {
  const NodeId up = tree[string].parent;
  if (up == kNoNode) return false;
  if (tree[up].kind == Kind::expression_statement) return true;
  return tree[up].kind == Kind::assignment && tree.text(string).find("\"\"\"") < 3;
}

bool is_prose(const Tree& tree, NodeId string) {
  if (is_docstring(tree, string)) return true;
  std::string_view text = tree.text(string);
  const std::size_t quote = text.find_first_of("\"'");
  if (quote == std::string_view::npos || text.size() < quote + 2) return false;
  return trim(text.substr(quote + 1, text.size() - quote - 2)).find(' ') != std::string_view::npos;
}

std::vector<NodeId> texts_in(const Tree& tree) {
  const auto comments = tree.of(Kind::comment), contents = tree.of(Kind::string_content);
  std::vector<NodeId> out;
  std::merge(comments.begin(), comments.end(), contents.begin(), contents.end(), std::back_inserter(out));
  return out;
}

}  // namespace mintport
