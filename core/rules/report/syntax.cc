// Places of the source that do not parse.

#include "core/rules/draft/pass.hh"

namespace mintport::rules::syntax {
namespace {

constexpr const char* kRule = "syntax";

void run(RuleContext& context) {
  for (const ByteRange& error : context.in.tree.errors()) {
    context.draft.add_anyway({FindingKind::syntax,
                              kRule,
                              "syntax error",
                              "the source does not parse here, so what is around it may not be converted",
                              error,
                              {}});
  }
}

constexpr RuleInfo kRules[] = {
    {kRule, "remarks on places that do not parse, and on changes taken back because they would not", "never",
     "each place", ""}};

}  // namespace

extern const Pass kPass{.name = "syntax", .phase = Phase::report, .rules = kRules, .run = run};

}  // namespace mintport::rules::syntax
