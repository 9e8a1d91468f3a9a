// Module classes: renames `forward` to `construct`, and Module's methods to those of Cell.

#include <algorithm>

#include "core/base/text.hh"
#include "core/rules/draft/evidence.hh"
#include "core/rules/draft/fit_arguments.hh"
#include "core/rules/draft/pass.hh"
#include "core/syntax/views.hh"

namespace mintport::rules::modules {
namespace {

class ModulePass : public PassWalk {
 public:
  using PassWalk::PassWalk;

  void run() {
    for (NodeId id = 0; id < tree_.nodes().size(); ++id) {
      if (c_.draft.removed(id)) {
        id = tree_[id].last - 1;
        continue;
      }
      if (tree_[id].kind == Kind::function_definition) definition(id);
      if (tree_[id].kind == Kind::attribute) attribute(id);
    }
  }

 private:
  NodeId class_of(NodeId id) const {
    // The nearest enclosing class, not beyond a class inside a function.
    return tree_.ancestor(id, Kind::class_definition);
  }

  void definition(NodeId id) {
    const NodeId name = tree_.child(id, Field::name);
    if (tree_.text(name) != "forward") return;
    NodeId holder = tree_[id].parent;
    if (tree_.is(holder, Kind::decorated_definition)) holder = tree_[holder].parent;
    const NodeId owner = tree_[holder].parent;
    if (!tree_.is(owner, Kind::class_definition)) return;
    if (types_.is_module_class(owner)) {
      c_.draft.add(resting_on(evidence_at(tree_, owner),
                              rename(name, "construct", "a Cell runs construct, not forward")));
    } else if (has_base_of_libraries(owner)) {
      Change fix = rename(name, "construct", "write construct");
      fix.applicability = Applicability::maybe;
      DraftFinding finding{FindingKind::difference,
                           std::string(method_rule()),
                           "forward",
                           "if the base class is a model, it runs construct and never calls forward",
                           tree_[name].range,
                           {}};
      finding.fixes.push_back(std::move(fix));
      c_.draft.add(std::move(finding));
    }
  }

  // True if a base is imported from the library or from transformers, whose sources are not available.
  bool has_base_of_libraries(NodeId owner) const {
    const auto bases = tree_.named_children(tree_.child(owner, Field::superclasses));
    return std::any_of(bases.begin(), bases.end(), [&](NodeId base) {
      const std::string q = names_.qualified(base);
      return q.starts_with(c_.in.options.package + ".") || q.starts_with("transformers.");
    });
  }

  static std::string_view method_rule() { return "module-method"; }

  Change rename(NodeId name, std::string text, std::string note) const {
    Change change =
        make_change(std::string(method_rule()), std::move(note), {{tree_[name].range, std::move(text)}});
    change.rename = true;
    return change;
  }

  // Whether the object of an attribute is a module.
  enum class Owner { no, module, unknown };
  Owner owner(NodeId object) const {
    switch (types_.of(object).fact) {
      case Fact::module:
      case Fact::layer:
        return Owner::module;
      case Fact::unknown:
        break;
      default:
        return Owner::no;
    }
    const std::string_view text = tree_.text(object);
    if (text == "self" || text == "cls") {
      const NodeId around = class_of(object);
      return around != kNoNode && types_.is_module_class(around) ? Owner::module : Owner::unknown;
    }
    if (tree_.text(callee_of(tree_, object)) == "super") {
      const NodeId around = class_of(object);
      return around != kNoNode && types_.is_module_class(around) ? Owner::module : Owner::no;
    }
    if (tree_[object].kind == Kind::identifier) {
      const GroupId group = names_.group_of(object);
      if (group != kNoGroup) {
        for (const Binding& binding : names_.groups()[group].bindings) {
          if (binding.kind == Binding::Kind::class_ && types_.is_module_class(tree_[binding.node].parent)) {
            return Owner::module;  // Base.forward(self, x)
          }
        }
      }
    }
    return Owner::unknown;
  }

  void attribute(NodeId id) {
    const auto view = attribute_view(tree_, id);
    if (!view) return;
    const auto [object, name] = *view;
    const std::string_view method = tree_.text(name);
    const Entry* entry = c_.in.tables.module_method(method);
    if (entry == nullptr || entry->form == Form::drop_call || !names_.qualified(id).empty()) return;
    const Owner who = owner(object);
    if (who == Owner::no) return;
    const NodeId call = tree_[id].field == Field::function ? tree_[id].parent : kNoNode;
    if (who == Owner::unknown && !says_module(method, object, call)) return;
    apply(*entry, id, name, call, who == Owner::module || sure_name(method));
  }

  std::string owner_evidence(NodeId object) const {
    const bool own = tree_.text(object) == "self" || tree_.text(object) == "super()";
    const NodeId around = own ? class_of(object) : kNoNode;
    return around == kNoNode ? evidence_of(c_.in, object) : evidence_at(tree_, around);
  }

