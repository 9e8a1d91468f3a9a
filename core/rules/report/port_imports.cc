// Remaining imports of names that neither the port nor the files converted with it define, and of packages
// that require torch (libraries.json).

#include <algorithm>
#include <optional>

#include "core/rules/draft/lookup.hh"
#include "core/rules/draft/moves.hh"
#include "core/rules/draft/pass.hh"
#include "core/rules/report/kept_imports.hh"
#include "core/syntax/views.hh"

namespace mintport::rules::port_imports {
namespace {

constexpr const char* kRule = "port-import";

constexpr std::size_t kMostNear = 3;

// True for another file of the project that is converted with this one.
bool comes_along(const RuleInput& input, const ImportItem& item) {
  const auto& modules = input.signatures.modules;
  return !input.options.into_port &&
         (modules.contains(item.module) || modules.contains(item.module + "." + item.name));
}

// CamelCase: constants and functions of other packages rarely require torch.
bool is_class_name(std::string_view name) {
  return name.front() >= 'A' && name.front() <= 'Z' &&
         std::any_of(name.begin(), name.end(), [](char c) { return c >= 'a' && c <= 'z'; });
}

std::string near(const RuleInput& input, const std::string& module, const std::string& name) {
  std::string out;
  for (const std::string& one : input.tables.port_nearest(module, name, kMostNear))
    out += (out.empty() ? "; similar: " : ", ") + one;
  return out;
}

DraftFinding finding(const RuleInput& input, const ImportItem& item, std::string message) {
  return {FindingKind::unmapped, kRule, item.qualified, std::move(message), input.tree[item.item].range, {}};
}

// True if the tree has a folder or module of that name.
bool is_of_tree(const RuleInput& input, const std::string& package) {
  const auto& modules = input.signatures.modules;
  const auto at = modules.lower_bound(package);
  return at != modules.end() && (*at == package || at->starts_with(package + "."));
}

// A package that is listed as requiring torch's tensors; reported once per statement. Not in an example,
// whose reader chooses another package, or none.
std::optional<DraftFinding> needs_torch(const RuleInput& input, const ImportItem& item) {
  if (input.options.example || item.level > 0 || item.module.empty()) return std::nullopt;
  std::string package = item.module.substr(0, item.module.find('.'));
  const std::string* note = input.tables.torch_package(package);
  if (note == nullptr || is_of_tree(input, package)) return std::nullopt;
  return DraftFinding{
      FindingKind::unmapped, kRule, std::move(package), *note, input.tree[item.statement].range, {}};
}

// The finding for a remaining import; nullopt if its name exists, or that is unknown.
std::optional<DraftFinding> missing_in_port(const RuleInput& input, const ImportItem& item) {
  if (auto library = needs_torch(input, item)) return library;
  const bool knows = input.options.into_port || !input.signatures.modules.empty();
  if (!knows || item.name.empty() || item.name == "*" || item.module.empty()) return std::nullopt;
  // The place of a single file is unknown.
  if (item.level > 0 && input.options.path.find('/') == std::string::npos) return std::nullopt;
  const ModuleMove* move = input.tables.module_move(item.module);
  if (move == nullptr || comes_along(input, item)) return std::nullopt;
  const Moved to = port_place(input, item);
  if (move->by_name) {
    const bool stays = std::any_of(move->stay.begin(), move->stay.end(),
                                   [&](const std::string& end) { return item.name.ends_with(end); });
    if (to.module != item.module || stays || !is_class_name(item.name)) return std::nullopt;
    const std::string there = move->to + item.module.substr(move->from.size());
    return finding(input, item,
                   there + " has no " + item.name + ", so this still comes from " + move->from +
                       ", which needs torch" + near(input, move->to, item.name));
  }
  // Tables do not list private names.
  if (item.name.front() == '_' && input.tables.port_has_module(to.module)) return std::nullopt;
  if (find_entry(input.tables, item.qualified) != nullptr || input.tables.port_has(to.module, to.name))
    return std::nullopt;
  return finding(input, item, to.module + " has no " + to.name + near(input, to.module, to.name));
}

// Reports members that an enumeration of the port lacks: Backend.NEW where the port only has Backend.OLD.
void missing_members(RuleContext& c, const Settled& settled) {
  const Tree& tree = c.in.tree;
  for (const ImportItem& item : c.in.names.imports()) {
    if (item.name.empty() || item.group == kNoGroup || comes_along(c.in, item)) continue;
    const Moved to = port_place(c.in, item);
    const std::string owner = to.name + ".";
    if (!c.in.tables.port_has(to.module, owner + "name")) continue;
    for (const NodeId use : c.in.names.groups()[item.group].uses) {
      const auto member = attribute_view(tree, tree[use].parent);
      if (!member || member->object != use || covers(settled.edits, tree[tree[use].parent].range)) continue;
      const std::string name(tree.text(member->name));
      if (name.front() == '_' || c.in.tables.port_has(to.module, owner + name)) continue;
      c.draft.add_anyway({FindingKind::unmapped,
                          kRule,
                          item.qualified + "." + name,
                          to.module + "." + to.name + " has no member " + name,
                          tree[tree[use].parent].range,
                          {}});
    }
  }
}

void look(RuleContext& c, const Settled& settled) {
  const DraftFinding* last = nullptr;
  for (const ImportItem& item : c.in.names.imports()) {
    auto finding = missing_in_port(c.in, item);
    if (!finding || !is_kept(c.in, settled, item)) continue;
    if (last != nullptr && last->symbol == finding->symbol && last->range == finding->range) continue;
    c.draft.add_anyway(*std::move(finding));
    last = &c.draft.findings().back();
  }
  missing_members(c, settled);
}

constexpr RuleInfo kRules[] = {
    {kRule,
     "reports imports of names that the port lacks, with similar names, members that its enumerations lack, "
     "and packages that need torch",
     "never",
     "names that neither the port nor the converted tree has (with --port or a single file: that the port "
     "lacks); classes of transformers without a port; packages that work on torch tensors",
     "from ...models import PixelUnet"}};
constexpr std::string_view kAfter[] = {"torch-left"};  // reports imports that have no finding yet

}  // namespace

extern const Pass kPass{
    .name = "port-imports", .phase = Phase::settled, .rules = kRules, .look = look, .after = kAfter};

}  // namespace mintport::rules::port_imports
