// Remaining torch names in imports and code on lines without a finding, so that none is silently left.

#include <algorithm>
#include <map>
#include <vector>

#include "core/rules/draft/lookup.hh"
#include "core/rules/draft/pass.hh"
#include "core/rules/report/kept_imports.hh"

namespace mintport::rules::torch_left {
namespace {

constexpr const char* kRule = "torch-name";

// Lines of the source with a finding, in order.
std::vector<std::uint32_t> told_lines(const RuleContext& c) {
  const Source& source = c.in.tree.source();
  std::vector<std::uint32_t> out;
  for (const DraftFinding& finding : c.draft.findings()) {
    const std::uint32_t last = source.line_at(finding.range.end);
    for (std::uint32_t line = source.line_at(finding.range.begin); line <= last; ++line) out.push_back(line);
  }
  std::sort(out.begin(), out.end());
  return out;
}

void look(RuleContext& c, const Settled& settled) {
  const Tree& tree = c.in.tree;
  const std::vector<std::uint32_t> told = told_lines(c);
  const auto remark = [&](NodeId node, std::string symbol, std::string message) {
    const std::uint32_t line = tree.source().line_at(tree[node].range.begin);
    if (std::binary_search(told.begin(), told.end(), line)) return;
    c.draft.add_anyway(
        {FindingKind::unmapped, kRule, std::move(symbol), std::move(message), tree[node].range, {}});
  };
  for (const Reference& reference : c.in.names.references()) {
    if (!leads_to_torch(reference.qualified) || covers(settled.edits, tree[reference.root].range)) continue;
    remark(reference.node, reference.qualified, "still names torch");
  }
  std::map<NodeId, std::vector<const ImportItem*>> kept;  // by statement
  for (const ImportItem& item : c.in.names.imports()) {
    if (leads_to_torch(item.module) && is_kept(c.in, settled, item)) kept[item.statement].push_back(&item);
  }
  for (const auto& [statement, items] : kept) {
    const ImportItem& item = *items.front();
    const bool one = items.size() == 1 && !item.name.empty();
    remark(one ? item.item : statement, one ? item.module + "." + item.name : item.module,
           "still imported: names from it remain below");
  }
}

constexpr RuleInfo kRules[] = {{kRule, "reports every other name of torch", "never",
                                "each name, so that none stays without a finding", ""}};

}  // namespace

extern const Pass kPass{.name = "torch-left", .phase = Phase::settled, .rules = kRules, .look = look};

}  // namespace mintport::rules::torch_left
