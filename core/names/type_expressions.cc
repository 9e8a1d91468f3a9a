#include "core/base/text.hh"
#include "core/names/type_pass.hh"
#include "core/syntax/views.hh"

namespace mintport {

void TypePass::evaluate_children(NodeId id, Env& env) {
  if (id == kNoNode) return;
  for (NodeId part = tree_.first_child(id); part != kNoNode; part = tree_.next_sibling(part)) {
    if (tree_[part].named) evaluate(part, env);
  }
}

TypeFact TypePass::evaluate(NodeId id, Env& env) {
  const TypeFact fact = compute(id, env);
  facts_[id] = fact;
  return fact;
}

TypeFact TypePass::compute(NodeId id, Env& env) {
  switch (tree_[id].kind) {
    case Kind::identifier:
      return identifier(id, env);
    case Kind::attribute:
      return attribute(id, env);
    case Kind::call:
      return call(id, env);
    case Kind::subscript:
      return subscript(id, env);
    case Kind::binary_operator: {
      const auto sides = binary_view(tree_, id);
      if (!sides) return {};
      const TypeFact a = evaluate(sides->left, env), b = evaluate(sides->right, env);
      return arithmetic(a, b, id);
    }
    case Kind::unary_operator:
    case Kind::parenthesized_expression:
    case Kind::await: {
      TypeFact last;
      for (NodeId part : tree_.named_children(id)) last = evaluate(part, env);
      return tree_[id].kind == Kind::parenthesized_expression ? last : plain(last);
    }
    case Kind::comparison_operator:
      return comparison(id, env);
    case Kind::not_operator:
      evaluate_children(id, env);
      return {Fact::boolean, Evidence::operation, id};
    case Kind::boolean_operator: {
      const auto sides = binary_view(tree_, id);
      if (!sides) return {};
      const TypeFact a = evaluate(sides->left, env);
      Env inside = env;
      narrow(sides->left, tree_.text(sides->op) == "and", inside);
      const TypeFact b = evaluate(sides->right, inside);
      return plain(a.fact == b.fact ? a : a.fact == Fact::none ? b : TypeFact{});
    }
    case Kind::conditional_expression:
      return conditional(id, env);
    case Kind::named_expression: {
      const NodeId name = tree_.child(id, Field::name), value = tree_.child(id, Field::value);
      if (name == kNoNode || value == kNoNode) return {};
      const TypeFact fact = plain(evaluate(value, env));
      assign(name, fact, env);
      return fact;
    }
    case Kind::list:
    case Kind::tuple:
    case Kind::expression_list: {
      bool tensors = true, any = false;
      for (NodeId part : tree_.named_children(id)) {
        any = true;
        const Fact fact = evaluate(part, env).fact;
        tensors = tensors && (fact == Fact::tensor);
      }
      return {any && tensors ? Fact::tensors : Fact::list, Evidence::literal, id};
    }
    case Kind::list_comprehension:
    case Kind::set_comprehension:
    case Kind::generator_expression:
    case Kind::dictionary_comprehension:
      return comprehension(id, env);
    case Kind::dictionary:
      evaluate_children(id, env);
      return {Fact::dict, Evidence::literal, id};
    case Kind::string:
    case Kind::concatenated_string:
      evaluate_children(id, env);
      return {Fact::text, Evidence::literal, id};
    case Kind::integer:
    case Kind::float_:
      return {Fact::number, Evidence::literal, id};
    case Kind::true_:
    case Kind::false_:
      return {Fact::boolean, Evidence::literal, id};
    case Kind::none:
      return {Fact::none, Evidence::literal, id};
    case Kind::lambda: {
      Env inside = env;
      evaluate_children(id, inside);
      return {};
    }
    case Kind::keyword_argument: {
      const NodeId value = tree_.child(id, Field::value);
      return value == kNoNode ? TypeFact{} : evaluate(value, env);
    }
    case Kind::as_pattern:
      return as_pattern(id, env);
    default:
      evaluate_children(id, env);
      return {};
  }
}

TypeFact TypePass::as_pattern(NodeId id, Env& env) {
  const auto parts = tree_.named_children(id);
  TypeFact value;
  if (!parts.empty()) value = evaluate(parts[0], env);
  for (NodeId target : tree_.named_children(tree_.child(id, Field::alias))) assign(target, {}, env);
  return {};
}

TypeFact TypePass::conditional(NodeId id, Env& env) {
  const auto choice = conditional_view(tree_, id);
  if (!choice) return {};
  evaluate(choice->condition, env);
  Env yes = env, no = env;
  narrow(choice->condition, true, yes);
  narrow(choice->condition, false, no);
  const TypeFact a = evaluate(choice->yes, yes), b = evaluate(choice->no, no);
  if (a.fact == b.fact || b.fact == Fact::none) return plain(a);
  return a.fact == Fact::none ? plain(b) : TypeFact{};
}

TypeFact TypePass::comprehension(NodeId id, Env& env) {
  Env inside = env;
  // The clauses bind what the body reads, so they come first.
  for (NodeId part : tree_.named_children(id)) {
    if (const auto loop = loop_view(tree_, part)) {
      evaluate(loop->iterable, inside);
      iterate(loop->target, loop->iterable, inside);
    } else if (tree_[part].kind == Kind::if_clause) {
      evaluate_children(part, inside);
    }
  }
  const NodeId body = tree_.child(id, Field::body);
  const TypeFact element = body == kNoNode ? TypeFact{} : evaluate(body, inside);
  if (tree_[id].kind == Kind::dictionary_comprehension) return {Fact::dict, Evidence::literal, id};
  return {element.fact == Fact::tensor ? Fact::tensors : Fact::list, Evidence::literal, id};
}

TypeFact TypePass::identifier(NodeId id, Env& env) {
  const GroupId group = names_.group_of(id);
  if (group == kNoGroup) return {};
  const std::string& q = names_.groups()[group].qualified;
  if (!q.empty())
    return {knowledge_.returns(q) == Fact::dtype ? Fact::dtype : Fact::unknown, Evidence::known_return, id};
  const auto found = env.find(group);
  if (found != env.end() && found->second.fact != Fact::unknown && found->second.fact != Fact::none)
    return found->second;
  // A test which showed that it is not a tensor outweighs uses elsewhere.
  if (found != env.end() && found->second.evidence == Evidence::isinstance_test) return {};
  if (found != env.end() && is_partly(found->second))
    return {hints_[group].fact, Evidence::partly_encoded, id};
  return hints_[group].fact != Fact::unknown ? hints_[group]
         : found != env.end()                ? found->second
                                             : TypeFact{};
}

TypeFact TypePass::attribute(NodeId id, Env& env) {
  const auto view = attribute_view(tree_, id);
  if (!view) return {};
  const auto [object, name] = *view;
  if (const std::string q = names_.qualified(id); !q.empty()) {
    evaluate(object, env);
    const Fact fact =
        q.starts_with("torch.") && knowledge_.returns(q) == Fact::dtype ? Fact::dtype : Fact::unknown;
    return {fact, Evidence::known_return, id};
  }
  const TypeFact base = evaluate(object, env);
  const std::string_view attribute = tree_.text(name);
  if (base.fact == Fact::tensor) return {knowledge_.tensor_attribute(attribute), Evidence::attribute, id};
  if (base.fact == Fact::tensors && is_any(attribute, {"values", "indices"}))
    return {Fact::tensor, Evidence::attribute, id};
  if (class_ != nullptr && tree_.text(object) == "self") {
    const auto found = class_->attributes.find(attribute);
    if (found != class_->attributes.end() && found->second.fact != Fact::unknown) return found->second;
  }
  if (base.fact == Fact::encoding)
    return tree_[id].field == Field::function ? TypeFact{} : field_of(base, id);
  if (attribute == "shape") return {Fact::shape, Evidence::attribute, id};  // the same for arrays and tensors
  if (base.fact == Fact::ndarray && is_any(attribute, {"T", "real", "imag"})) return base;
  if (const Fact fact = of_interface(object, attribute); fact != Fact::unknown)
    return {fact, Evidence::attribute, id};
  // Models, pipelines and tensors all use these names.
  if (attribute == "device" || attribute == "_execution_device")
    return {Fact::device, Evidence::attribute, id};
  if (attribute == "dtype" && base.fact != Fact::ndarray) return {Fact::dtype, Evidence::attribute, id};
  return {};
}

// A pipeline's scheduler has the attributes of all schedulers. The results of transformers' models have
// fields with unique names.
Fact TypePass::of_interface(NodeId object, std::string_view attribute) const {
  const bool scheduler = last_part(tree_.text(object)) == "scheduler";
  // An attribute of `self` with such a name may hold anything.
  if (is_any(tree_.text(object), {"self", "cls"})) return Fact::unknown;
  const std::string& owner = scheduler ? knowledge_.scheduler : knowledge_.model_output;
  return owner.empty() ? Fact::unknown : knowledge_.returns(owner + "." + std::string(attribute));
}

// True for slices, numbers and names: no tensor that selects elements.
bool TypePass::is_plain_index(NodeId subscript) const {
  const NodeId value = tree_.child(subscript, Field::value);
  for (NodeId id = tree_[value].last; id < tree_[subscript].last; ++id) {
    if (tree_.is(id, Kind::comparison_operator, Kind::string)) return false;
    if (known(id).fact == Fact::tensor) return false;
  }
  return true;
}

TypeFact TypePass::subscript(NodeId id, Env& env) {
  evaluate_children(id, env);
  const auto view = subscript_view(tree_, id);
  if (!view) return {};
  const TypeFact base = known(view->object);
  switch (base.fact) {
    case Fact::tensor:
    case Fact::ndarray:
      // A slice of a tokenizer's array is again such an array.
      if (is_encoded(base) && is_plain_index(id)) return {base.fact, Evidence::encoded, id};
      return {base.fact, Evidence::operation, id};
    case Fact::tensors:
    case Fact::shape:
      return tree_.is(view->index, Kind::slice) ? base : element_of(base);
    case Fact::encoding:
      return tree_.is(view->index, Kind::string) ? field_of(base, id) : TypeFact{};
    case Fact::text:
      return base;
    default:
      return {};
  }
}

TypeFact TypePass::arithmetic(TypeFact a, TypeFact b, NodeId id) const {
  auto either = [&](Fact fact) { return a.fact == fact || b.fact == fact; };
  if (a.fact == Fact::text) return {Fact::text, Evidence::operation, id};  // "%s" % x
  if (either(Fact::tensor)) return {Fact::tensor, Evidence::operation, id};
  if (either(Fact::unknown)) return {};
  if (either(Fact::ndarray)) return {Fact::ndarray, Evidence::operation, id};
  if (a.fact == Fact::number && b.fact == Fact::number) return {Fact::number, Evidence::operation, id};
  if (a.fact == b.fact) return {a.fact, Evidence::operation, id};
  if (either(Fact::list) && (either(Fact::shape) || either(Fact::tensors)))
    return {Fact::list, Evidence::operation, id};
  return {};
}

TypeFact TypePass::comparison(NodeId id, Env& env) {
  bool tensor = false, known = true, words = false;
  for (NodeId part = tree_.first_child(id); part != kNoNode; part = tree_.next_sibling(part)) {
    if (!tree_[part].named) {
      const std::string_view op = tree_.text(part);
      words = words || op.starts_with("is") || op.ends_with("in");
      continue;
    }
    const Fact fact = evaluate(part, env).fact;
    tensor = tensor || fact == Fact::tensor;
    known = known && fact != Fact::unknown && fact != Fact::ndarray;
  }
  if (words) return {Fact::boolean, Evidence::operation, id};
  if (tensor) return {Fact::tensor, Evidence::operation, id};
  return known ? TypeFact{Fact::boolean, Evidence::operation, id} : TypeFact{};
}

}  // namespace mintport
