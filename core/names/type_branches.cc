#include <utility>

#include "core/base/text.hh"
#include "core/names/type_pass.hh"

namespace mintport {
namespace {

constexpr int kMostRounds = 8;

}  // namespace

bool TypePass::ends(NodeId body) const {
  const auto parts = tree_.named_children(body);
  if (parts.empty()) return false;
  const Kind last = tree_[parts.back()].kind;
  return last == Kind::return_statement || last == Kind::raise_statement ||
         last == Kind::continue_statement || last == Kind::break_statement;
}

void TypePass::if_statement(NodeId id, Env& env) {
  const NodeId condition = tree_.child(id, Field::condition);
  if (condition != kNoNode) evaluate(condition, env);
  Env otherwise = env;
  Env merged;
  bool any = false;
  auto take = [&](Env&& way, NodeId body) {
    if (body != kNoNode && ends(body)) return;
    if (any) {
      join(merged, way);
    } else {
      merged = std::move(way);
      any = true;
    }
  };
  Env yes = env;
  if (condition != kNoNode) {
    narrow(condition, true, yes);
    narrow(condition, false, otherwise);
  }
  const NodeId body = tree_.child(id, Field::consequence);
  if (body != kNoNode) block(body, yes);
  take(std::move(yes), body);
  bool has_else = false;
  for (NodeId part = tree_.first_child(id); part != kNoNode; part = tree_.next_sibling(part)) {
    if (tree_[part].kind == Kind::elif_clause) {
      const NodeId test = tree_.child(part, Field::condition);
      if (test != kNoNode) evaluate(test, otherwise);
      Env way = otherwise;
      if (test != kNoNode) {
        narrow(test, true, way);
        narrow(test, false, otherwise);
      }
      const NodeId then = tree_.child(part, Field::consequence);
      if (then != kNoNode) block(then, way);
      take(std::move(way), then);
    } else if (tree_[part].kind == Kind::else_clause) {
      has_else = true;
      const NodeId then = tree_.child(part, Field::body);
      if (then != kNoNode) block(then, otherwise);
      take(std::move(otherwise), then);
    }
  }
  if (!has_else) take(std::move(otherwise), kNoNode);
  if (any) env = std::move(merged);
}

// isinstance(x, torch.Tensor), torch.is_tensor(x), x is None, and `not` and `and` of these.
void TypePass::narrow(NodeId condition, bool holds, Env& env) {
  switch (tree_[condition].kind) {
    case Kind::not_operator:
      if (const NodeId inner = tree_.child(condition, Field::argument); inner != kNoNode)
        narrow(inner, !holds, env);
      return;
    case Kind::parenthesized_expression:
      for (NodeId inner : tree_.named_children(condition)) narrow(inner, holds, env);
      return;
    case Kind::boolean_operator: {
      const NodeId op = tree_.child(condition, Field::operator_);
      if (op != kNoNode && (tree_.text(op) == "and") == holds) {
        for (Field side : {Field::left, Field::right}) {
          if (const NodeId part = tree_.child(condition, side); part != kNoNode) narrow(part, holds, env);
        }
      }
      return;
    }
    case Kind::call:
      break;
    default:
      return;
  }
  const NodeId function = tree_.child(condition, Field::function),
               list = tree_.child(condition, Field::arguments);
  if (function == kNoNode || list == kNoNode || !holds) return;
  const auto arguments = tree_.named_children(list);
  if (arguments.empty() || tree_[arguments[0]].kind != Kind::identifier) return;
  const GroupId group = names_.group_of(arguments[0]);
  if (group == kNoGroup) return;
  Fact fact = Fact::unknown;
  if (tree_.text(function) == "isinstance" && arguments.size() == 2) {
    fact = annotations_.annotation_fact(arguments[1]).fact;
  } else if (is_any(names_.qualified(function), {"torch.is_tensor"})) {
    fact = Fact::tensor;
  }
  if (tree_.text(function) == "isinstance") {
    env[group] = {fact, Evidence::isinstance_test, condition};
  } else if (fact != Fact::unknown) {
    env[group] = {fact, Evidence::isinstance_test, condition};
  }
}

void TypePass::for_statement(NodeId id, Env& env) {
  const NodeId left = tree_.child(id, Field::left), right = tree_.child(id, Field::right);
  if (right != kNoNode) evaluate(right, env);
  if (left != kNoNode && right != kNoNode) iterate(left, right, env);
  loop(kNoNode, tree_.child(id, Field::body), env);
  for (NodeId part = tree_.first_child(id); part != kNoNode; part = tree_.next_sibling(part)) {
    if (tree_[part].kind == Kind::else_clause) block(part, env);
  }
}

// `for left in right`; the items of an encoding are keys and fields.
void TypePass::iterate(NodeId left, NodeId right, Env& env) {
  const NodeId function = tree_[right].kind == Kind::call ? tree_.child(right, Field::function) : kNoNode;
  if (function != kNoNode && tree_[function].kind == Kind::attribute) {
    const TypeFact base = known(tree_.child(function, Field::object));
    const auto parts = tree_.named_children(left);
    if (base.fact == Fact::encoding && tree_.text(tree_.child(function, Field::attribute)) == "items" &&
        parts.size() == 2) {
      assign(parts[0], {Fact::text, Evidence::known_return, right}, env);
      assign(parts[1], field_of(base, right), env);
      return;
    }
  }
  assign(left, element_of(known(right)), env);
}

// Until nothing changes: facts must hold in every round, and behind every `break`.
void TypePass::loop(NodeId head, NodeId body, Env& env) {
  const NodeId condition = head == kNoNode ? kNoNode : tree_.child(head, Field::condition);
  for (int round = 0; round < kMostRounds; ++round) {
    Env inside = env;
    if (condition != kNoNode) evaluate(condition, inside);
    std::vector<Env> exits;
    std::vector<Env>* const outside = std::exchange(exits_, &exits);
    if (body != kNoNode) block(body, inside);
    exits_ = outside;
    const Env before = env;
    join(env, inside);
    for (const Env& exit : exits) join(env, exit);
    if (agree(before, env)) break;
  }
}

void TypePass::match_statement(NodeId id, Env& env) {
  if (const NodeId subject = tree_.child(id, Field::subject); subject != kNoNode) evaluate(subject, env);
  const NodeId body = tree_.child(id, Field::body);
  if (body == kNoNode) return;
  Env merged = env;  // no case may fit
  for (NodeId clause : tree_.named_children(body)) {
    Env way = env;
    for (NodeId part : tree_.named_children(clause)) {
      if (tree_[part].kind == Kind::case_pattern) {
        forget_captures(part, way);
      } else if (tree_[part].kind == Kind::block) {
        block(part, way);
        if (!ends(part)) join(merged, way);
      } else {
        evaluate(part, way);
      }
    }
  }
  env = std::move(merged);
}

void TypePass::forget_captures(NodeId pattern, Env& env) const {
  for (NodeId id = pattern; id < tree_[pattern].last; ++id) {
    if (tree_[id].kind != Kind::identifier) continue;
    if (const auto found = env.find(names_.group_of(id)); found != env.end()) found->second = {};
  }
}

void TypePass::try_statement(NodeId id, Env& env) {
  const Env before = env;
  Env tried;
  for (NodeId part = tree_.first_child(id); part != kNoNode; part = tree_.next_sibling(part)) {
    const Kind kind = tree_[part].kind;
    if (kind == Kind::block) {
      block(part, env);
      tried = env;
    } else if (kind == Kind::except_clause || kind == Kind::except_group_clause) {
      // The exception comes before, between or behind what the block sets.
      Env way = before;
      join(way, tried);
      for (NodeId inner : tree_.named_children(part)) statement(inner, way);
      const NodeId body = tree_.child(part, Kind::block);
      if (body == kNoNode || !ends(body)) join(env, way);
    } else if (kind == Kind::else_clause || kind == Kind::finally_clause) {
      for (NodeId inner : tree_.named_children(part)) statement(inner, env);
    }
  }
}

void TypePass::with_statement(NodeId id, Env& env) {
  for (NodeId part : tree_.named_children(id)) {
    if (tree_[part].kind == Kind::with_clause) {
      evaluate_children(part, env);
    } else if (tree_[part].kind == Kind::block) {
      block(part, env);
    }
  }
}

}  // namespace mintport
