#include "core/review/outline.hh"

#include <algorithm>
#include <memory>

#include "core/diff/lines.hh"
#include "core/syntax/tree.hh"

namespace mintport {
namespace {

bool is_symbol(Kind kind) {
  return kind == Kind::function_definition || kind == Kind::class_definition;
}

std::vector<OutlineRow> symbols_of(const Tree& tree, const Lines& lines) {
  std::vector<OutlineRow> out;
  std::vector<NodeId> around;  // the symbols that the node is in
  for (NodeId id = 0; id < tree.nodes().size(); ++id) {
    if (!is_symbol(tree[id].kind)) continue;
    while (!around.empty() && tree[around.back()].last <= id) around.pop_back();
    const NodeId name = tree.child(id, Field::name);
    if (name == kNoNode) continue;
    OutlineRow row;
    row.depth = static_cast<int>(around.size());
    row.name = (tree[id].kind == Kind::class_definition ? "class " : "def ") + std::string(tree.text(name));
    row.line = lines.at(tree[id].range.begin);
    row.last_line = std::max(row.line, lines.at(tree[id].range.end > 0 ? tree[id].range.end - 1 : 0));
    out.push_back(std::move(row));
    around.push_back(id);
  }
  return out;
}

}  // namespace

std::vector<OutlineRow> outline(const std::string& port_text, std::span<const TrackedFinding> findings,
                                const Diff& diff, const std::vector<bool>& reviewed) {
  auto source = Source::make("", port_text);
  if (!source) return {};
  const Tree tree = Tree::parse(std::make_shared<const Source>(std::move(*source)));
  std::vector<OutlineRow> out = symbols_of(tree, Lines(port_text));
  for (OutlineRow& row : out) {
    row.open = static_cast<std::size_t>(
        std::count_if(findings.begin(), findings.end(), [&](const TrackedFinding& finding) {
          return finding.life == Life::open && finding.line >= row.line && finding.line <= row.last_line;
        }));
    for (std::size_t i = 0; i < diff.hunks.size(); ++i) {
      const LineHunk& lines = diff.hunks[i].lines;
      const std::uint32_t end = lines.new_start + std::max<std::uint32_t>(lines.new_count, 1);
      if (diff.hunks[i].expected || lines.new_start > row.last_line || end <= row.line) continue;
      ++row.hunks;
      row.reviewed += i < reviewed.size() && reviewed[i];
    }
  }
  return out;
}

}  // namespace mintport
