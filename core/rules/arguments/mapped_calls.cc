#include "core/rules/arguments/mapped_calls.hh"

#include "core/rules/draft/lookup.hh"
#include "core/syntax/views.hh"

namespace mintport {

std::vector<MappedCall> mapped_calls(const RuleContext& c) {
  const Tree& tree = c.in.tree;
  std::vector<MappedCall> out;
  for (NodeId id : tree.of(Kind::call)) {
    if (c.draft.removed(id)) continue;
    const auto view = call_view(tree, id);
    if (!view) continue;
    const auto [function, list] = *view;
    const std::string q = c.in.names.qualified(function);
    const Entry* entry = entry_of(c.in.tables, q);
    if (entry != nullptr && !entry->target.empty() && entry->target != entry->source &&
        entry->form != Form::initializer)
      out.push_back({*entry, list});
  }
  return out;
}

}  // namespace mintport
