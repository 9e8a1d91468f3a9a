#include "core/rules/fold/known_conditions.hh"

#include "core/base/text.hh"
#include "core/rules/draft/device_values.hh"
#include "core/rules/draft/lookup.hh"
#include "core/rules/draft/statements.hh"
#include "core/syntax/views.hh"

namespace mintport {

// The value that the profile decides. Names of HF's utils are re-exported under the same last name.
std::optional<bool> KnownConditions::habit(const std::string& q) const {
  if (input_.tables.profile() == nullptr) return std::nullopt;
  const auto& constants = input_.tables.profile()->constants;
  auto found = constants.find(q);
  const LibraryFacts& library = input_.tables.library();
  if (found == constants.end() && library.has(q)) found = constants.find(library.helper(q));
  return found == constants.end() ? std::nullopt : std::optional<bool>(found->second);
}

std::optional<bool> KnownConditions::of_name(const std::string& q) const {
  if (q.empty()) return std::nullopt;
  if (const auto decided = habit(q)) return decided;
  const Entry* entry = find_entry(input_.tables, q);
  if (entry == nullptr || entry->category != "constant") return std::nullopt;
  return entry->target == "True";
}

// ("mps", "npu") holds "npu", and ("mps",) no device that the port runs on. Others decide nothing.
std::optional<bool> KnownConditions::holds_npu(NodeId collection) const {
  if (!tree_.is(collection, Kind::tuple, Kind::list, Kind::set)) return std::nullopt;
  bool other = false;
  for (const NodeId one : tree_.named_children(collection)) {
    const std::string_view type = string_text(tree_, one);
    if (type == "npu") return true;
    other = other || type != "mps";
  }
  return other ? std::nullopt : std::optional<bool>(false);
}

std::optional<bool> KnownConditions::compared(NodeId id) const {
  const auto sides = binary_view(tree_, id);
  if (!sides) return std::nullopt;
  const std::string_view op = tree_.text(sides->op);
  // KNOWN is True
  if (op == "is" && tree_.is(sides->right, Kind::true_, Kind::false_)) {
    const auto left = value(sides->left);
    return left ? std::optional<bool>(*left == tree_.is(sides->right, Kind::true_)) : std::nullopt;
  }
  const std::string_view type = string_text(tree_, sides->right);
  if (op == "==" && type == "mps" && is_device_value(input_, sides->left)) return false;
  // device.type == "mps" is never true. To avoid what "npu" lacks (float64) is harmless on a CPU.
  if (!is_device_type(input_, sides->left)) return std::nullopt;
  if (op == "in" || op == "not in") {
    const auto npu = holds_npu(sides->right);
    return npu ? std::optional<bool>(*npu == (op == "in")) : std::nullopt;
  }
  if ((type != "mps" && type != "npu") || (op != "==" && op != "!=")) return std::nullopt;
  return (type == "npu") == (op == "==");
}

// str(device).startswith("mps") is never true.
std::optional<bool> KnownConditions::device_text(NodeId call) const {
  const auto method = method_view(tree_, call);
  if (!method || tree_.text(method->name) != "startswith") return std::nullopt;
  const auto arguments = call_arguments(tree_, call), inner = call_arguments(tree_, method->object);
  if (arguments.size() != 1 || string_text(tree_, arguments[0]) != "mps") return std::nullopt;
  const bool text = tree_.text(callee_of(tree_, method->object)) == "str" && inner.size() == 1;
  return text && is_device_value(input_, inner[0]) ? std::optional<bool>(false) : std::nullopt;
}

// hasattr(F, "name"): whether the name has a target. hasattr(self, "name"): by the entry of the attribute.
std::optional<bool> KnownConditions::has(NodeId call) const {
  const auto arguments = call_arguments(tree_, call);
  if (arguments.size() != 2 || tree_[arguments[1]].kind != Kind::string) return std::nullopt;
  const std::string q = names_.qualified(arguments[0]);
  const std::string name(string_text(tree_, arguments[1]));
  if (name.empty()) return std::nullopt;
  if (tree_.text(arguments[0]) == "self") return of_name(input_.tables.library().pipeline + "." + name);
  if (!leads_to_torch(q)) return std::nullopt;
  const Entry* entry = input_.tables.find(q + "." + name);
  return entry != nullptr && !entry->target.empty() ? std::optional<bool>(true) : std::nullopt;
}

// isinstance(x, torch._dynamo.eval_frame.OptimizedModule) is False if no object has that class.
std::optional<bool> KnownConditions::instance_of(NodeId call) const {
  const auto arguments = call_arguments(tree_, call);
  if (arguments.size() != 2) return std::nullopt;
  const bool several = tree_[arguments[1]].kind == Kind::tuple;
  std::optional<bool> out;
  for (NodeId one : several ? tree_.named_children(arguments[1]) : std::vector<NodeId>{arguments[1]}) {
    const std::optional<bool> known = of_name(names_.qualified(one));
    if (!known || *known) return known;
    out = false;
  }
  return out;
}

// A version test takes the comparison as its first argument; the version counts as the newest.
std::optional<bool> KnownConditions::of_call(NodeId call, const std::string& q) const {
  const std::optional<bool> known = of_name(q);
  if (!known || !*known || !q.ends_with("_version")) return known;
  const auto arguments = call_arguments(tree_, call);
  if (arguments.size() != 2 || tree_[arguments[0]].kind != Kind::string) return std::nullopt;
  const std::string_view comparison = string_text(tree_, arguments[0]);
  if (comparison == ">=" || comparison == ">" || comparison == "!=") return true;
  if (comparison == "<=" || comparison == "<" || comparison == "==") return false;
  return std::nullopt;
}

std::optional<bool> KnownConditions::value(NodeId id) const {
  switch (tree_[id].kind) {
    case Kind::parenthesized_expression: {
      const auto inner = tree_.named_children(id);
      return inner.size() == 1 ? value(inner[0]) : std::nullopt;
    }
    case Kind::not_operator: {
      const NodeId inner = tree_.child(id, Field::argument);
      const auto known = inner == kNoNode ? std::nullopt : value(inner);
      return known ? std::optional<bool>(!*known) : std::nullopt;
    }
    case Kind::boolean_operator: {
      const auto sides = binary_view(tree_, id);
      if (!sides) return std::nullopt;
      const bool decides = tree_.text(sides->op) == "or";  // the value that decides alone
      const auto a = value(sides->left), b = value(sides->right);
      if (a && *a == decides) return decides;
      if (b && *b == decides && is_pure(tree_, sides->left)) return decides;
      if (a && b) return !decides;
      return std::nullopt;
    }
    case Kind::comparison_operator:
      return compared(id);
    case Kind::call: {
      const NodeId function = tree_.child(id, Field::function);
      if (function == kNoNode) return std::nullopt;
      if (tree_.text(function) == "hasattr") return has(id);
      if (tree_.text(function) == "isinstance") return instance_of(id);
      if (const auto known = device_text(id)) return known;
      return of_call(id, names_.qualified(function));
    }
    case Kind::identifier: {
      const GroupId group = names_.group_of(id);
      if (const auto found = variables_.find(group); group != kNoGroup && found != variables_.end())
        return found->second;
      // A function has a value only when called.
      const std::string q = names_.qualified(id);
      return last_part(q).starts_with("is_") ? std::nullopt : of_name(q);
    }
    default:
      return std::nullopt;
  }
}

}  // namespace mintport
