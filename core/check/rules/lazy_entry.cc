// Entries of a lazily loaded package that name nothing.

#include "core/check/rules/rules.hh"

namespace mintport::check::lazy_entry {
namespace {

void check(const CheckContext& context, CheckReport& out) {
  const ModuleFacts& facts = context.file.facts();
  for (const LazyEntry& entry : facts.lazy) {
    const std::string module = facts.name + "." + entry.module;
    const ByteRange range = context.tree()[entry.where].range;
    if (context.port.has_module(module) == Known::no) {
      out.add(range, entry.name,
              "_import_structure gives '" + entry.name + "' to the module " + module +
                  ", which does not exist; add the module, or remove the entry");
    } else if (context.port.has(module, entry.name) == Known::no) {
      out.add(range, entry.name,
              module + " does not define '" + entry.name + "'; correct or remove the entry" +
                  similar(context.tables.port_nearest(module, entry.name, 3)));
    }
  }
}

}  // namespace

extern const CheckRule kRule{.id = "lazy-entry",
                             .level = Level::error,
                             .does = "an entry of `_import_structure` whose module does not have the name",
                             .why = "the package lists the name, and importing it fails",
                             .example = "\"pipeline_a\": [\"APipelin\"] -> \"pipeline_a\": [\"APipeline\"]",
                             .port_only = false,
                             .check = check};

}  // namespace mintport::check::lazy_entry
