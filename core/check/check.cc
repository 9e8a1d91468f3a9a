#include "core/check/check.hh"

#include <algorithm>

#include "core/base/text.hh"
#include "core/check/catalog.hh"
#include "core/check/ignores.hh"

namespace mintport {

std::vector<CheckFinding> check_file(const CheckContext& context, const CheckSettings& settings) {
  std::vector<Finding> findings;
  for (const CheckRule* rule : check_rules()) {
    if (rule->check == nullptr || (rule->port_only && context.upstream) || !settings.wants(rule->id))
      continue;
    CheckReport report(rule->id);
    rule->check(context, report);
    for (Finding& finding : report.take()) findings.push_back(std::move(finding));
  }
  apply_ignores(context, settings, findings);
  std::stable_sort(findings.begin(), findings.end(),
                   [](const Finding& a, const Finding& b) { return a.converted.begin < b.converted.begin; });
  const Source& source = context.tree().source();
  std::vector<CheckFinding> out;
  for (Finding& finding : findings) {
    const std::string_view line = source.text(source.line(source.line_at(finding.converted.begin)));
    const Level level = settings.level_of(*find_check_rule(finding.rule));
    out.push_back({std::move(finding), level, std::string(trim(line))});
  }
  return out;
}

std::string fixed_text(std::string_view text, const std::vector<CheckFinding>& findings) {
  std::vector<Change> changes;
  for (const CheckFinding& found : findings) {
    for (const Fix& fix : found.finding.fixes) {
      if (fix.applicability != Applicability::machine) continue;
      changes.push_back({.rule = found.finding.rule, .edits = fix.edits});
      break;
    }
  }
  return mintport::apply(text, merge(changes).edits);
}

}  // namespace mintport
