#include "core/names/instances.hh"

#include <algorithm>
#include <optional>
#include <set>

#include "core/base/text.hh"
#include "core/names/flow.hh"
#include "core/syntax/views.hh"

namespace mintport {
namespace {

using ClassNames = std::set<std::string>;

class InstancePass {
 public:
  explicit InstancePass(const Names& names) : names_(names), tree_(names.tree()) {}

  // nullopt: unknown.
  std::optional<ClassNames> of(NodeId id) {
    if (id == kNoNode || ++steps_ > kMostSteps) return std::nullopt;
    switch (tree_[id].kind) {
      case Kind::none:
        return ClassNames{};
      case Kind::parenthesized_expression:
      case Kind::conditional_expression:
        return all_of(values_of(id));
      case Kind::call:
        return constructed(id);
      case Kind::attribute:
        return attribute(id);
      case Kind::identifier:
        return variable(id);
      case Kind::subscript:
        return elements(tree_.child(id, Field::value));
      default:
        return std::nullopt;
    }
  }

 private:
  static constexpr int kMostSteps = 64;

  std::optional<ClassNames> all_of(const std::vector<NodeId>& values) {
    ClassNames out;
    for (NodeId value : values) {
      const auto one = of(value);
      if (!one) return std::nullopt;
      out.insert(one->begin(), one->end());
    }
    return out;
  }

  // `a if c else b` is a or b.
  std::vector<NodeId> values_of(NodeId id) const {
    if (const auto choice = conditional_view(tree_, id)) return {choice->yes, choice->no};
    return tree_.named_children(id);
  }

  // ---- Class(...), and by convention Class.from_pretrained(...), Class.from_config(...)

  std::optional<ClassNames> constructed(NodeId call) const {
    const NodeId function = callee_of(tree_, call);
    if (function == kNoNode) return std::nullopt;
    const auto method = attribute_view(tree_, function);
    return class_named(method && tree_.text(method->name).starts_with("from_") ? method->object : function);
  }

  std::optional<ClassNames> class_named(NodeId name) const {
    std::string q = names_.qualified(name);
    if (q.empty() && is_local_class(name)) q = names_.module() + "." + std::string(tree_.text(name));
    const std::string_view last = last_part(q);
    if (last.empty() || last.front() < 'A' || last.front() > 'Z') return std::nullopt;
    return ClassNames{q};
  }

  bool is_local_class(NodeId name) const {
    if (tree_[name].kind != Kind::identifier) return false;
    const GroupId group = names_.group_of(name);
    return group != kNoGroup && names_.groups()[group].bindings.size() == 1 &&
           names_.groups()[group].bindings.front().kind == Binding::Kind::class_;
  }

  std::optional<ClassNames> annotated(NodeId node) const {
    switch (tree_[node].kind) {
      case Kind::type: {
        const NodeId inner = tree_.only_child(node);
        return inner != kNoNode ? annotated(inner) : std::nullopt;
      }
      case Kind::none:
        return ClassNames{};
      case Kind::identifier:
      case Kind::attribute:
        return class_named(node);
      case Kind::subscript:
      case Kind::generic_type:
        return either(node);
      default:
        return std::nullopt;
    }
  }

  // Handles Optional[A], Union[A, B].
  std::optional<ClassNames> either(NodeId node) const {
    auto parts = tree_.named_children(node);
    if (parts.empty() || (tree_.text(parts[0]) != "Optional" && tree_.text(parts[0]) != "Union"))
      return std::nullopt;
    parts.erase(parts.begin());
    if (parts.size() == 1 && tree_[parts[0]].kind == Kind::type_parameter)
      parts = tree_.named_children(parts[0]);
    ClassNames out;
    for (NodeId part : parts) {
      const auto one = annotated(part);
      if (!one) return std::nullopt;
      out.insert(one->begin(), one->end());
    }
    return out;
  }

  // ---- self.x

  std::optional<ClassNames> attribute(NodeId id) {
    const auto values = kept_values(id);
    return values.empty() ? std::nullopt : all_of(values);
  }

  // For self.x: the values that __init__ of the enclosing class assigns to it.
  std::vector<NodeId> kept_values(NodeId id) const {
    const auto read = attribute_view(tree_, id);
    if (!read || tree_.text(read->object) != "self") return {};
    const NodeId init = method_of(tree_, tree_.ancestor(id, Kind::class_definition), "__init__");
    return init == kNoNode ? std::vector<NodeId>() : kept(init, tree_.text(read->name));
  }

