// What only code examples in docstrings need: results of pipelines by place, and lines that set up devices.

#include "core/rules/rules.hh"
#include "core/rules/statements.hh"

namespace mintport {
namespace {

constexpr const char* kRule = "example";

}  // namespace

void example_rules(RuleContext& context) {
  if (!context.in.options.example) return;
  const Tree& tree = context.in.tree;
  const auto find = [&](Word::Use use, std::string_view name) -> const Word* {
    for (const Word& word : context.in.tables.words()) {
      if (word.use == use && word.from == name) return &word;
    }
    return nullptr;
  };
  for (NodeId id : tree.of(Kind::attribute)) {
    const NodeId object = tree.child(id, Field::object), name = tree.child(id, Field::attribute);
    if (object == kNoNode || name == kNoNode || is_target(tree, id)) continue;
    if (tree[id].field == Field::function) {
      const NodeId call = tree[id].parent;
      const Word* word = find(Word::Use::example_drop, tree.text(name));
      if (word != nullptr && tree[tree[call].parent].kind == Kind::expression_statement) {
        context.draft.remove(kRule, word->reason, paragraph_range(tree, tree[call].parent));
      }
      continue;
    }
    if (const Word* word = find(Word::Use::example_result, tree.text(name))) {
      context.draft.add(
          make_change(kRule, word->reason, {{{tree[object].range.end, tree[id].range.end}, word->to}}));
    }
  }
}

}  // namespace mintport
