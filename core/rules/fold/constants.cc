// Conditions with a fixed value in the port. A table entry of category "constant" gives the value of a name
// (or a call of it): is_torch_xla_available() is False. Variables that only hold such a value follow.

#include <algorithm>
#include <optional>
#include <unordered_map>
#include <unordered_set>

#include "core/base/text.hh"
#include "core/rules/draft/lookup.hh"
#include "core/rules/draft/moves.hh"
#include "core/rules/draft/pass.hh"
#include "core/rules/draft/statements.hh"
#include "core/rules/fold/fixed_parameters.hh"
#include "core/rules/fold/known_conditions.hh"
#include "core/syntax/views.hh"

namespace mintport::rules::constants {
namespace {

constexpr const char* kRule = "constant-condition";

class ConstantPass : public PassWalk {
 public:
  explicit ConstantPass(RuleContext& context) : PassWalk(context), fixed_(context), known_(context.in) {
    for (const auto& [variable, value] : fixed_.variables()) known_.learn(variable, value);
  }

  void run() {
    // Variables get their values from the guards that set them, or from each other.
    while (learn_variables()) {
    }
    find_missing();
    for (NodeId id : tree_.of(Kind::conditional_expression)) fold_conditional(id);
    for (NodeId id : tree_.of(Kind::if_statement)) {
      if (!imports(id)) fold_if(id);
    }
    // Guards around imports come last: the other removals decide whether their names are still read.
    for (NodeId id : tree_.of(Kind::if_statement)) {
      if (imports(id)) fold_if(id);
    }
    fixed_.drop();
    drop_dead_variables();
    fixed_.drop_flags();
    answer_rest();
    each_call([&](NodeId id, const CallView& call) { absent_part(id, call); });
  }

 private:
  std::optional<bool> value(NodeId condition) const { return known_.value(condition); }

  void fold_if(NodeId id) {
    const NodeId condition = tree_.child(id, Field::condition);
    if (condition == kNoNode || c_.draft.removed(id)) return;
    const auto known = value(condition);
    if (!known) {
      simplify(condition);
      fold_elifs(tree_.first_child(id));
      return;
    }
    const NodeId body = tree_.child(id, Field::consequence), other = tree_.child(id, Field::alternative);
    if (!stands_alone(tree_, id) || body == kNoNode) return;
    const NodeId kept = *known ? body : first_possible(other);
    if (unbinds(id, kept, *known ? tree_[body].last : tree_[id].last)) return;
    if (*known && other == kNoNode && refuses(body) && works_behind(id)) return;
    folded_[id] = *known;
    if (*known) {
      keep_block(id, body);
    } else {
      fold_false(id, kept);
    }
  }

  // The first remaining clause of an `if`, from `clause` on, that is not known to be False; kNoNode: none.
  NodeId first_possible(NodeId clause) const {
    for (; clause != kNoNode; clause = tree_.next_sibling(clause)) {
      if (tree_[clause].kind == Kind::else_clause) return clause;
      if (tree_[clause].kind == Kind::elif_clause &&
          value(tree_.child(clause, Field::condition)) != std::optional<bool>(false))
        return clause;
    }
    return kNoNode;
  }

  // Replaces an `if` whose condition is False by `clause`, the first clause that may run.
  void fold_false(NodeId id, NodeId clause) {
    const NodeId condition = tree_.child(id, Field::condition);
    if (clause == kNoNode) {
      c_.draft.remove(kRule, note(condition, false), paragraph_range(tree_, id));
    } else if (tree_[clause].kind == Kind::else_clause) {
      keep_block(id, tree_.child(clause, Field::body));
    } else if (value(tree_.child(clause, Field::condition))) {
      keep_block(id, tree_.child(clause, Field::consequence));
    } else {
      const Source& source = tree_.source();
      const ByteOffset begin = source.whole_line(source.line_at(tree_[id].range.begin)).begin;
      const ByteOffset end = source.whole_line(source.line_at(tree_[clause].range.begin)).begin;
      const ByteOffset at = tree_[clause].range.begin;
      c_.draft.remove(make_change(kRule, note(condition, false), {{{begin, end}, ""}, {{at, at + 4}, "if"}}));
      fold_elifs(clause);
    }
  }

  // Replaces remaining functions that the port lacks by their values: a call by its result, and the bare
  // function in a condition by True.
  void answer_rest() {
    for (const Reference& reference : names_.references()) {
      const NodeId node = reference.node;
      if (c_.draft.covered(tree_[node].range) || !last_part(reference.qualified).starts_with("is_")) continue;
      if (!c_.in.tables.library().has(reference.qualified) || !known_.of_name(reference.qualified)) continue;
      const bool called = tree_[node].field == Field::function;
      const NodeId asked = called ? tree_[node].parent : node;
      const auto known = called               ? known_.of_call(asked, reference.qualified)
                         : is_condition(node) ? std::optional<bool>(true)
                                              : std::nullopt;
      if (known && !in_port(reference)) write_answer(asked, *known);
    }
  }

