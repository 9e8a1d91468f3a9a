// Functions and classes that cannot work under MindSpore: they unconditionally call a name whose guarded
// import is removed (sage attention, xformers), or their constructor raises. Removes them if only their
// registration refers to them.

#include <map>
#include <set>

#include "core/rules/draft/evidence.hh"
#include "core/rules/draft/pass.hh"
#include "core/rules/draft/statements.hh"
#include "core/syntax/views.hh"

namespace mintport::rules::dead_definitions {
namespace {

constexpr const char* kRule = "dead-definition";

class DeadDefinitionPass : public PassWalk {
 public:
  using PassWalk::PassWalk;

  void run() {
    drop_unreachable();
    find_missing();
    find_dead();
    // A definition may contain the last use of another.
    for (bool again = true; again;) {
      again = false;
      for (NodeId definition : dead_) again = take(definition) || again;
    }
  }

 private:
  struct Reason {
    std::string text;
    NodeId where = kNoNode;  // the raise or call
    explicit operator bool() const { return !text.empty(); }
  };

  bool header_gone(NodeId statement) const {
    const ByteOffset at = tree_[statement].range.begin;
    return c_.draft.removed({at, at + 2});
  }

  // Removes the code after a guard whose remaining branch raises.
  void drop_unreachable() {
    for (NodeId id : tree_.of(Kind::if_statement)) {
      if (!header_gone(id) || c_.draft.removed(id)) continue;
      if (!kept_branch_raises(id)) continue;
      const NodeId block = tree_[id].parent;
      if (!is_statement_list(tree_[block].kind) || unbinds(id, tree_[block].last)) continue;
      for (NodeId next = tree_.next_sibling(id); next != kNoNode; next = tree_.next_sibling(next)) {
        if (tree_[next].named && tree_[next].kind != Kind::comment && !c_.draft.removed(next))
          c_.draft.remove(kRule, "code after an unconditional raise never runs",
                          paragraph_range(tree_, next));
      }
    }
  }

  bool kept_branch_raises(NodeId statement) const {
    for (NodeId block : kept_branches(statement)) {
      for (NodeId part : tree_.named_children(block)) {
        if (tree_[part].kind == Kind::raise_statement && !c_.draft.removed(part)) return true;
      }
    }
    return false;
  }

  // Of an `if`, its block and that of the `else` behind it, as far as they stay.
  std::vector<NodeId> kept_branches(NodeId statement) const {
    const NodeId other = tree_.child(statement, Field::alternative);
    std::vector<NodeId> out{tree_.child(statement, Field::consequence), tree_.child(other, Field::body)};
    std::erase_if(out, [&](NodeId block) { return block == kNoNode || c_.draft.removed(block); });
    return out;
  }

  // True when a name is bound behind the statement only, and read beyond `last`.
  bool unbinds(NodeId statement, NodeId last) const {
    const auto behind = [&](NodeId id) { return tree_[statement].last <= id && id < last; };
    for (const Group& group : names_.groups()) {
      bool any = false, all = true;
      for (const Binding& binding : group.bindings) {
        const bool goes = behind(binding.node) || c_.draft.removed(binding.node);
        any = any || behind(binding.node);
        all = all && goes;
      }
      if (!any || !all) continue;
      for (NodeId use : group.uses) {
        if (!behind(use) && !c_.draft.removed(use)) return true;
      }
    }
    return false;
  }

  // Names of the module that nothing binds any more, or only to None.
  void find_missing() {
    const auto& groups = names_.groups();
    for (GroupId id = 0; id < groups.size(); ++id) {
      const Group& group = groups[id];
      if (group.scope != 0 || group.bindings.empty()) continue;
      bool gone = false, lives = false;
      for (const Binding& binding : group.bindings) {
        if (c_.draft.removed(binding.node)) {
          gone = true;
        } else if (!is_none(binding)) {
          lives = true;
        }
      }
      if (gone && !lives) missing_.insert(id);
    }
  }

  bool is_none(const Binding& binding) const {
    return tree_.is(assigned_value(tree_, binding.node), Kind::none);
  }

  void find_dead() {
    for (NodeId statement : tree_.named_children(0)) {
      const NodeId definition = definition_of(tree_, statement);
      if (definition == kNoNode || c_.draft.removed(statement)) continue;
      Reason why;
      if (tree_[definition].kind == Kind::function_definition) {
        why = fails(tree_.child(definition, Field::body));
      } else {
        why = class_fails(definition);
      }
      if (why) {
        dead_.insert(definition);
        reasons_[definition] = why;
      }
    }
  }

  // A class is useless if its constructor or its call cannot run.
  Reason class_fails(NodeId definition) const {
    for (NodeId part : tree_.named_children(tree_.child(definition, Field::body))) {
      if (tree_[part].kind != Kind::function_definition) continue;
      const std::string_view name = name_of(tree_, part);
      if (name != "__init__" && name != "__call__" && name != "forward") continue;
      if (Reason why = fails(tree_.child(part, Field::body))) return why;
    }
    return {};
  }

