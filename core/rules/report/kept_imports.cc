#include "core/rules/report/kept_imports.hh"

#include <algorithm>

namespace mintport {

bool is_kept(const RuleInput& input, const Settled& settled, const ImportItem& item) {
  if (!covers(settled.edits, input.tree[item.statement].range)) return true;
  if (item.group == kNoGroup) return false;
  const Group& group = input.names.groups()[item.group];
  return std::any_of(group.uses.begin(), group.uses.end(),
                     [&](NodeId use) { return !covers(settled.edits, input.tree[use].range); });
}

}  // namespace mintport
