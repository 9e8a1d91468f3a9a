// Parts of the source that do not parse.

#include "core/rules/draft/pass.hh"

namespace mintport::rules::syntax {
namespace {

constexpr const char* kRule = "syntax";

void run(RuleContext& context) {
  for (const ByteRange& error : context.in.tree.errors()) {
    context.draft.add_anyway({FindingKind::syntax,
                              kRule,
                              "syntax error",
                              "the source does not parse here; code around it may be unconverted",
                              error,
                              {}});
  }
}

constexpr RuleInfo kRules[] = {
    {kRule, "reports code that does not parse, and changes undone because the result would not parse",
     "never", "each place", ""}};

}  // namespace

extern const Pass kPass{.name = "syntax", .phase = Phase::report, .rules = kRules, .run = run};

}  // namespace mintport::rules::syntax
