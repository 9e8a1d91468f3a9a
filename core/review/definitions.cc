#include "core/review/definitions.hh"

#include <algorithm>

#include "core/diff/lines.hh"

namespace mintport {
namespace {

bool is_definition(Kind kind) {
  return kind == Kind::function_definition || kind == Kind::class_definition;
}

bool is_class(const Definition& definition) {
  return definition.name.starts_with("class ");
}

}  // namespace

std::vector<Definition> definitions_of(const Tree& tree) {
  const Lines lines(tree.source().text());
  std::vector<Definition> out;
  std::vector<std::pair<NodeId, std::size_t>> around;  // the definitions that enclose the node
  for (NodeId id = 0; id < tree.nodes().size(); ++id) {
    if (!is_definition(tree[id].kind)) continue;
    while (!around.empty() && tree[around.back().first].last <= id) around.pop_back();
    const NodeId name = tree.child(id, Field::name);
    if (name == kNoNode) continue;
    const std::string own(tree.text(name));
    Definition definition;
    definition.depth = static_cast<int>(around.size());
    definition.name = (tree[id].kind == Kind::class_definition ? "class " : "def ") + own;
    definition.path = around.empty() ? own : out[around.back().second].path + "." + own;
    definition.line = lines.at(tree[id].range.begin);
    definition.last_line =
        std::max(definition.line, lines.at(tree[id].range.end > 0 ? tree[id].range.end - 1 : 0));
    around.emplace_back(id, out.size());
    out.push_back(std::move(definition));
  }
  return out;
}

std::optional<std::size_t> definition_at(std::span<const Definition> definitions, std::uint32_t line) {
  for (std::size_t i = definitions.size(); i-- > 0;) {
    if (definitions[i].line <= line && line <= definitions[i].last_line) return i;
  }
  return std::nullopt;
}

std::optional<std::size_t> counterpart(std::span<const Definition> definitions, std::size_t index,
                                       std::span<const Definition> others, Side side, const Diff& diff) {
  const Definition& from = definitions[index];
  auto called = [](std::span<const Definition> all, const std::string& path) {
    return std::count_if(all.begin(), all.end(), [&](const Definition& at) { return at.path == path; });
  };
  auto turn = called(definitions.first(index), from.path);
  for (std::size_t i = 0; i < others.size(); ++i) {
    if (others[i].path == from.path && turn-- == 0) return i;
  }
  const std::size_t row = diff.row_of(side, from.line);
  if (row >= diff.rows.size() || diff.rows[row].line(side) != from.line) return std::nullopt;
  const auto beside = diff.rows[row].line(side == Side::left ? Side::right : Side::left);
  for (std::size_t i = 0; beside && i < others.size(); ++i) {
    const bool free = called(definitions, others[i].path) == 0;
    if (others[i].line == *beside && free && is_class(others[i]) == is_class(from)) return i;
  }
  return std::nullopt;
}

}  // namespace mintport