  // Methods that other types have too, so that the object must be known.
  bool says_module(std::string_view method, NodeId object, NodeId call) const {
    if (call == kNoNode) return method == "forward";
    if (method == "train") return switches_mode(call) && !is_trainer(object);
    return method != "type" && method != "half" && method != "float" && method != "double" &&
           method != "bfloat16" && method != "compile" && method != "share_memory";
  }

  // m.train(), m.train(False)
  bool switches_mode(NodeId call) const {
    const auto arguments = tree_.named_children(tree_.child(call, Field::arguments));
    return arguments.empty() || (arguments.size() == 1 && tree_.is(arguments[0], Kind::true_, Kind::false_));
  }

  // transformers.Trainer and similar classes train a model.
  bool is_trainer(NodeId object) const { return last_part(tree_.text(object)).ends_with("trainer"); }

  // Among the values of model code, only modules have these.
  static bool sure_name(std::string_view method) {
    return method == "named_parameters" || method == "named_modules" || method == "named_children" ||
           method == "load_state_dict" || method == "register_forward_hook" ||
           method == "register_forward_pre_hook" || method == "parameters" || method == "modules" ||
           method == "children" || method == "requires_grad_";
  }

  bool defines(std::string_view method) const {
    for (const Group& group : names_.groups()) {
      if (group.name != method) continue;
      for (const Binding& binding : group.bindings) {
        if (binding.kind == Binding::Kind::function) return true;
      }
    }
    return false;
  }

  void apply(const Entry& entry, NodeId id, NodeId name, NodeId call, bool sure) {
    const std::string symbol = "." + std::string(tree_.text(name));
    const ByteRange where =
        call == kNoNode ? tree_[id].range : ByteRange{tree_[name].range.begin, tree_[call].range.end};
    if (entry.target.empty()) {
      if (sure && !defines(tree_.text(name))) {
        c_.draft.add(DraftFinding{FindingKind::unmapped,
                                  "module-method",
                                  symbol,
                                  entry.note.empty() ? "a Cell has no such method" : entry.note,
                                  where,
                                  {}});
      }
      return;
    }
    // A method of that name which classes of this file define is their own.
    if (tree_.text(name) != "forward" && defines(tree_.text(name))) return;
    const std::string target(last_part(entry.target));
    Change change = rename(name, target, "Module." + std::string(tree_.text(name)) + " is Cell." + target);
    change.rename = entry.suffix.empty() && entry.arguments.empty();
    ArgumentFit fit;
    const NodeId list = tree_.child(call, Field::arguments);
    if (list != kNoNode) {
      if (!entry.arguments.empty() && tree_.named_children(list).empty()) {
        const ByteOffset at = tree_[list].range.begin + 1;
        change.edits.push_back({{at, at}, entry.arguments});
      }
      if (!entry.suffix.empty())
        change.edits.push_back({{tree_[call].range.end, tree_[call].range.end}, entry.suffix});
      if (tree_[list].kind == Kind::argument_list)
        fit = fit_arguments(c_, {entry, list, method_rule(), symbol});
    }
    const bool looped = entry.form == Form::pairs && take_second(call, change);
    const bool applies = entry.certain && (entry.form != Form::pairs || looped);
    if (sure && applies) {
      change.evidence = owner_evidence(tree_.child(id, Field::object));
      join_renames(fit, change);
      if (!c_.draft.add(std::move(change))) return;
      apply_fit(c_.draft, method_rule(), std::move(fit));
      if (!entry.difference.empty() && !looped) {
        c_.draft.add(
            DraftFinding{FindingKind::difference, "module-method", symbol, entry.difference, where, {}});
      }
      return;
    }
    change.applicability = Applicability::maybe;
    change.note = "write ." + target;
    DraftFinding finding{
        applies ? FindingKind::maybe_tensor : FindingKind::difference,
        "module-method",
        symbol,
        entry.difference.empty() ? "if this is a module, use ." + target + " in MindSpore" : entry.difference,
        where,
        {}};
    if (join_fit(tree_, list, std::move(fit), change)) finding.fixes.push_back(std::move(change));
    c_.draft.add(std::move(finding));
  }

  // If the call is the iterable of a loop or comprehension with one target, takes the second of each pair.
  bool take_second(NodeId call, Change& change) const {
    if (call == kNoNode || tree_[call].field != Field::right) return false;
    const auto loop = loop_view(tree_, tree_[call].parent);
    if (!loop || !tree_.is(loop->target, Kind::identifier)) return false;
    const ByteOffset at = tree_[loop->target].range.begin;
    change.edits.push_back({{at, at}, "_, "});
    change.rename = false;
    return true;
  }
};

void run(RuleContext& context) {
  ModulePass(context).run();
}

constexpr RuleInfo kRules[] = {
    {"module-method", "renames forward to construct, and methods of Module to those of Cell",
     "its class, constructor or annotation proves that the object is a module",
     "an object that only the method's name marks as a module; methods that Cell lacks",
     "model.named_parameters() -> model.parameters_and_names()"}};

}  // namespace

extern const Pass kPass{.name = "modules",
                        .phase = Phase::names,
                        .rules = kRules,
                        .run = run,
                        // Arguments of calls, which no rename touches.
                        .removes_late = true};

}  // namespace mintport::rules::modules
