#include "core/base/text.hh"
#include "core/names/type_hints.hh"
#include "core/names/type_pass.hh"
#include "core/syntax/views.hh"

namespace mintport {
namespace {

bool is_any_fact(Fact fact) {
  return fact == Fact::tensors || fact == Fact::shape;
}

}  // namespace

TypeFact TypePass::call(NodeId id, Env& env) {
  const NodeId function = tree_.child(id, Field::function), list = tree_.child(id, Field::arguments);
  if (function == kNoNode) return {};
  if (tree_.is(list, Kind::argument_list)) {
    evaluate_children(list, env);
  } else if (list != kNoNode) {
    evaluate(list, env);  // f(x for x in y)
  }
  const TypeFact callee = evaluate(function, env);
  if (callee.fact == Fact::layer) return {Fact::tensor, Evidence::known_return, id};
  if (const std::string q = names_.qualified(function); !q.empty()) return known_call(id, q);
  if (tree_[function].kind == Kind::attribute) {
    const TypeFact made = method_call(id, function, list);
    return made.fact == Fact::unknown ? encoding_call(function, list, id) : made;
  }
  if (const NodeId made = classes_.local_class(function); made != kNoNode) {
    return {classes_.is_module(made) ? Fact::module : Fact::unknown, Evidence::constructor, id};
  }
  if (const NodeId local = classes_.local_function(function); local != kNoNode) return returned_by(local, id);
  if (tree_[function].kind == Kind::identifier && names_.group_of(function) == kNoGroup) {
    const std::string_view name = tree_.text(function);
    if (is_any(name, {"int", "float", "len", "round", "ord", "hash", "id"}))
      return {Fact::number, Evidence::known_return, id};
    if (is_any(name, {"str", "repr", "format", "chr"})) return {Fact::text, Evidence::known_return, id};
    if (is_any(name, {"bool", "isinstance", "hasattr", "callable"}))
      return {Fact::boolean, Evidence::known_return, id};
    if (is_any(name, {"dict", "vars"})) return {Fact::dict, Evidence::known_return, id};
    if (is_any(name, {"range", "set", "sorted", "enumerate", "zip"}))
      return {Fact::list, Evidence::known_return, id};
    if (is_any(name, {"list", "tuple", "reversed"})) {
      const auto arguments = tree_.named_children(list);
      if (arguments.size() == 1 && is_any_fact(known(arguments[0]).fact)) return known(arguments[0]);
      return {Fact::list, Evidence::known_return, id};
    }
  }
  return encoding_call(function, list, id);
}

TypeFact TypePass::known_call(NodeId id, const std::string& q) {
  const Fact fact = knowledge_.returns(q);
  if (fact != Fact::unknown) {
    return {fact,
            fact == Fact::layer || fact == Fact::module ? Evidence::constructor : Evidence::known_return, id};
  }
  if (is_torch_tensor_class(q)) return {Fact::tensor, Evidence::constructor, id};
  return {};
}

TypeFact TypePass::method_call(NodeId id, NodeId function, NodeId list) {
  const auto callee = attribute_view(tree_, function);
  if (!callee) return {};
  const auto [object, name] = *callee;
  const std::string_view method = tree_.text(name);
  const TypeFact base = known(object);
  const auto arguments = tree_.named_children(list);
  switch (base.fact) {
    case Fact::tensor:
      if (method == "size" && !arguments.empty()) return {Fact::number, Evidence::known_return, id};
      if (method == "to" || method == "type") return {Fact::tensor, Evidence::known_return, id};
      return {knowledge_.returns("torch.Tensor." + std::string(method)), Evidence::known_return, id};
    case Fact::ndarray:
      if (is_any(method, {"item"})) return {Fact::number, Evidence::known_return, id};
      if (is_any(method, {"tolist"})) return {Fact::list, Evidence::known_return, id};
      return {Fact::ndarray, Evidence::known_return, id};
    case Fact::text:
      return is_any(method, {"split", "splitlines"}) ? TypeFact{Fact::list, Evidence::known_return, id}
                                                     : TypeFact{Fact::text, Evidence::known_return, id};
    case Fact::layer:
    case Fact::module:
      if (is_any(method, {"to", "eval", "train", "cuda", "cpu", "half", "float", "requires_grad_"}))
        return base;
      return {};
    case Fact::encoding:
      if (is_any(method, {"pop", "get"})) return field_of(base, id);
      return is_any(method, {"to"}) ? base : TypeFact{};
    default:
      break;
  }
  if (tree_.text(object) == "self" && class_node_ != kNoNode) {
    if (const NodeId local = method_of(tree_, class_node_, method); local != kNoNode)
      return returned_by(local, id);
  }
  if (only_tensors_take(method, list, tree_, knowledge_)) {
    if (method == "size") return {arguments.empty() ? Fact::shape : Fact::number, Evidence::use, id};
    const Fact fact = knowledge_.returns("torch.Tensor." + std::string(method));
    if (fact != Fact::unknown) return {fact, Evidence::use, id};
  }
  if (method == "to" && is_reshaped(object)) return {Fact::tensor, Evidence::use, id};
  if (method == "numpy" && arguments.empty()) return {Fact::ndarray, Evidence::known_return, id};
  return {};
}

// x.reshape(...) of an array or a tensor; only a tensor can be followed by `to`.
bool TypePass::is_reshaped(NodeId value) const {
  const auto method = method_view(tree_, value);
  return method && is_any(tree_.text(method->name),
                          {"reshape", "transpose", "squeeze", "flatten", "repeat", "mean", "sum"});
}

// tokenizer(..., return_tensors="pt"): the argument decides the result, for any tokenizer.
TypeFact TypePass::encoding_call(NodeId function, NodeId list, NodeId id) const {
  if (!tree_.is(list, Kind::argument_list)) return {};
  const auto method = attribute_view(tree_, function);
  const std::string_view name = tree_.text(method ? method->name : function);
  const bool returns_dict = tree_.text(keyword_value(tree_, id, "return_dict")) == "True";
  const bool whole = returns_dict || !is_any(name, {"encode", "apply_chat_template"});
  const std::string_view asked =
      tree_.text(string_content(tree_, keyword_value(tree_, id, "return_tensors")));
  if (asked != "pt" && asked != "np") return {};
  const TypeFact all{Fact::encoding, asked == "pt" ? Evidence::encoded : Evidence::known_return, id};
  return whole ? all : field_of(all, id);
}

}  // namespace mintport
