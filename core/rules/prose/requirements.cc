// Distributions that strings require: "torch>=2.0" in setup.py. For requirement files see core/convert.

#include "core/rules/draft/pass.hh"
#include "core/rules/prose/distributions.hh"

namespace mintport::rules::requirements {
namespace {

constexpr const char* kRule = "requirement";

// True for the only content of a string without fields.
bool is_whole_string(const Tree& tree, NodeId content) {
  const NodeId string = tree[content].parent;
  return tree[string].kind == Kind::string && tree.child(string, Kind::interpolation) == kNoNode;
}

void run(RuleContext& context) {
  const Tree& tree = context.in.tree;
  for (NodeId id : tree.of(Kind::string_content)) {
    const std::string_view text = tree.text(id);
    // Cheap tests first: most strings are not a requirement, and one without a version may be anything.
    if (text.find_first_of(" \t\n(") != text.npos || text.find_first_of("<>=!~") == text.npos) continue;
    const auto requirement = requirement_in(text);
    if (!requirement || !requirement->versioned || context.draft.removed(id) || !is_whole_string(tree, id))
      continue;
    const auto advice = advice_on(context.in.tables, requirement->name);
    if (!advice) continue;
    DraftFinding finding{FindingKind::convention, kRule,          std::string(requirement->name),
                         advice->remark(),        tree[id].range, {}};
    if (!advice->instead.empty()) {
      const ByteOffset begin = tree[id].range.begin;
      const ByteRange what{begin, begin + static_cast<ByteOffset>(requirement->what.size())};
      Change fix = make_change(kRule, advice->fix(), {{what, advice->instead}});
      fix.applicability = Applicability::maybe;
      finding.fixes.push_back(std::move(fix));
    }
    context.draft.add(std::move(finding));
  }
}

constexpr RuleInfo kRules[] = {
    {kRule, "reports distributions that the port does not need or replaces", "never",
     "requirements files, lists in pyproject.toml, and strings with a version", "torch>=2.0 -> mindspore"}};

}  // namespace

extern const Pass kPass{.name = "requirements", .phase = Phase::prose, .rules = kRules, .run = run};

}  // namespace mintport::rules::requirements
