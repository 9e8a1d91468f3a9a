#include "core/names/instances.hh"

#include <algorithm>
#include <optional>
#include <set>

#include "core/base/text.hh"
#include "core/names/flow.hh"

namespace mintport {
namespace {

using ClassNames = std::set<std::string>;

class InstancePass {
 public:
  explicit InstancePass(const Names& names) : names_(names), tree_(names.tree()) {}

  // Nothing: not known.
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
    auto parts = tree_.named_children(id);
    if (tree_[id].kind == Kind::conditional_expression && parts.size() == 3) parts.erase(parts.begin() + 1);
    return parts;
  }

  // ---- Class(...), and by the convention of all of them Class.from_pretrained(...), Class.from_config(...)

  std::optional<ClassNames> constructed(NodeId call) const {
    NodeId function = tree_.child(call, Field::function);
    if (function == kNoNode) return std::nullopt;
    if (tree_[function].kind == Kind::attribute) {
      const std::string_view how = tree_.text(tree_.child(function, Field::attribute));
      if (how.starts_with("from_")) function = tree_.child(function, Field::object);
    }
    return class_named(function);
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
        const auto inner = tree_.named_children(node);
        return inner.size() == 1 ? annotated(inner[0]) : std::nullopt;
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

  // Optional[A], Union[A, B]
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

  // Of self.x: the values that __init__ of the class around gives it.
  std::vector<NodeId> kept_values(NodeId id) const {
    const NodeId object = tree_.child(id, Field::object), name = tree_.child(id, Field::attribute);
    if (object == kNoNode || name == kNoNode || tree_.text(object) != "self") return {};
    const NodeId around = tree_.ancestor(id, Kind::class_definition);
    const NodeId body = around == kNoNode ? kNoNode : tree_.child(around, Field::body);
    if (body == kNoNode) return {};
    for (NodeId part : tree_.named_children(body)) {
      if (tree_[part].kind == Kind::decorated_definition) part = tree_.child(part, Field::definition);
      if (part == kNoNode || tree_[part].kind != Kind::function_definition) continue;
      if (tree_.text(tree_.child(part, Field::name)) == "__init__") return kept(part, tree_.text(name));
    }
    return {};
  }

  // What __init__ keeps under the name: `self.x = value`, `self.register_modules(x=value)`.
  std::vector<NodeId> kept(NodeId init, std::string_view name) const {
    std::vector<NodeId> out;
    for (NodeId id = init; id < tree_[init].last; ++id) {
      NodeId here = kNoNode;
      if (tree_[id].kind == Kind::assignment) {
        const NodeId left = tree_.child(id, Field::left);
        if (left != kNoNode && tree_[left].kind == Kind::attribute &&
            tree_.text(left) == "self." + std::string(name))
          here = tree_.child(id, Field::right);
      } else if (tree_[id].kind == Kind::keyword_argument && is_registered(id) &&
                 tree_.text(tree_.child(id, Field::name)) == name) {
        here = tree_.child(id, Field::value);
      }
      if (here != kNoNode) out.push_back(here);
    }
    return out;
  }

  bool is_registered(NodeId keyword) const {
    const NodeId call = tree_[tree_[keyword].parent].parent;
    return tree_[call].kind == Kind::call &&
           tree_.text(tree_.child(call, Field::function)) == "self.register_modules";
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
    switch (tree_[up].kind) {
      case Kind::assignment:
        return tree_.child(up, Field::left) == binding ? of(tree_.child(up, Field::right)) : std::nullopt;
      case Kind::typed_parameter:
      case Kind::typed_default_parameter: {
        const NodeId type = tree_.child(up, Field::type);
        return type == kNoNode ? std::nullopt : annotated(type);
      }
      case Kind::for_statement:
      case Kind::for_in_clause:
        return tree_.child(up, Field::left) == binding ? elements(tree_.child(up, Field::right))
                                                       : std::nullopt;
      case Kind::pattern_list:
      case Kind::tuple_pattern:
        return unpacked(up, binding);
      default:
        return std::nullopt;
    }
  }

  // for a, b in zip(x, y); for i, b in enumerate(y)
  std::optional<ClassNames> unpacked(NodeId pattern, NodeId binding) {
    const NodeId loop = tree_[pattern].parent;
    if (tree_[loop].kind != Kind::for_statement && tree_[loop].kind != Kind::for_in_clause)
      return std::nullopt;
    const NodeId source = tree_.child(loop, Field::right);
    if (source == kNoNode || tree_[source].kind != Kind::call) return std::nullopt;
    const NodeId function = tree_.child(source, Field::function),
                 list = tree_.child(source, Field::arguments);
    if (list == kNoNode || names_.group_of(function) != kNoGroup) return std::nullopt;
    const auto targets = tree_.named_children(pattern), arguments = tree_.named_children(list);
    auto index =
        static_cast<std::size_t>(std::find(targets.begin(), targets.end(), binding) - targets.begin());
    if (tree_.text(function) == "enumerate" && index == 1)
      index = 0;
    else if (tree_.text(function) != "zip")
      return std::nullopt;
    return index < arguments.size() ? elements(arguments[index]) : std::nullopt;
  }

  // What the elements of a list may be.
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

  // nn.ModuleList([...])
  std::optional<ClassNames> elements_of_layers(NodeId call) {
    const NodeId list = tree_.child(call, Field::arguments);
    const auto arguments = list == kNoNode ? std::vector<NodeId>{} : tree_.named_children(list);
    if (arguments.size() != 1) return std::nullopt;
    if (tree_[list].kind == Kind::generator_expression) return std::nullopt;
    return names_.qualified(tree_.child(call, Field::function)) == "torch.nn.ModuleList"
               ? elements(arguments[0])
               : std::nullopt;
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
