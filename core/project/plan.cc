#include "core/project/plan.hh"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <tuple>

#include "core/base/text.hh"
#include "core/mapping/standard_modules.hh"

namespace mintport {
namespace {

std::vector<std::string> lacking(const PlanInput& input) {
  std::vector<std::string> out;
  if (!input.port) return out;
  std::set_difference(input.converted.defines.begin(), input.converted.defines.end(),
                      input.port->defines.begin(), input.port->defines.end(), std::back_inserter(out));
  return out;
}

PortState state_of(const PlanInput& input, const std::vector<std::string>& missing) {
  if (!input.port) return PortState::absent;
  if (input.as_converted) return PortState::converted;
  return missing.empty() ? PortState::edited : PortState::behind;
}

std::string_view top_of(std::string_view module) {
  return module.substr(0, module.find('.'));
}

// Lines "module: a, b" for the imports that `keep` selects.
template <class Keep>
std::vector<std::string> grouped(const std::vector<ImportFact>& imports, Keep keep) {
  std::map<std::string, std::set<std::string>> names;
  for (const ImportFact& import : imports) {
    if (import.when == ImportFact::When::type_checking) continue;
    if (const std::string group = keep(import); !group.empty()) names[group].insert(import.name);
  }
  std::vector<std::string> out;
  for (auto& [group, list] : names) {
    list.erase("");
    std::string line = group;
    for (const std::string& name : list) line += (name == *list.begin() ? ": " : ", ") + name;
    out.push_back(std::move(line));
  }
  return out;
}

class Planner {
 public:
  Planner(const std::vector<PlanInput>& inputs, std::string_view package, const Tables& tables)
      : inputs_(inputs), package_(package), tables_(tables) {
    for (const PlanInput& input : inputs) facts_.push_back(input.source);
    graph_ = graph_of(facts_, package);
  }

  Result<Plan> run(const std::vector<std::string>& targets) const {
    std::vector<std::size_t> wanted;
    for (const std::string& target : targets) {
      auto found = files_of_target(facts_, target);
      if (!found) return fail(found.error());
      wanted.insert(wanted.end(), found->begin(), found->end());
    }
    if (targets.empty()) {
      for (std::size_t i = 0; i < facts_.size(); ++i) wanted.push_back(i);
    }
    const Order order = order_of(graph_, wanted);
    Plan out;
    for (const std::size_t i : order.files) out.files.push_back(file(i));
    for (const auto& cycle : order.cycles) {
      std::vector<std::string>& paths = out.cycles.emplace_back();
      for (const std::size_t i : cycle) paths.push_back(facts_[i].path);
    }
    return out;
  }

 private:
  PlanFile file(std::size_t i) const {
    const PlanInput& input = inputs_[i];
    PlanFile out{
        .path = input.source.path, .category = category_of(input.source.path), .missing = lacking(input)};
    out.state = state_of(input, out.missing);
    for (const Finding& finding : input.findings) ++out.findings[finding.kind];
    out.hand_lines = std::set<std::size_t>(input.finding_lines.begin(), input.finding_lines.end()).size();
    out.helpers = helpers(input);
    out.utilities = utilities(i);
    out.packages = packages(input.source);
    for (const std::size_t to : graph_.files[i].imports) out.imports.push_back(facts_[to].path);
    return out;
  }

  // Modules that the port needs in addition to the source's: those that helpers moved to, and those of output
  // classes.
  std::vector<std::string> helpers(const PlanInput& input) const {
    return grouped(input.converted.imports, [this](const ImportFact& import) -> std::string {
      const bool output = import.name.ends_with("Output") && import.module.starts_with(package_);
      const bool moved = std::any_of(
          tables_.module_moves().begin(), tables_.module_moves().end(), [&](const ModuleMove& move) {
            return !move.by_name && !move.to.empty() && last_part(move.to) == last_part(import.module) &&
                   move.to != move.from;
          });
      const bool own =
          import.module.ends_with("layers_compat") || import.module.ends_with("scheduling_utils");
      return output || moved || own ? import.module : std::string();
    });
  }