  // The values that __init__ stores under the name: `self.x = value`, `self.register_modules(x=value)`.
  std::vector<NodeId> kept(NodeId init, std::string_view name) const {
    const std::string attribute = "self." + std::string(name);
    std::vector<NodeId> out;
    for (NodeId id = init; id < tree_[init].last; ++id) {
      NodeId here = kNoNode;
      if (tree_[id].kind == Kind::assignment && tree_.text(tree_.child(id, Field::left)) == attribute)
        here = tree_.child(id, Field::right);
      if (keyword_of(tree_, id) == name && is_registered(id)) here = tree_.child(id, Field::value);
      if (here != kNoNode) out.push_back(here);
    }
    return out;
  }

  bool is_registered(NodeId keyword) const {
    const NodeId call = tree_[tree_[keyword].parent].parent;
    return tree_.text(callee_of(tree_, call)) == "self.register_modules";
  }

  // ---- variables

  std::optional<ClassNames> variable(NodeId id) {
    const auto bindings = reaching_bindings(names_, id);
    if (bindings.empty()) return std::nullopt;
    ClassNames out;
    for (NodeId binding : bindings) {
      const auto one = bound(binding);
      if (!one) return std::nullopt;
      out.insert(one->begin(), one->end());
    }
    return out;
  }

  std::optional<ClassNames> bound(NodeId binding) {
    const NodeId up = tree_[binding].parent;
    if (const auto set = assignment_view(tree_, up))
      return set->left == binding ? of(set->right) : std::nullopt;
    if (const auto loop = loop_view(tree_, up))
      return loop->target == binding ? elements(loop->iterable) : std::nullopt;
    if (const auto parameter = parameter_view(tree_, up))
      return parameter->type == kNoNode ? std::nullopt : annotated(parameter->type);
    return tree_.is(up, Kind::pattern_list, Kind::tuple_pattern) ? unpacked(up, binding) : std::nullopt;
  }

  // Handles for a, b in zip(x, y); for i, b in enumerate(y).
  std::optional<ClassNames> unpacked(NodeId pattern, NodeId binding) {
    const auto loop = loop_view(tree_, tree_[pattern].parent);
    const auto source = call_view(tree_, loop ? loop->iterable : kNoNode);
    if (!source || names_.group_of(source->function) != kNoGroup) return std::nullopt;
    const std::string_view function = tree_.text(source->function);
    const auto targets = tree_.named_children(pattern), arguments = tree_.named_children(source->list);
    auto index =
        static_cast<std::size_t>(std::find(targets.begin(), targets.end(), binding) - targets.begin());
    if (function == "enumerate" && index == 1)
      index = 0;
    else if (function != "zip")
      return std::nullopt;
    return index < arguments.size() ? elements(arguments[index]) : std::nullopt;
  }

  // The classes of a list's elements.
  std::optional<ClassNames> elements(NodeId id) {
    if (id == kNoNode || ++steps_ > kMostSteps) return std::nullopt;
    switch (tree_[id].kind) {
      case Kind::list:
      case Kind::tuple:
        return all_of(tree_.named_children(id));
      case Kind::parenthesized_expression:
      case Kind::conditional_expression:
      case Kind::binary_operator:
        return elements_of_all(values_of(id));
      case Kind::identifier: {
        std::vector<NodeId> values;
        for (NodeId binding : reaching_bindings(names_, id)) {
          values.push_back(assigned_value(tree_, binding));
          if (values.back() == kNoNode) return std::nullopt;
        }
        return values.empty() ? std::nullopt : elements_of_all(values);
      }
      case Kind::attribute: {
        const auto values = kept_values(id);
        return values.empty() ? std::nullopt : elements_of_all(values);
      }
      case Kind::list_comprehension:
      case Kind::generator_expression:
        return of(tree_.child(id, Field::body));
      case Kind::call:
        return elements_of_layers(id);
      default:
        return std::nullopt;
    }
  }

  // Handles nn.ModuleList([...]).
  std::optional<ClassNames> elements_of_layers(NodeId call) {
    const auto view = call_view(tree_, call);
    if (!view || names_.qualified(view->function) != "torch.nn.ModuleList") return std::nullopt;
    return elements(tree_.only_child(view->list));
  }

  std::optional<ClassNames> elements_of_all(const std::vector<NodeId>& lists) {
    ClassNames out;
    for (NodeId list : lists) {
      const auto one = elements(list);
      if (!one) return std::nullopt;
      out.insert(one->begin(), one->end());
    }
    return out;
  }

  const Names& names_;
  const Tree& tree_;
  int steps_ = 0;
};

}  // namespace

std::vector<std::string> classes_of(const Names& names, NodeId expression) {
  const auto found = InstancePass(names).of(expression);
  return found ? std::vector<std::string>(found->begin(), found->end()) : std::vector<std::string>{};
}

}  // namespace mintport
