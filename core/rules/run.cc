#include "core/rules/run.hh"

#include <algorithm>
#include <cassert>

namespace mintport {
namespace {

template <class Range, class Value>
bool holds(const Range& range, const Value& value) {
  return std::find(range.begin(), range.end(), value) != range.end();
}

// True if all rules of the pass are disabled.
bool is_left_out(const Pass& pass, const std::vector<std::string>& without) {
  if (without.empty()) return false;
  return std::all_of(pass.rules.begin(), pass.rules.end(),
                     [&](const RuleInfo& rule) { return holds(without, rule.id); }) &&
         std::all_of(pass.also.begin(), pass.also.end(),
                     [&](std::string_view id) { return holds(without, id); });
}

bool runs(const Pass& pass, const RuleInput& input) {
  return !is_left_out(pass, input.options.without) && (pass.wanted == nullptr || pass.wanted(input));
}

}  // namespace

std::string fault_in_order(std::span<const Pass* const> passes) {
  std::vector<std::string_view> ran;
  for (std::size_t i = 0; i < passes.size(); ++i) {
    const Pass& pass = *passes[i];
    if (i > 0 && pass.phase < passes[i - 1]->phase)
      return std::string(pass.name) + " stands behind a later phase";
    if (i > 0 && pass.phase != passes[i - 1]->phase) ran.clear();
    for (const std::string_view before : pass.after) {
      if (!holds(ran, before)) return std::string(pass.name) + " must follow " + std::string(before);
    }
    ran.push_back(pass.name);
  }
  return {};
}

void run_passes(std::span<const Pass* const> passes, RuleContext& context) {
  assert(fault_in_order(passes).empty());
  for (const Pass* pass : passes) {
    if (pass->phase == Phase::settled || !runs(*pass, context.in)) continue;
    context.draft.enter(pass->phase, pass->removes_late);
    pass->run(context);
    context.draft.flush_lists();
  }
  assert(!context.draft.has_unflushed());
}

void look_at_settled(std::span<const Pass* const> passes, RuleContext& context, const Settled& settled) {
  context.draft.enter(Phase::settled);
  for (const Pass* pass : passes) {
    if (pass->phase == Phase::settled && runs(*pass, context.in)) pass->look(context, settled);
  }
}

}  // namespace mintport
