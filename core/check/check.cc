#include "core/check/check.hh"

#include <algorithm>
#include <memory>
#include <optional>
#include <set>

#include "core/base/text.hh"
#include "core/check/catalog.hh"
#include "core/check/ignores.hh"
#include "core/names/undefined.hh"

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

namespace {

// What a fix may not make worse.
struct Health {
  bool parses = false;
  std::set<std::string_view> undefined;  // of the text
};

Health health_of(const std::string& text, std::optional<Tree>& tree) {
  auto parsed = Tree::parse("", text);
  if (!parsed) return {};
  tree = *std::move(parsed);
  Health out{.parses = !tree->has_error()};
  for (NodeId id : undefined_names(Names(*tree, "", ""))) out.undefined.insert(tree->text(id));
  return out;
}

class Fixing {
 public:
  explicit Fixing(std::string_view text) : text_(text), before_(health_of(text_, tree_)) {}

  std::string with(const std::vector<Change>& changes) const {
    return mintport::apply(text_, merge(changes).edits);
  }
  bool is_sound(const std::string& fixed) const {
    std::optional<Tree> tree;
    const Health after = health_of(fixed, tree);
    return (after.parses || !before_.parses) &&
           std::includes(before_.undefined.begin(), before_.undefined.end(), after.undefined.begin(),
                         after.undefined.end());
  }

 private:
  std::string text_;
  std::optional<Tree> tree_;
  Health before_;
};

}  // namespace

std::string fixed_text(std::string_view text, const std::vector<CheckFinding>& findings) {
  std::vector<Change> changes;
  for (const CheckFinding& found : findings) {
    for (const Fix& fix : found.finding.fixes) {
      if (fix.applicability != Applicability::machine) continue;
      changes.push_back({.rule = found.finding.rule, .edits = fix.edits});
      break;
    }
  }
  if (changes.empty()) return std::string(text);
  const Fixing fixing(text);
  if (std::string all = fixing.with(changes); fixing.is_sound(all)) return all;
  std::erase_if(changes, [&](const Change& change) { return !fixing.is_sound(fixing.with({change})); });
  return fixing.with(changes);
}

}  // namespace mintport
