#include <utility>

#include "core/names/type_pass.hh"
#include "core/syntax/views.hh"

namespace mintport {

void TypePass::block(NodeId id, Env& env) {
  if (id == kNoNode) return;
  for (NodeId at = tree_.first_child(id); at != kNoNode; at = tree_.next_sibling(at)) statement(at, env);
}

void TypePass::statement(NodeId id, Env& env) {
  switch (tree_[id].kind) {
    case Kind::decorated_definition:
      for (NodeId part : tree_.named_children(id)) {
        if (tree_[part].kind == Kind::decorator) {
          evaluate_children(part, env);
        } else {
          statement(part, env);
        }
      }
      break;
    case Kind::function_definition:
      function(id, env);
      break;
    case Kind::class_definition:
      class_body(id, env);
      break;
    case Kind::if_statement:
      if_statement(id, env);
      break;
    case Kind::for_statement:
      for_statement(id, env);
      break;
    case Kind::while_statement:
      loop(tree_.child(id, Field::condition), tree_.child(id, Field::body), env);
      break;
    case Kind::try_statement:
      try_statement(id, env);
      break;
    case Kind::with_statement:
      with_statement(id, env);
      break;
    case Kind::block:
      block(id, env);
      break;
    case Kind::expression_statement:
      for (NodeId part : tree_.named_children(id)) expression_statement(part, env);
      break;
    case Kind::return_statement:
      for (NodeId part : tree_.named_children(id)) {
        note_return(evaluate(part, env));
        note_elements(part);
      }
      break;
    case Kind::match_statement:
      match_statement(id, env);
      break;
    case Kind::break_statement:
    case Kind::continue_statement:
      if (exits_ != nullptr) exits_->push_back(env);
      break;
    case Kind::import_statement:
    case Kind::import_from_statement:
      break;
    default:
      if (tree_[id].named && tree_[id].kind != Kind::comment) evaluate_children(id, env);
      break;
  }
}

void TypePass::expression_statement(NodeId id, Env& env) {
  if (tree_[id].kind == Kind::assignment) {
    assignment(id, env);
  } else if (tree_[id].kind == Kind::augmented_assignment) {
    const auto sides = binary_view(tree_, id);
    if (!sides) return;
    const TypeFact before = evaluate(sides->left, env), by = evaluate(sides->right, env);
    assign(sides->left, arithmetic(before, by, id), env);
  } else {
    evaluate(id, env);
  }
}

TypeFact TypePass::assignment(NodeId id, Env& env) {
  const auto view = assignment_view(tree_, id);
  if (!view) return {};
  const auto [left, type, right] = *view;
  TypeFact value;
  if (right != kNoNode) {
    value = tree_[right].kind == Kind::assignment ? assignment(right, env) : evaluate(right, env);
  }
  evaluate_children(type, env);
  if (const TypeFact said = annotations_.annotated(type); said.fact != Fact::unknown && !is_encoded(value))
    value = said;
  if (right == kNoNode || !assign_elements(left, right, env)) assign(left, value, env);
  return value;
}

// a, b = x, y; or a, b = f(x), if the file defines f.
bool TypePass::assign_elements(NodeId left, NodeId right, Env& env) {
  if (!tree_.is(left, Kind::pattern_list, Kind::tuple_pattern)) return false;
  const auto targets = tree_.named_children(left);
  const std::vector<TypeFact> values =
      tree_[right].kind == Kind::call ? elements_returned(right) : elements_of(right);
  if (values.empty() || targets.size() != values.size()) return false;
  for (std::size_t i = 0; i < targets.size(); ++i) assign(targets[i], values[i], env);
  return true;
}

void TypePass::assign(NodeId target, TypeFact value, Env& env) {
  switch (tree_[target].kind) {
    case Kind::identifier:
      if (const GroupId group = names_.group_of(target); group != kNoGroup) {
        env[group] = value;
        facts_[target] = value;
      }
      break;
    case Kind::pattern_list:
    case Kind::tuple_pattern:
    case Kind::list_pattern:
      for (NodeId part : tree_.named_children(target)) assign(part, element_of(value), env);
      break;
    case Kind::list_splat_pattern:
      for (NodeId part : tree_.named_children(target)) {
        assign(part, value.fact == Fact::tensors ? value : TypeFact{Fact::list, value.evidence, value.where},
               env);
      }
      break;
    case Kind::attribute: {
      evaluate_children(target, env);
      const auto view = attribute_view(tree_, target);
      if (class_ != nullptr && view && tree_.text(view->object) == "self")
        set_attribute(tree_.text(view->name), plain(value));
      facts_[target] = value;
      break;
    }
    default:
      evaluate_children(target, env);
      break;
  }
}

// An attribute keeps a fact only if all assigned values agree; None is ignored.
void TypePass::set_attribute(std::string_view name, TypeFact value) {
  if (value.fact == Fact::none) return;
  auto [at, fresh] = class_->attributes.try_emplace(name, value);
  if (!fresh && at->second.fact != value.fact) {
    const bool both_modules = (at->second.fact == Fact::layer || at->second.fact == Fact::module) &&
                              (value.fact == Fact::layer || value.fact == Fact::module);
    at->second = both_modules ? TypeFact{Fact::module, value.evidence, value.where} : TypeFact{};
  }
}

void TypePass::function(NodeId id, Env& outer) {
  Env env = outer;
  for (NodeId one : tree_.named_children(tree_.child(id, Field::parameters))) bind_parameter(one, env);
  evaluate_children(tree_.child(id, Field::return_type), env);
  const Returned outside = std::exchange(returned_, Returned{});
  block(tree_.child(id, Field::body), env);
  returns_[id] = std::exchange(returned_, outside);
}

void TypePass::bind_parameter(NodeId parameter, Env& env) {
  const auto view = parameter_view(tree_, parameter);
  if (!view) return;
  const auto [name, type, value] = *view;
  TypeFact fact = annotations_.annotated(type);
  if (value != kNoNode) {
    const TypeFact given = evaluate(value, env);
    if (type == kNoNode && (given.fact == Fact::number || given.fact == Fact::text)) fact = given;
  }
  if (tree_[name].kind != Kind::identifier) return;
  const GroupId group = names_.group_of(name);
  if (group == kNoGroup) return;
  env[group] = fact;
  facts_[name] = fact;
}

void TypePass::class_body(NodeId id, Env& outer) {
  ClassFacts facts;
  ClassFacts* const outside = class_;
  const NodeId outside_node = class_node_;
  class_ = &facts;
  class_node_ = id;
  evaluate_children(tree_.child(id, Field::superclasses), outer);
  Env env = outer;
  const auto body = tree_.named_children(tree_.child(id, Field::body));
  // __init__ first: what it sets holds in the other methods.
  for (NodeId part : body) {
    if (is_init(part)) statement(part, env);
  }
  for (NodeId part : body) annotate_class_attribute(part);
  for (NodeId part : body) {
    if (!is_init(part)) statement(part, env);
  }
  class_ = outside;
  class_node_ = outside_node;
}

void TypePass::annotate_class_attribute(NodeId statement) {
  const auto view = assignment_view(tree_, statement);
  if (!view || !tree_.is(view->left, Kind::identifier)) return;
  if (const TypeFact fact = annotations_.annotated(view->type); fact.fact != Fact::unknown)
    class_->attributes[tree_.text(view->left)] = fact;
}

bool TypePass::is_init(NodeId id) const {
  const NodeId definition = definition_of(tree_, id);
  return tree_.is(definition, Kind::function_definition) && name_of(tree_, definition) == "__init__";
}

}  // namespace mintport
