// Arguments of calls of torch functions and layers: renamed, dropped, or reported where the target takes them
// otherwise.

#include "core/rules/arguments/mapped_calls.hh"
#include "core/rules/draft/fit_arguments.hh"
#include "core/rules/draft/pass.hh"

namespace mintport::rules::arguments {
namespace {

constexpr const char* kRule = "torch-argument";

void run(RuleContext& c) {
  for (const MappedCall& call : mapped_calls(c)) {
    apply_fit(c.draft, kRule,
              fit_arguments(c.in, c.draft, {call.entry, call.list, kRule, call.entry.source}));
  }
}

constexpr RuleInfo kRules[] = {
    {kRule, "arguments that the target names otherwise, takes elsewhere or does not take",
     "a rename in the table, or a value with which dropping is harmless",
     "other values are reported, dropping is offered", "torch.zeros(2, device=d) -> mint.zeros(2)"}};
constexpr std::string_view kAlso[] = {"torch-generator"};

}  // namespace

extern const Pass kPass{
    .name = "arguments", .phase = Phase::arguments, .rules = kRules, .also = kAlso, .run = run};

}  // namespace mintport::rules::arguments
