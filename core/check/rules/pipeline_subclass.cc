// Pipelines that inherit from another pipeline.

#include "core/base/text.hh"
#include "core/check/rules/rules.hh"

namespace mintport::check::pipeline_subclass {
namespace {

void check(const CheckContext& context, CheckReport& out) {
  const std::string root(last_part(context.library().pipeline));
  for (const TopClass& type : pipelines(context)) {
    for (const std::string& base : type.found.definition->bases) {
      const Found above = context.port.find(base);
      if (!above || last_part(base) == root || !context.port.inherits(above, {root})) continue;
      out.add(context.tree()[context.tree().child(type.node, Field::name)].range, std::string(type.name()),
              "inherits from the pipeline " + above.definition->name + "; inherit from " + root +
                  ", and copy shared methods with `# Copied from`");
    }
  }
}

}  // namespace

extern const CheckRule kRule{
    .id = "pipeline-subclass",
    .level = Level::note,
    .does = "a pipeline that inherits from another pipeline instead of from the library's base class",
    .why =
        "the library keeps each pipeline whole in its own file, so that a change of one cannot change "
        "another",
    .example = "class BPipeline(APipeline): -> class BPipeline(DiffusionPipeline):",
    .port_only = false,
    .check = check};

}  // namespace mintport::check::pipeline_subclass
