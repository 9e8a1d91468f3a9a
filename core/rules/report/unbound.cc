// Names that are still read although their bindings are removed.

#include <algorithm>

#include "core/rules/draft/pass.hh"

namespace mintport::rules::unbound {
namespace {

constexpr const char* kRule = "removed-name";

void look(RuleContext& c, const Settled& settled) {
  const Tree& tree = c.in.tree;
  for (const Group& group : c.in.names.groups()) {
    // Claimed bindings are written elsewhere.
    const bool gone = std::all_of(group.bindings.begin(), group.bindings.end(), [&](const Binding& binding) {
      return c.draft.removed(binding.node) && !c.draft.claimed(binding.node);
    });
    if (!gone) continue;
    for (NodeId use : group.uses) {
      if (covers(settled.edits, tree[use].range)) continue;
      c.draft.add_anyway({FindingKind::unknown,
                          kRule,
                          std::string(group.name),
                          "the definition of this name was removed with code that cannot run on MindSpore",
                          tree[use].range,
                          {}});
    }
  }
}

constexpr RuleInfo kRules[] = {
    {kRule, "reports names whose definition was removed", "never", "each use", ""}};
constexpr std::string_view kAfter[] = {"torch-left"};  // reports names that have no finding yet

}  // namespace

extern const Pass kPass{
    .name = "unbound", .phase = Phase::settled, .rules = kRules, .look = look, .after = kAfter};

}  // namespace mintport::rules::unbound