  std::vector<std::string> utilities(std::size_t i) const {
    std::set<std::string> paths;
    for (const std::size_t to : graph_.files[i].imports) {
      if (category_of(facts_[to].path) == Category::utilities) paths.insert(facts_[to].path);
    }
    return grouped(facts_[i].imports, [&](const ImportFact& import) -> std::string {
      if (import.module != package_ + ".utils" && !import.module.starts_with(package_ + ".utils.")) return {};
      for (const std::string& path : paths) {
        const auto found =
            std::find_if(facts_.begin(), facts_.end(), [&](const FileFacts& f) { return f.path == path; });
        const bool here = std::binary_search(found->defines.begin(), found->defines.end(), import.name);
        if (here) return path;
      }
      return import.module;
    });
  }

  std::vector<PackageUse> packages(const FileFacts& facts) const {
    std::map<std::string, std::vector<const ImportFact*>> uses;
    for (const ImportFact& import : facts.imports) {
      const std::string_view top = top_of(import.module);
      if (top.empty() || top == package_ || is_standard_module(top)) continue;
      uses[std::string(top)].push_back(&import);
    }
    std::vector<PackageUse> out;
    for (const auto& [package, imports] : uses) out.push_back({package, becomes(package, imports)});
    return out;
  }

  std::string becomes(const std::string& package, const std::vector<const ImportFact*>& imports) const {
    if (tables_.torch_symbol(package) != nullptr || package == "torch") return "mindspore";
    std::string to;
    std::size_t moved = 0;
    for (const ImportFact* import : imports) {
      const std::string target = tables_.moved_module(import->module, import->name);
      if (target.empty()) continue;
      ++moved;
      to = target;
    }
    if (moved == 0) return "stays";
    return moved == imports.size() ? to : fmt::format("{}, for {} of {} names", to, moved, imports.size());
  }

  const std::vector<PlanInput>& inputs_;
  std::string package_;
  const Tables& tables_;
  std::vector<FileFacts> facts_;
  ImportGraph graph_;
};

}  // namespace

std::string_view to_string(PortState state) {
  switch (state) {
    case PortState::absent:
      return "absent";
    case PortState::converted:
      return "converted";
    case PortState::edited:
      return "edited";
    case PortState::behind:
      return "behind";
  }
  return "";
}

std::string_view to_string(Support support) {
  return support == Support::present ? "present" : support == Support::missing ? "missing" : "behind";
}

Result<Plan> make_plan(const std::vector<PlanInput>& inputs, const std::vector<std::string>& targets,
                       std::string_view package, const Tables& tables) {
  return Planner(inputs, package, tables).run(targets);
}

std::vector<SupportRow> support_of(const std::vector<PlanInput>& inputs, const std::vector<FileFacts>& port) {
  std::set<std::string> offered;
  for (const FileFacts& file : port) {
    offered.insert(file.exports.begin(), file.exports.end());
    offered.insert(file.defines.begin(), file.defines.end());
  }
  std::set<std::string> exported;
  for (const PlanInput& input : inputs) {
    if (input.source.path == "__init__.py")
      exported.insert(input.source.exports.begin(), input.source.exports.end());
  }
  std::vector<SupportRow> out;
  for (const PlanInput& input : inputs) {
    const Category category = category_of(input.source.path);
    const bool listed =
        category == Category::models || category == Category::pipelines || category == Category::schedulers;
    if (!listed) continue;
    for (const std::string& name : input.source.defines) {
      if (!exported.contains(name)) continue;
      SupportRow row{.category = category, .name = name, .path = input.source.path};
      const auto missing = lacking(input);
      row.lacking = static_cast<std::size_t>(
          std::count_if(missing.begin(), missing.end(),
                        [&](const std::string& what) { return what.starts_with(name + "."); }));
      row.support = !offered.contains(name) ? Support::missing
                    : row.lacking > 0       ? Support::behind
                                            : Support::present;
      out.push_back(std::move(row));
    }
  }
  std::sort(out.begin(), out.end(), [](const SupportRow& a, const SupportRow& b) {
    return std::tie(a.category, a.name, a.path) < std::tie(b.category, b.name, b.path);
  });
  return out;
}

}  // namespace mintport
