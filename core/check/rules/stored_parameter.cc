// Parameters of a pipeline that it does not register.

#include <algorithm>

#include "core/check/rules/rules.hh"

namespace mintport::check::stored_parameter {
namespace {

class Stored {
 public:
  Stored(const CheckContext& context, CheckReport& out) : c_(context), tree_(context.tree()), out_(out) {}

  void run() {
    for (const TopClass& type : pipelines(c_)) {
      const NodeId init = method_of(tree_, type.node, "__init__");
      if (init != kNoNode) look(type, init);
    }
  }

 private:
  void look(const TopClass& type, NodeId init) {
    std::set<std::string, std::less<>> stored;
    if (!collect(init, stored)) return;
    for (NodeId parameter : tree_.named_children(tree_.child(init, Field::parameters))) {
      const auto view = parameter_view(tree_, parameter);
      const std::string name(view ? tree_.text(view->name) : std::string_view());
      if (name.empty() || name == "self" || name.front() == '*' || stored.contains(name)) continue;
      out_.add(tree_[parameter].range, std::string(type.name()) + "." + name,
               "__init__ takes '" + name + "' and does not register it; pass it to " +
                   c_.library().conventions.registers.back());
    }
  }

  // The keywords of the registering calls. False if other code may register too: a base class that gets
  // arguments, or `**` in the call.
  bool collect(NodeId init, std::set<std::string, std::less<>>& stored) const {
    bool any = false, shown = true;
    each_inside(tree_, init, Kind::call, [&](NodeId call) {
      const auto method = method_view(tree_, call);
      if (!method) return;
      const std::string_view name = tree_.text(method->name);
      const auto arguments = call_arguments(tree_, call);
      if (name == "__init__" && !arguments.empty()) shown = false;
      const auto& registers = c_.library().conventions.registers;
      if (tree_.text(method->object) != "self" ||
          std::find(registers.begin(), registers.end(), name) == registers.end())
        return;
      any = true;
      for (NodeId argument : arguments) {
        const std::string_view keyword = keyword_of(tree_, argument);
        if (keyword.empty()) shown = false;
        stored.emplace(keyword);
      }
    });
    return any && shown;
  }

  const CheckContext& c_;
  const Tree& tree_;
  CheckReport& out_;
};

void check(const CheckContext& context, CheckReport& out) {
  if (!context.library().conventions.registers.empty()) Stored(context, out).run();
}

}  // namespace

extern const CheckRule kRule{
    .id = "stored-parameter",
    .level = Level::note,
    .does = "a parameter of a pipeline's `__init__` that the pipeline does not register",
    .why = "save_pretrained loses the value, so that the loaded pipeline differs from the saved one",
    .example =
        "def __init__(self, unet, scale): self.register_modules(unet=unet) -> "
        "self.register_modules(unet=unet); self.register_to_config(scale=scale)",
    .port_only = false,
    .check = check};

}  // namespace mintport::check::stored_parameter
