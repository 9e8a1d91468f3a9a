#include <optional>
#include <utility>

#include "core/base/text.hh"
#include "core/names/type_pass.hh"
#include "core/syntax/views.hh"

namespace mintport {
namespace {

constexpr int kMostRounds = 8;

}  // namespace

bool TypePass::ends(NodeId body) const {
  const auto parts = tree_.named_children(body);
  if (parts.empty()) return false;
  return tree_.is(parts.back(), Kind::return_statement, Kind::raise_statement, Kind::continue_statement,
                  Kind::break_statement);
}

void TypePass::if_statement(NodeId id, Env& env) {
  const auto first = branch_view(tree_, id);
  if (!first) return;
  std::optional<Env> merged;  // of the ways that go on behind it
  const auto go_on = [&](Env&& way) {
    if (merged) {
      join(*merged, way);
    } else {
      merged = std::move(way);
    }
  };
  const auto take = [&](Env&& way, NodeId body) {
    block(body, way);
    if (!ends(body)) go_on(std::move(way));
  };
  evaluate(first->condition, env);
  Env otherwise = env;
  const auto branch = [&](const BranchView& one) {
    Env way = otherwise;
    narrow(one.condition, true, way);
    narrow(one.condition, false, otherwise);
    take(std::move(way), one.body);
  };
  branch(*first);
  NodeId last = kNoNode;  // the body of `else`
  for (NodeId part = first->other; part != kNoNode; part = tree_.next_sibling(part)) {
    if (const auto elif = branch_view(tree_, part)) {
      evaluate(elif->condition, otherwise);
      branch(*elif);
    } else if (tree_[part].kind == Kind::else_clause) {
      last = tree_.child(part, Field::body);
    }
  }
  if (last != kNoNode) {
    take(std::move(otherwise), last);
  } else {
    go_on(std::move(otherwise));
  }
  if (merged) env = *std::move(merged);
}

// Handles isinstance(x, torch.Tensor), torch.is_tensor(x), x is None, and `not` and `and` of these.
void TypePass::narrow(NodeId condition, bool holds, Env& env) {
  if (condition == kNoNode) return;
  switch (tree_[condition].kind) {
    case Kind::not_operator:
      return narrow(tree_.child(condition, Field::argument), !holds, env);
    case Kind::parenthesized_expression:
      for (NodeId inner : tree_.named_children(condition)) narrow(inner, holds, env);
      return;
    case Kind::boolean_operator:
      if (const auto both = binary_view(tree_, condition); both && (tree_.text(both->op) == "and") == holds) {
        narrow(both->left, holds, env);
        narrow(both->right, holds, env);
      }
      return;
    case Kind::call:
      if (holds) narrow_by_call(condition, env);
      return;
    default:
      return;
  }
}

void TypePass::narrow_by_call(NodeId condition, Env& env) {
  const auto arguments = call_arguments(tree_, condition);
  if (arguments.empty() || tree_[arguments[0]].kind != Kind::identifier) return;
  const GroupId group = names_.group_of(arguments[0]);
  if (group == kNoGroup) return;
  const NodeId function = callee_of(tree_, condition);
  if (tree_.text(function) == "isinstance") {
    const Fact fact = arguments.size() == 2 ? annotations_.annotation_fact(arguments[1]).fact : Fact::unknown;
    env[group] = {fact, Evidence::isinstance_test, condition};
  } else if (names_.qualified(function) == "torch.is_tensor") {
    env[group] = {Fact::tensor, Evidence::isinstance_test, condition};
  }
}

void TypePass::for_statement(NodeId id, Env& env) {
  const auto view = loop_view(tree_, id);
  if (!view) return;
  evaluate(view->iterable, env);
  iterate(view->target, view->iterable, env);
  loop(kNoNode, view->body, env);
  for (NodeId part = tree_.first_child(id); part != kNoNode; part = tree_.next_sibling(part)) {
    if (tree_[part].kind == Kind::else_clause) block(part, env);
  }
}

// Handles `for left in right`. The items of an encoding are keys and fields.
void TypePass::iterate(NodeId left, NodeId right, Env& env) {
  if (const auto method = method_view(tree_, right)) {
    const TypeFact base = known(method->object);
    const auto parts = tree_.named_children(left);
    if (base.fact == Fact::encoding && tree_.text(method->name) == "items" && parts.size() == 2) {
      assign(parts[0], {Fact::text, Evidence::known_return, right}, env);
      assign(parts[1], field_of(base, right), env);
      return;
    }
  }
  assign(left, element_of(known(right)), env);
}

// Until nothing changes: facts must hold in every round, and behind every `break`.
void TypePass::loop(NodeId condition, NodeId body, Env& env) {
  for (int round = 0; round < kMostRounds; ++round) {
    Env inside = env;
    if (condition != kNoNode) evaluate(condition, inside);
    std::vector<Env> exits;
    std::vector<Env>* const outside = std::exchange(exits_, &exits);
    block(body, inside);
    exits_ = outside;
    const Env before = env;
    join(env, inside);
    for (const Env& exit : exits) join(env, exit);
    if (agree(before, env)) break;
  }
}

void TypePass::match_statement(NodeId id, Env& env) {
  if (const NodeId subject = tree_.child(id, Field::subject); subject != kNoNode) evaluate(subject, env);
  Env merged = env;  // no case may fit
  for (NodeId clause : tree_.named_children(tree_.child(id, Field::body))) {
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
      // The exception may occur before, between or after the block's assignments.
      Env way = before;
      join(way, tried);
      for (NodeId inner : tree_.named_children(part)) statement(inner, way);
      if (!ends(tree_.child(part, Kind::block))) join(env, way);
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
