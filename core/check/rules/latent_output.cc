// Pipelines that cannot return latents.

#include "core/check/rules/rules.hh"

namespace mintport::check::latent_output {
namespace {

void check(const CheckContext& context, CheckReport& out) {
  const Tree& tree = context.tree();
  for (const TopClass& type : pipelines(context)) {
    const NodeId call = method_of(tree, type.node, "__call__");
    const NodeId parameters = call == kNoNode ? kNoNode : tree.child(call, Field::parameters);
    for (NodeId parameter : tree.named_children(parameters)) {
      const auto view = parameter_view(tree, parameter);
      if (!view || tree.text(view->name) != "output_type") continue;
      bool read = false, latent = false;
      each_inside(tree, call, Kind::identifier, [&](NodeId id) {
        read = read || (tree.text(id) == "output_type" && id >= tree[parameters].last &&
                        tree[id].field != Field::name);
      });
      each_inside(tree, call, Kind::string_content,
                  [&](NodeId id) { latent = latent || tree.text(id) == "latent"; });
      const std::string_view text = tree.text(call);
      const bool decodes = text.find(".decode(") != text.npos || text.find("decode_latents(") != text.npos;
      // Passed on as it is, another function decides.
      const bool passed_on = text.find("output_type=output_type") != text.npos;
      if (read && decodes && !latent && !passed_on) {
        out.add(tree[parameter].range, std::string(type.name()),
                "__call__ takes output_type and does not know \"latent\"; return the latents for it");
      }
    }
  }
}

}  // namespace

extern const CheckRule kRule{
    .id = "latent-output",
    .level = Level::note,
    .does = "a pipeline that decodes latents and whose `output_type` does not accept \"latent\"",
    .why = "callers chain pipelines through latents, and get an error or a decoded image",
    .example = "image = self.vae.decode(latents) -> if output_type == \"latent\": image = latents",
    .port_only = false,
    .check = check};

}  // namespace mintport::check::latent_output