  // getattr(torch, "compiler", None) is None if nothing of torch.compiler has a target.
  void absent_part(NodeId id, const CallView& call) {
    if (tree_.text(call.function) != "getattr" || c_.draft.covered(tree_[id].range)) return;
    const auto arguments = call_arguments(tree_, id);
    if (arguments.size() != 3) return;
    const std::string module = names_.qualified(arguments[0]), name(string_text(tree_, arguments[1]));
    if (!leads_to_torch(module) || !is_identifier(name) || has_target(module + "." + name)) return;
    c_.draft.remove(make_change(kRule, "MindSpore has no " + name,
                                {{tree_[id].range, std::string(tree_.text(arguments[2]))}}));
  }

  // True for a name with a target, and for a module with such a name in it.
  bool has_target(const std::string& q) const {
    const auto& entries = c_.in.tables.entries();
    return c_.in.tables.same_name(q).has_value() ||
           std::any_of(entries.begin(), entries.end(), [&](const Entry& entry) {
             return !entry.target.empty() && entry.category != "constant" && entry.source.starts_with(q) &&
                    (entry.source.size() == q.size() || entry.source[q.size()] == '.');
           });
  }

  // Writes the value in place of the condition, or of the whole expression that it decides.
  void write_answer(NodeId asked, bool known) {
    NodeId whole = asked;
    while (tree_[tree_[whole].parent].kind == Kind::not_operator ||
           tree_[tree_[whole].parent].kind == Kind::parenthesized_expression) {
      whole = tree_[whole].parent;
      if (tree_[whole].kind == Kind::not_operator) known = !known;
    }
    NodeId root = whole;
    while (is_logic(tree_[root].parent)) root = tree_[root].parent;
    if (const auto all = value(root)) {
      whole = root;
      known = *all;
    } else if (simplify(root); c_.draft.covered(tree_[asked].range)) {
      return;
    }
    c_.draft.remove(make_change(kRule, note(asked, known), {{tree_[whole].range, known ? "True" : "False"}}));
  }

  bool is_logic(NodeId id) const {
    const Kind kind = tree_[id].kind;
    return kind == Kind::not_operator || kind == Kind::boolean_operator ||
           kind == Kind::parenthesized_expression;
  }

  bool is_condition(NodeId id) const {
    return is_logic(tree_[id].parent) || tree_[id].field == Field::condition;
  }

  bool in_port(const Reference& reference) const {
    const auto& imports = names_.imports();
    const auto item = std::find_if(imports.begin(), imports.end(),
                                   [&](const ImportItem& one) { return one.group == reference.group; });
    if (item == imports.end() || item->name.empty()) return true;
    const Moved there = port_place(c_.in, *item);
    return c_.in.tables.port_has(there.module, there.name);
  }

  // ---- guards that refuse: `if not HAS_X: raise ImportError(...)`

  bool refuses(NodeId block) const {
    const auto all = tree_.named_children(block);
    return !all.empty() && tree_[all.back()].kind == Kind::raise_statement;
  }

  // Names of the module that only unreachable branches bind, or that are otherwise None.
  void find_missing() {
    const auto& groups = names_.groups();
    for (GroupId id = 0; id < groups.size(); ++id) {
      if (groups[id].scope != 0) continue;
      const auto& all = groups[id].bindings;
      const auto dead = [&](const Binding& binding) {
        return fate(statement_of(tree_, binding.node)) == Fate::dead;
      };
      const auto none = [&](const Binding& binding) {
        const NodeId value = assigned_value(tree_, binding.node);
        return value != kNoNode && tree_[value].kind == Kind::none;
      };
      if (std::any_of(all.begin(), all.end(), dead) &&
          std::all_of(all.begin(), all.end(), [&](const Binding& one) { return dead(one) || none(one); }))
        missing_.insert(id);
    }
  }

  // True if there is code after the guard that reads nothing missing: then guard and code stay.
  bool works_behind(NodeId guard) const {
    const NodeId block = tree_[guard].parent;
    if (tree_[block].kind != Kind::block || tree_[guard].last >= tree_[block].last) return false;
    bool any = false;
    for (NodeId id = tree_[guard].last; id < tree_[block].last; ++id) {
      any = any || (tree_[id].named && tree_[id].kind != Kind::comment);
      if (tree_[id].kind == Kind::identifier && missing_.contains(names_.group_of(id))) return false;
      if (tree_[id].kind == Kind::dotted_name && imports_missing(id)) return false;
    }
    return any;
  }

