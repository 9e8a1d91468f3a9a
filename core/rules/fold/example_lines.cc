// Changes for code examples in docstrings only: results of pipelines by index, and removal of device setup.

#include "core/rules/draft/pass.hh"
#include "core/rules/draft/statements.hh"

namespace mintport::rules::example_lines {
namespace {

constexpr const char* kRule = "example";

void run(RuleContext& context) {
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

constexpr RuleInfo kRules[] = {
    {kRule, "converts code examples in docstrings",
     "lines after >>> and ```py blocks; the word table handles pipeline results and device lines", "",
     ">>> image = pipe(p).images[0] -> >>> image = pipe(p)[0][0]"}};

bool wanted(const RuleInput& input) {
  return input.options.example;
}

}  // namespace

extern const Pass kPass{
    .name = "example-lines", .phase = Phase::fold, .rules = kRules, .wanted = wanted, .run = run};

}  // namespace mintport::rules::example_lines