  // The reason why a block fails: it always raises because of a folded guard (`guarded`: the block is the
  // guard's own; a block that always raised is an interface to implement), or its own level calls a missing
  // name.
  Reason fails(NodeId block, bool guarded = false) const {
    for (NodeId statement : tree_.named_children(block)) {
      if (c_.draft.removed(statement)) continue;
      switch (tree_[statement].kind) {
        case Kind::raise_statement:
          if (guarded) return {"always raises", statement};
          return {};
        case Kind::if_statement:
          // An `if` without its header is a branch that always runs.
          if (header_gone(statement)) {
            if (Reason why = kept_branch_fails(statement)) return why;
          }
          break;
        case Kind::return_statement:
          return calls_missing(statement);
        case Kind::expression_statement:
          if (Reason why = calls_missing(statement)) return why;
          break;
        default:
          break;
      }
    }
    return {};
  }

  Reason kept_branch_fails(NodeId statement) const {
    for (NodeId block : kept_branches(statement)) {
      if (Reason why = fails(block, true)) return why;
    }
    return {};
  }

  // A call of a missing name or of its attribute that runs whenever the statement does.
  Reason calls_missing(NodeId statement) const {
    for (NodeId id = statement; id < tree_[statement].last; ++id) {
      const Kind kind = tree_[id].kind;
      if (kind == Kind::lambda || kind == Kind::conditional_expression || kind == Kind::boolean_operator ||
          kind == Kind::generator_expression || kind == Kind::list_comprehension) {
        id = tree_[id].last - 1;
        continue;
      }
      const NodeId function = root_of(tree_, callee_of(tree_, id));
      if (function == kNoNode) continue;
      const GroupId group = names_.group_of(function);
      if (group != kNoGroup && missing_.contains(group))
        return {"calls " + std::string(tree_.text(function)) + ", which MindSpore does not have", id};
    }
    return {};
  }

  // Removes the definition if no remaining code reads its name, here or in another file.
  bool take(NodeId definition) {
    if (c_.draft.removed(definition)) return false;
    const NodeId name = tree_.child(definition, Field::name);
    const GroupId group = names_.group_of(name);
    if (group == kNoGroup || read_elsewhere(tree_.text(name))) return false;
    const Group& own = names_.groups()[group];
    std::vector<NodeId> items;
    for (NodeId use : own.uses) {
      if (c_.draft.removed(use) || (definition <= use && use < tree_[definition].last)) continue;
      if (!is_item(use)) return false;
      items.push_back(use);
    }
    const Reason& why = reasons_[definition];
    const std::string evidence = evidence_at(tree_, why.where);
    for (NodeId use : items) c_.draft.remove_item(kRule, "the name it lists " + why.text, use, evidence);
    c_.draft.flush_lists();
    const NodeId statement = statement_of(tree_, definition);
    Change change = make_change(kRule, "it " + why.text, without(paragraph_range(tree_, statement)));
    change.evidence = evidence;
    c_.draft.remove(std::move(change));
    return true;
  }

  // Removes the blank lines below too; at the end of the file those above, which may precede definitions that
  // were removed earlier.
  std::vector<Edit> without(ByteRange range) const {
    const std::string_view text = tree_.source().text();
    const std::size_t next = text.find_first_not_of(" \t\r\n", range.end);
    if (next != std::string_view::npos) {
      range.end = tree_.source().line(tree_.source().line_at(static_cast<ByteOffset>(next))).begin;
      return {{range, ""}};
    }
    const ByteOffset end = c_.draft.before_removed(range.begin);
    const std::size_t last = end == 0 ? std::string_view::npos : text.find_last_not_of(" \t\r\n", end - 1);
    if (last == std::string_view::npos) return {{range, ""}};
    const ByteRange line = tree_.source().whole_line(tree_.source().line_at(static_cast<ByteOffset>(last)));
    if (end == range.begin) return {{{line.end, range.end}, ""}};
    return {{{line.end, end}, ""}, {range, ""}};
  }

  // True for an element of a tuple or a Union, or one of several classes in an isinstance test.
  bool is_item(NodeId use) const {
    const NodeId list = tree_[use].parent;
    if (!tree_.is(list, Kind::tuple, Kind::list, Kind::subscript, Kind::type_parameter)) return false;
    std::size_t stay = 0;
    for (NodeId one : tree_.named_children(list)) stay += !c_.draft.removed(one);
    const bool asked = tree_[tree_[list].parent].kind == Kind::argument_list;  // isinstance(x, (A, B))
    return stay > (asked ? 1U : 2U) && tree_[use].field != Field::value;
  }

  bool read_elsewhere(std::string_view name) const {
    const SignatureIndex* index = c_.in.options.signatures;
    return index == nullptr || index->classes.empty() || index->classes.is_imported(name);
  }

  std::set<GroupId> missing_;
  std::set<NodeId> dead_;
  std::map<NodeId, Reason> reasons_;
};

void run(RuleContext& context) {
  DeadDefinitionPass(context).run();
}

constexpr RuleInfo kRules[] = {
    {kRule, "removes functions and classes that cannot work on MindSpore",
     "they always raise or call a removed import, and only a registration or a list names them", "",
     "class XFormersProcessor: ... xformers.ops.f(q) -> (nothing)"}};
// Definitions become dead when constants removes imports and branches.
constexpr std::string_view kAfter[] = {"constants"};

}  // namespace

extern const Pass kPass{
    .name = "dead-definitions", .phase = Phase::fold, .rules = kRules, .run = run, .after = kAfter};

}  // namespace mintport::rules::dead_definitions
