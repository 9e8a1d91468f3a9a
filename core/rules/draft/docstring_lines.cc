#include "core/rules/draft/docstring_lines.hh"

#include <algorithm>

#include "core/base/text.hh"
#include "core/syntax/views.hh"

namespace mintport {
namespace {

ByteRange docstring(const Tree& tree, NodeId definition) {
  const NodeId content = string_content(tree, docstring_of(tree, tree.child(definition, Field::body)));
  return content == kNoNode ? ByteRange{} : tree[content].range;
}

}  // namespace

std::vector<DocstringLine> docstring_lines(const Tree& tree, NodeId definition) {
  const ByteRange range = docstring(tree, definition);
  std::vector<DocstringLine> out;
  ByteOffset begin = range.begin;
  for (std::string_view line : split_lines(tree.source().text(range))) {
    const ByteOffset end = begin + static_cast<ByteOffset>(line.size());
    out.push_back({{begin, end}, std::min(line.find_first_not_of(" \t"), line.size()), trim(line)});
    begin = end;
  }
  return out;
}

std::string_view entry_name(std::string_view line) {
  const std::size_t end = line.find_first_of(" :(");
  if (end == std::string_view::npos) return {};
  const std::size_t next = line.find_first_not_of(' ', end);
  const bool entry = next != std::string_view::npos && (line[next] == '(' || line[next] == ':');
  return entry ? line.substr(0, end) : std::string_view();
}

std::size_t entry_end(const std::vector<DocstringLine>& lines, std::size_t at) {
  std::size_t end = at + 1;
  while (end < lines.size() && !lines[end].text.empty() && lines[end].indent > lines[at].indent) ++end;
  return end;
}

}  // namespace mintport