  // `from accelerate import ...`, if is_accelerate_available() is False.
  bool imports_missing(NodeId module) const {
    if (tree_[module].field != Field::module_name &&
        tree_[tree_[module].parent].kind != Kind::import_statement)
      return false;
    const std::string_view name = tree_.text(module);
    const auto known = known_.of_name(
        c_.in.tables.library().helper("is_" + std::string(name.substr(0, name.find('.'))) + "_available"));
    return known && !*known;
  }

  // Folds the `elif`s from the child `part` on.
  void fold_elifs(NodeId part) {
    for (; part != kNoNode; part = tree_.next_sibling(part)) {
      if (tree_[part].kind != Kind::elif_clause) continue;
      const NodeId condition = tree_.child(part, Field::condition);
      if (condition == kNoNode) continue;
      const auto known = value(condition);
      if (known && !*known && stands_alone(tree_, part)) {
        c_.draft.remove(kRule, note(condition, false), statement_range(tree_, part));
      } else if (!known) {
        simplify(condition);
      }
    }
  }

  // Replaces the `if` by one of its blocks, dedented.
  void keep_block(NodeId id, NodeId block) {
    if (block == kNoNode) return;
    const Source& source = tree_.source();
    const ByteRange whole = statement_range(tree_, id);
    const ByteOffset first = block_start(tree_, block);
    const ByteOffset last = source.whole_line(source.line_at(tree_[block].range.end - 1)).end;
    if (first == kNoOffset) return;  // `if x: y` on one line
    const std::string why = note(tree_.child(id, Field::condition), folded_[id]);
    Change change = make_change(kRule, why, dedent(tree_, block, indentation(tree_, id)));
    change.edits.push_back({{whole.begin, first}, ""});
    if (last < whole.end) change.edits.push_back({{last, whole.end}, ""});
    c_.draft.remove(std::move(change));
  }

  // `a and KNOWN` -> `a`, if KNOWN does not decide the result.
  void simplify(NodeId id) {
    if (tree_[id].kind == Kind::parenthesized_expression || tree_[id].kind == Kind::not_operator) {
      for (NodeId inner : tree_.named_children(id)) simplify(inner);
      return;
    }
    if (tree_[id].kind != Kind::boolean_operator) return;
    const NodeId left = tree_.child(id, Field::left), right = tree_.child(id, Field::right);
    if (left == kNoNode || right == kNoNode) return;
    const auto a = value(left), b = value(right);
    if (b && !a) {
      c_.draft.remove(kRule, note(right, *b), {tree_[left].range.end, tree_[right].range.end});
      simplify(left);
    } else if (a && !b) {
      c_.draft.remove(kRule, note(left, *a), {tree_[left].range.begin, tree_[right].range.begin});
      simplify(right);
    } else {
      simplify(left);
      simplify(right);
    }
  }

  void fold_conditional(NodeId id) {
    const auto parts = tree_.named_children(id);
    if (parts.size() != 3 || c_.draft.removed(id)) return;
    const auto known = value(parts[1]);
    if (!known) {
      simplify(parts[1]);
      return;
    }
    folded_[id] = *known;
    const NodeId keep = *known ? parts[0] : parts[2];
    const ByteRange whole = tree_[id].range, kept = tree_[keep].range;
    if (whole.begin < kept.begin) c_.draft.remove(kRule, note(parts[1], *known), {whole.begin, kept.begin});
    if (kept.end < whole.end) c_.draft.remove(kRule, note(parts[1], *known), {kept.end, whole.end});
  }

  // A variable that each branch of a folded guard sets to a constant gets the value of the remaining branch.
  bool learn_variables() {
    bool any = false;
    const auto& groups = names_.groups();
    for (GroupId id = 0; id < groups.size(); ++id) {
      if (groups[id].bindings.empty() || !groups[id].qualified.empty()) continue;
      std::optional<bool> kept;
      bool plain = true, in_guard = false;
      for (const Binding& binding : groups[id].bindings) {
        const NodeId statement = tree_[binding.node].parent, right = assigned_value(tree_, binding.node);
        const std::optional<bool> constant = right == kNoNode                    ? std::nullopt
                                             : tree_[right].kind == Kind::true_  ? std::optional<bool>(true)
                                             : tree_[right].kind == Kind::false_ ? std::optional<bool>(false)
                                                                                 : value(right);
        if (binding.kind != Binding::Kind::assignment || !constant) {
          plain = false;
          break;
        }
        in_guard =
            in_guard || fate(statement) != Fate::open || (right != kNoNode && value(right).has_value());
        if (fate(statement) == Fate::dead) continue;
        if (kept && *kept != *constant) plain = false;
        kept = constant;
      }
      if (plain && in_guard && kept && known_.learn(id, *kept)) any = true;
    }
    return any;
  }

