// Loops over timesteps without a progress bar.

#include "core/check/rules/rules.hh"

namespace mintport::check::progress_bar {
namespace {

// for t in timesteps, for i, t in enumerate(timesteps)
bool is_denoising(const Tree& tree, NodeId loop) {
  const auto view = loop_view(tree, loop);
  if (!view) return false;
  NodeId over = view->iterable;
  if (const auto arguments = call_arguments(tree, over); !arguments.empty()) over = arguments.front();
  const std::string_view text = tree.text(over);
  return text == "timesteps" || text.ends_with(".timesteps");
}

void check(const CheckContext& context, CheckReport& out) {
  const Tree& tree = context.tree();
  for (const TopClass& type : pipelines(context)) {
    const NodeId call = method_of(tree, type.node, "__call__");
    if (call == kNoNode || tree.text(call).find("progress_bar") != std::string_view::npos) continue;
    each_inside(tree, call, Kind::for_statement, [&](NodeId loop) {
      if (!is_denoising(tree, loop)) return;
      out.add(tree[tree.child(loop, Field::right)].range, std::string(type.name()),
              "the loop over the timesteps shows no progress; use `with self.progress_bar(...)`");
    });
  }
}

}  // namespace

extern const CheckRule kRule{.id = "progress-bar",
                             .level = Level::note,
                             .does = "a pipeline whose loop over the timesteps shows no progress",
                             .why = "a call takes minutes, and set_progress_bar_config has no effect",
                             .example = "for t in timesteps: -> with self.progress_bar(total=n) as bar:",
                             .port_only = false,
                             .check = check};

}  // namespace mintport::check::progress_bar
