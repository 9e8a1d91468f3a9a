// Keyword arguments that the callee does not take.

#include <algorithm>

#include "core/base/text.hh"
#include "core/check/rules/rules.hh"
#include "core/mapping/symbols.hh"

namespace mintport::check::unknown_keyword {
namespace {

// The parameters of a callee, and what to call it.
struct Callee {
  const std::vector<Parameter>* parameters = nullptr;
  std::string name;
};

class Keywords {
 public:
  Keywords(const CheckContext& context, CheckReport& out) : c_(context), tree_(context.tree()), out_(out) {}

  void run() {
    collect_assigned();
    for (NodeId id : tree_.of(Kind::call)) {
      const auto call = call_view(tree_, id);
      if (!call || tree_.child(call->list, Kind::keyword_argument) == kNoNode) continue;
      if (const Callee callee = callee_of_call(call->function); callee.parameters != nullptr)
        look(*call, callee);
    }
  }

 private:
  void look(const CallView& call, const Callee& callee) {
    for (NodeId argument : tree_.named_children(call.list)) {
      const auto keyword = keyword_view(tree_, argument);
      if (!keyword || takes(*callee.parameters, tree_.text(keyword->name))) continue;
      const std::string name(tree_.text(keyword->name));
      out_.add(tree_[argument].range, callee.name + "(" + name + ")",
               callee.name + " takes no '" + name + "'; its parameters are " + to_string(*callee.parameters));
    }
  }

  static bool takes(const std::vector<Parameter>& parameters, std::string_view name) {
    return std::any_of(parameters.begin(), parameters.end(), [&](const Parameter& parameter) {
      return parameter.kind == Parameter::Kind::var_keyword ||
             (parameter.kind != Parameter::Kind::var_positional && parameter.name == name);
    });
  }

  Callee callee_of_call(NodeId function) const {
    if (const auto self = attribute_view(tree_, function); self && tree_.text(self->object) == "self")
      return own_method(function, tree_.text(self->name));
    const std::string name = qualified(function);
    if (name.empty()) return {};
    if (const Symbol* symbol = c_.tables.target_symbol(name)) {
      const bool called = symbol->kind == Symbol::Kind::function || symbol->kind == Symbol::Kind::class_;
      return called && symbol->has_signature ? Callee{&symbol->parameters, name} : Callee{};
    }
    return of_definition(c_.port.find(name));
  }

  // Of a name that the file imports or defines at its top.
  std::string qualified(NodeId function) const {
    std::string out = c_.names().qualified(function);
    if (!out.empty() || !tree_.is(function, Kind::identifier)) return out;
    const GroupId group = c_.names().group_of(function);
    if (group == kNoGroup) return {};
    const Group& bound = c_.names().groups()[group];
    return bound.scope == 0 && bound.bindings.size() == 1
               ? c_.file.facts().name + "." + std::string(tree_.text(function))
               : std::string();
  }

  Callee of_definition(const Found& found) const {
    if (!found || found.definition->several) return {};
    if (!found.definition->is_class) return of_function(found, found.definition->name);
    // What a class decorator or a metaclass makes of a constructor is unknown.
    if (!found.definition->decorators.empty() || c_.port.method(found, "__new__")) return {};
    return of_function(c_.port.method(found, "__init__"), found.definition->name);
  }

  Callee of_function(const Found& found, const std::string& name) const {
    if (!found || found.definition->several || found.definition->is_class) return {};
    const auto& decorators = found.definition->decorators;
    if (!std::all_of(decorators.begin(), decorators.end(),
                     [&](const std::string& d) { return keeps_parameters(d); }))
      return {};
    return {&found.definition->parameters, std::string(last_part(name))};
  }

  // A decorator may change what a function takes; these do not.
  bool keeps_parameters(std::string_view decorator) const {
    return is_any(decorator, {"staticmethod", "classmethod"}) || last_part(decorator) == "no_grad" ||
           (!decorator.empty() && decorator == c_.library().conventions.config_decorator);
  }

  // Of self.NAME(...), unless an attribute of that name may hide the method.
  Callee own_method(NodeId function, std::string_view name) const {
    const NodeId definition = tree_.ancestor(function, Kind::class_definition);
    if (definition == kNoNode || tree_.ancestor(definition, Kind::class_definition) != kNoNode) return {};
    const auto& definitions = c_.file.facts().definitions;
    const auto type = definitions.find(name_of(tree_, definition));
    if (type == definitions.end() || type->second.several || is_assigned(name)) return {};
    return of_function(c_.port.method({&c_.file, &type->second}, name), std::string(name));
  }

  // self.NAME = ... anywhere in the file
  bool is_assigned(std::string_view name) const {
    return std::binary_search(assigned_.begin(), assigned_.end(), name);
  }

  void collect_assigned() {
    for (NodeId id : tree_.of(Kind::assignment)) {
      const auto left = attribute_view(tree_, tree_.child(id, Field::left));
      if (left && tree_.text(left->object) == "self") assigned_.push_back(tree_.text(left->name));
    }
    std::sort(assigned_.begin(), assigned_.end());
  }

  const CheckContext& c_;
  const Tree& tree_;
  CheckReport& out_;
  std::vector<std::string_view> assigned_;  // attributes of self, sorted
};

void check(const CheckContext& context, CheckReport& out) {
  Keywords(context, out).run();
}

}  // namespace

extern const CheckRule kRule{
    .id = "unknown-keyword",
    .level = Level::error,
    .does = "a keyword argument that the callee does not take: a function of MindSpore, or of the port",
    .why = "the call raises TypeError",
    .example = "mint.ones(2, device=d) -> mint.ones(2)",
    .port_only = false,
    .check = check};

}  // namespace mintport::check::unknown_keyword