  // The fate of a statement under the known conditions around it.
  enum class Fate { open, kept, dead };
  Fate fate(NodeId id) const {
    Fate out = Fate::open;
    for (NodeId at = id, up = tree_[id].parent; up != kNoNode; at = up, up = tree_[up].parent) {
      if (tree_[up].kind != Kind::if_statement || tree_[at].field == Field::condition) continue;
      const auto known = value(tree_.child(up, Field::condition));
      if (!known) continue;
      if ((tree_[at].field == Field::consequence) != *known) return Fate::dead;
      out = Fate::kept;
    }
    return out;
  }

  bool imports(NodeId id) const {
    for (NodeId at = id; at < tree_[id].last; ++at) {
      if (tree_[at].kind == Kind::import_statement || tree_[at].kind == Kind::import_from_statement)
        return true;
    }
    return false;
  }

  // True if remaining code reads a name that only removed branches of `id` bind (before `kept`, from `end`).
  bool unbinds(NodeId id, NodeId kept, NodeId end) const {
    const auto goes = [&](NodeId node) {
      if (node < id || node >= tree_[id].last) return false;
      return kept == kNoNode || node < kept || node >= end;
    };
    for (const Group& group : names_.groups()) {
      const bool only_there = std::all_of(group.bindings.begin(), group.bindings.end(),
                                          [&](const Binding& binding) { return goes(binding.node); });
      if (!only_there || group.bindings.empty()) continue;
      const bool read = std::any_of(group.uses.begin(), group.uses.end(),
                                    [&](NodeId use) { return !goes(use) && !c_.draft.removed(use); });
      if (read) return true;
    }
    return false;
  }

  // Removes assignments of variables that nothing reads any more.
  void drop_dead_variables() {
    const bool keep_flags = c_.in.tables.profile() != nullptr && c_.in.tables.profile()->keep_flags;
    for (const auto& [group, known] : known_.variables()) {
      if (fixed_.variables().contains(group)) continue;
      const Group& variable = names_.groups()[group];
      if (keep_flags && variable.scope == 0) {
        settle(variable, known);
        continue;
      }
      bool read = false;
      for (NodeId use : variable.uses) read = read || !c_.draft.removed(use);
      if (read) {
        if (variable.scope == 0) settle(variable, known);
        continue;
      }
      for (const Binding& binding : variable.bindings) {
        const NodeId statement = statement_of(tree_, binding.node);
        c_.draft.remove(kRule, std::string(variable.name) + " is no longer read",
                        paragraph_range(tree_, statement));
      }
    }
  }

  // Replaces the value of a flag that is still read: HAS_X = is_x_available() -> HAS_X = False.
  void settle(const Group& variable, bool known) {
    for (const Binding& binding : variable.bindings) {
      const NodeId right = assigned_value(tree_, binding.node);
      if (c_.draft.removed(right) || tree_[right].kind == Kind::true_ || tree_[right].kind == Kind::false_)
        continue;
      c_.draft.remove(
          make_change(kRule, note(right, known), {{tree_[right].range, known ? "True" : "False"}}));
    }
  }

  std::string note(NodeId condition, bool known) const {
    return std::string(tree_.text(condition)) + " is always " + (known ? "True" : "False") +
           " with MindSpore";
  }

  FixedParameters fixed_;
  KnownConditions known_;
  std::unordered_map<NodeId, bool> folded_;
  std::unordered_set<GroupId> missing_;
};

void run(RuleContext& context) {
  ConstantPass(context).run();
}

constexpr RuleInfo kRules[] = {
    {kRule, "removes branches that cannot run on MindSpore, and code that only they used",
     "a condition that constants.json answers, or a variable that only holds such an answer", "",
     "if is_torch_xla_available(): xm.mark_step() -> (nothing)"},
    {"fixed-parameter",
     "removes parameters that have one value in the port, with their guards, arguments and docstring entries",
     "constants.json lists the parameter", "", "load(x, low_cpu_mem_usage=low_cpu_mem_usage) -> load(x)"}};
// Guards that lazy-package moves into a dictionary are no longer conditions.
constexpr std::string_view kAfter[] = {"lazy-package"};

}  // namespace

extern const Pass kPass{
    .name = "constants", .phase = Phase::fold, .rules = kRules, .run = run, .after = kAfter};

}  // namespace mintport::rules::constants
