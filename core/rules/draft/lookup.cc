#include "core/rules/draft/lookup.hh"

#include <algorithm>

#include "core/base/text.hh"

namespace mintport {

bool leads_to_torch(std::string_view q) {
  return q == "torch" || q.starts_with("torch.");
}

const Entry* find_entry(const Tables& tables, const std::string& qualified) {
  const Entry* entry = tables.find(qualified);
  const LibraryFacts& library = tables.library();
  if (entry != nullptr || !library.has(qualified)) return entry;
  return tables.find(library.helper(qualified));
}

const Entry* entry_of(const Tables& tables, const std::string& qualified) {
  const Entry* entry = tables.find(qualified);
  return leads_to_torch(qualified) || !tables.library().has(qualified) ? entry : nullptr;
}

Resolved resolve(const RuleInput& input, NodeId reference, const std::string& qualified) {
  Resolved out;
  out.node = reference;
  out.name = qualified;
  out.whole = true;
  while (true) {
    out.entry = input.tables.find(out.name);
    if (out.entry != nullptr) return out;
    const std::size_t dot = out.name.rfind('.');
    if (dot == std::string::npos || input.tree[out.node].kind != Kind::attribute) break;
    out.name.resize(dot);
    out.node = input.tree.child(out.node, Field::object);
    out.whole = false;
  }
  out.node = reference;
  out.name = qualified;
  return out;
}

namespace {

// True if the file will import mint or ops from mindspore; then nn is imported in the same way.
bool imports_parts(const RuleContext& context) {
  const auto& all = context.in.names.references();
  return std::any_of(all.begin(), all.end(), [&](const Reference& reference) {
    if (!leads_to_torch(reference.qualified)) return false;
    const Resolved found = resolve(context.in, reference.node, reference.qualified);
    return found.entry != nullptr && (found.entry->target.starts_with("mindspore.mint.") ||
                                      found.entry->target.starts_with("mindspore.ops."));
  });
}

}  // namespace

Spelled spell_as_written(const RuleContext& context, const Entry& entry, std::string_view text) {
  const Profile* profile = context.in.tables.profile();
  const std::size_t dot = entry.target.rfind('.');
  if (profile != nullptr && dot != std::string::npos && text == entry.source) {
    const std::string module = entry.target.substr(0, dot);
    const std::string_view last = last_part(module);
    const auto& all = profile->written_out;
    if (std::find(all.begin(), all.end(), module) != all.end() && !context.in.names.binds(last) &&
        !imports_parts(context)) {
      const Spelled library = context.speller.spell("mindspore");
      return {library.text + entry.target.substr(entry.target.find('.')), library.import};
    }
  }
  return context.speller.spell(entry.target);
}

}  // namespace mintport
