// Arguments of torch functions and layers: renames or drops them, and reports those that the target does not
// accept in the same way.

#include <utility>
#include <vector>

#include "core/rules/arguments/mapped_calls.hh"
#include "core/rules/draft/fit_arguments.hh"
#include "core/rules/draft/pass.hh"

namespace mintport::rules::arguments {
namespace {

constexpr const char* kRule = "torch-argument";

// For the profile: nn.Dropout(x) -> mint.nn.Dropout(p=x).
void name_first(RuleContext& c, const MappedCall& call) {
  const Profile* profile = c.in.tables.profile();
  if (profile == nullptr || profile->keywords.empty()) return;
  const auto keyword = profile->keywords.find(call.entry.source);
  if (keyword == profile->keywords.end()) return;
  NodeId first = kNoNode;
  for (NodeId argument : c.in.tree.named_children(call.list)) {
    if (c.in.tree.is(argument, Kind::keyword_argument) || c.draft.removed(argument)) continue;
    if (first != kNoNode || c.in.tree.is(argument, Kind::list_splat, Kind::dictionary_splat)) return;
    first = argument;
  }
  if (first == kNoNode) return;
  const ByteOffset at = c.in.tree[first].range.begin;
  c.draft.add(make_change(kRule, "the port names this argument", {{{at, at}, keyword->second + "="}}));
}

void run(RuleContext& c) {
  for (const MappedCall& call : mapped_calls(c)) {
    ArgumentFit fit =
        fit_arguments(c, {call.entry, call.list, kRule, call.entry.source, FittedCall::Part::given});
    // Where the name is only offered, its finding says so; torch's stays, and takes them all.
    if (!call.entry.certain)
      std::erase_if(fit.findings,
                    [](const DraftFinding& one) { return one.kind == FindingKind::dropped_argument; });
    apply_fit(c.draft, kRule, std::move(fit));
    name_first(c, call);
  }
}

constexpr RuleInfo kRules[] = {
    {kRule, "renames, moves and removes arguments as the target needs",
     "the table renames the argument, or the value is the target's behaviour anyway",
     "other values of an argument that the target lacks; removing it is offered",
     "torch.zeros(2, device=d) -> mint.zeros(2)"}};
constexpr std::string_view kAlso[] = {"torch-generator"};

}  // namespace

extern const Pass kPass{
    .name = "arguments", .phase = Phase::arguments, .rules = kRules, .also = kAlso, .run = run};

}  // namespace mintport::rules::arguments
