#include "core/names/flow.hh"

#include <algorithm>

#include "core/syntax/views.hh"

namespace mintport {
namespace {

bool is_list(Kind kind) {
  return kind == Kind::block || kind == Kind::module;
}

class Flow {
 public:
  Flow(const Names& names, const Group& group) : names_(names), tree_(names.tree()), group_(group) {}

  std::vector<NodeId> before(NodeId use) {
    const NodeId owner = names_.scopes()[group_.scope].node;
    const bool by_text = owner == 0 && names_.scope_at(use) == group_.scope && !set_by_functions();
    for (NodeId at = use; at != owner; at = tree_[at].parent) {
      const NodeId up = tree_[at].parent;
      if (up == kNoNode) return {};
      if (up == 0 && by_text) {
        above(at);
        break;
      }
      if (up == owner) {
        // Parameters, and the variables of a comprehension.
        for (const Binding& binding : group_.bindings) {
          if (binding.kind == Binding::Kind::parameter || tree_[owner].kind != Kind::function_definition)
            add(binding.node);
        }
        break;
      }
      if (is_list(tree_[up].kind) && above(at)) break;
      if (!is_list(tree_[up].kind) && around(up, at)) break;
    }
    return std::move(out_);
  }

 private:
  // True if a function sets the variable by `global`, at an unknown time.
  bool set_by_functions() const {
    return std::any_of(group_.bindings.begin(), group_.bindings.end(), [&](const Binding& binding) {
      return names_.scope_at(binding.node) != group_.scope && binding.kind != Binding::Kind::function &&
             binding.kind != Binding::Kind::class_;
    });
  }

  void add(NodeId binding) {
    if (std::find(out_.begin(), out_.end(), binding) == out_.end()) out_.push_back(binding);
  }

  // Looks at the preceding statements of the same list, nearest first.
  bool above(NodeId statement) {
    for (NodeId at = tree_.previous_sibling(statement); at != kNoNode; at = tree_.previous_sibling(at)) {
      if (last_in(at)) return true;
    }
    return false;
  }

  // Adds the bindings that a statement makes outside the given inner block.
  bool around(NodeId statement, NodeId inner) {
    switch (tree_[statement].kind) {
      case Kind::for_statement:
      case Kind::while_statement:
        if (tree_[inner].kind != Kind::block) return false;
        if (const auto loop = loop_view(tree_, statement);
            loop && loop->body == inner && any_in(loop->target))
          return true;
        any_in(statement);  // an earlier round may have bound it further down
        return false;
      case Kind::except_clause:
      case Kind::finally_clause:
        any_in(tree_[statement].parent);
        return false;
      case Kind::with_statement:
        return tree_[inner].kind == Kind::block && with_items(statement);
      default:
        return false;
    }
  }

  bool with_items(NodeId statement) {
    bool any = false;
    for (NodeId part : tree_.named_children(statement)) {
      if (tree_[part].kind != Kind::block) any = any_in(part) || any;
    }
    return any;
  }

  bool any_in(NodeId node) {
    bool any = false;
    for (const Binding& binding : group_.bindings) {
      if (binding.node < node || binding.node >= tree_[node].last) continue;
      add(binding.node);
      any = true;
    }
    return any;
  }

  bool binds(NodeId node) const {
    return std::any_of(group_.bindings.begin(), group_.bindings.end(), [&](const Binding& binding) {
      return node <= binding.node && binding.node < tree_[node].last;
    });
  }

  // Adds the last bindings in the statement. Returns true if none from above can survive it.
  bool last_in(NodeId statement) {
    if (ends(statement)) return true;
    if (!binds(statement)) return false;
    switch (tree_[statement].kind) {
      case Kind::if_statement:
        return branches(statement);
      case Kind::with_statement:
        return last_of(tree_.child(statement, Field::body)) || with_items(statement);
      case Kind::for_statement:
      case Kind::while_statement:
      case Kind::try_statement:
      case Kind::match_statement:
        any_in(statement);
        return false;
      default:
        return any_in(statement);
    }
  }

  bool last_of(NodeId block) {
    const auto statements = tree_.named_children(block);
    return std::any_of(statements.rbegin(), statements.rend(), [&](NodeId at) { return last_in(at); });
  }

  bool branches(NodeId statement) {
    bool all = true, otherwise = false;
    for (NodeId part : tree_.named_children(statement)) {
      NodeId body = part;
      if (tree_[part].kind == Kind::elif_clause) body = tree_.child(part, Field::consequence);
      if (tree_[part].kind == Kind::else_clause) {
        body = tree_.child(part, Field::body);
        otherwise = true;
      }
      if (tree_.is(body, Kind::block)) all = last_of(body) && all;
    }
    return all && otherwise;
  }

  bool ends(NodeId statement) const {
    switch (tree_[statement].kind) {
      case Kind::return_statement:
      case Kind::raise_statement:
      case Kind::break_statement:
      case Kind::continue_statement:
        return true;
      default:
        return false;
    }
  }

  const Names& names_;
  const Tree& tree_;
  const Group& group_;
  std::vector<NodeId> out_;
};

}  // namespace

std::vector<NodeId> reaching_bindings(const Names& names, NodeId use) {
  const GroupId group = names.group_of(use);
  if (group == kNoGroup) return {};
  return Flow(names, names.groups()[group]).before(use);
}

}  // namespace mintport
