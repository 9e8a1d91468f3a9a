// Models and schedulers whose arguments are not stored as configuration.

#include <algorithm>

#include "core/base/text.hh"
#include "core/check/rules/rules.hh"

namespace mintport::check::config_decorator {
namespace {

void check(const CheckContext& context, CheckReport& out) {
  const LibraryFacts& library = context.library();
  const std::string& decorator = library.conventions.config_decorator;
  const std::string& base = library.conventions.config_base;
  if (decorator.empty() || base.empty()) return;
  std::set<std::string, std::less<>> kinds(library.module_roots.begin(), library.module_roots.end());
  kinds.emplace(last_part(library.scheduler));
  for (const TopClass& type : top_classes(context)) {
    const auto& bases = type.found.definition->bases;
    const auto is_config = [&](const std::string& name) { return last_part(name) == base; };
    if (!std::any_of(bases.begin(), bases.end(), is_config) || kinds.contains(type.name()) ||
        !context.port.inherits(type.found, kinds))
      continue;
    const auto& definitions = context.file.facts().definitions;
    const auto init = definitions.find(std::string(type.name()) + ".__init__");
    if (init == definitions.end() || init->second.parameters.empty()) continue;
    const auto& decorators = init->second.decorators;
    if (std::find(decorators.begin(), decorators.end(), decorator) != decorators.end()) continue;
    if (context.tree().text(type.node).find("." + decorator + "(") != std::string_view::npos) continue;
    out.add(context.tree()[context.tree().child(type.node, Field::name)].range, std::string(type.name()),
            "__init__ has no @" + decorator + ", so its arguments are not saved; add it");
  }
}

}  // namespace

extern const CheckRule kRule{
    .id = "config-decorator",
    .level = Level::warning,
    .does = "a model or scheduler with a configuration whose `__init__` does not store its arguments in it",
    .why = "self.config lacks the arguments, and from_pretrained builds another model than the saved one",
    .example = "def __init__(self, width): -> @register_to_config def __init__(self, width):",
    .port_only = false,
    .check = check};

}  // namespace mintport::check::config_decorator
