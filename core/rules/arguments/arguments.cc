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

void run(RuleContext& c) {
  for (const MappedCall& call : mapped_calls(c)) {
    ArgumentFit fit =
        fit_arguments(c, {call.entry, call.list, kRule, call.entry.source, FittedCall::Part::given});
    // Where the name is only offered, its finding says so; torch's stays, and takes them all.
    if (!call.entry.certain)
      std::erase_if(fit.findings,
                    [](const DraftFinding& one) { return one.kind == FindingKind::dropped_argument; });
    apply_fit(c.draft, kRule, std::move(fit));
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
