// Names of the target library that it does not have.

#include <algorithm>

#include <map>

#include "core/check/rules/rules.hh"

namespace mintport::check::target_name {
namespace {

class TargetNames {
 public:
  TargetNames(const CheckContext& context, CheckReport& out)
      : c_(context), out_(out), root_(top_of_target(context.tables)) {}

  void run() {
    for (const Reference& reference : c_.names().references()) {
      if (top_of(reference.qualified) == root_) look(reference.node, reference.qualified);
    }
    for (const ImportItem& item : c_.names().imports()) {
      if (item.level > 0 || top_of(item.module) != root_ || item.name == "*" ||
          is_guarded(c_, item.statement))
        continue;
      look(item.item, item.name.empty() ? item.module : item.module + "." + item.name);
    }
  }

 private:
  // Reports the first part of the name that its module lacks. Modules that the list does not hold, and
  // private names, are unknown.
  void look(NodeId node, const std::string& name) {
    for (std::size_t dot = name.find('.'); dot != name.npos; dot = name.find('.', dot + 1)) {
      const std::string module = name.substr(0, dot);
      const std::size_t end = std::min(name.find('.', dot + 1), name.size());
      const std::string part = name.substr(dot + 1, end - dot - 1);
      if (part.starts_with('_')) return;
      if (c_.tables.target_symbol(name.substr(0, end)) != nullptr) continue;
      if (!is_listed(module)) return;
      report(node, module, part);
      return;
    }
  }

  bool is_listed(const std::string& module) {
    const auto [at, fresh] = listed_.try_emplace(module, false);
    if (fresh) at->second = !c_.tables.target_members(module).empty();
    return at->second;
  }

  void report(NodeId node, const std::string& module, const std::string& part) {
    const auto near = c_.tables.target_nearest(module, part, 3);
    std::string message = module + " has no '" + part + "' in " + std::string(c_.tables.target_version());
    std::vector<Fix> fixes;
    const NodeId word = word_of(node, part);
    for (const std::string& other : near) {
      message += (&other == &near.front() ? "; similar: " : ", ") + other;
      if (word != kNoNode) {
        fixes.push_back(
            make_fix("write '" + other + "'", Applicability::maybe, {{c_.tree()[word].range, other}}));
      }
    }
    out_.add(c_.tree()[node].range, module + "." + part, std::move(message), std::move(fixes));
  }

  // The identifier of that text in the reference or import.
  NodeId word_of(NodeId node, std::string_view part) const {
    for (NodeId at = node; at < c_.tree()[node].last; ++at) {
      if (c_.tree().is(at, Kind::identifier) && c_.tree().text(at) == part) return at;
    }
    return kNoNode;
  }

  const CheckContext& c_;
  CheckReport& out_;
  std::string_view root_;
  std::map<std::string, bool> listed_;
};

void check(const CheckContext& context, CheckReport& out) {
  TargetNames(context, out).run();
}

}  // namespace

extern const CheckRule kRule{
    .id = "target-name",
    .level = Level::error,
    .does = "a name that the target MindSpore does not have",
    .why = "the attribute or import fails when the line runs, often only on a path that no test takes",
    .example = "mint.nn.funtional.pad(x) -> mint.nn.functional.pad(x)",
    .check = check};

}  // namespace mintport::check::target_name
