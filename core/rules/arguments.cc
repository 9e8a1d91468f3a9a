// Arguments of calls of torch functions and layers: renamed, dropped, or reported where the target takes them
// otherwise.

#include <algorithm>

#include "core/rules/evidence.hh"
#include "core/rules/rules.hh"

namespace mintport {
namespace {

constexpr const char* kRule = "torch-argument";

using ParameterKind = Parameter::Kind;

bool has_parameter(const Symbol& symbol, std::string_view name) {
  return std::any_of(symbol.parameters.begin(), symbol.parameters.end(), [&](const Parameter& parameter) {
    return parameter.kind == ParameterKind::var_keyword ||
           (parameter.name == name && parameter.kind != ParameterKind::positional_only);
  });
}

const Entry::Drop* drop_of(const Entry& entry, std::string_view argument) {
  const auto found = std::find_if(entry.drops.begin(), entry.drops.end(),
                                  [&](const Entry::Drop& drop) { return drop.argument == argument; });
  return found == entry.drops.end() ? nullptr : &*found;
}

class ArgumentPass {
 public:
  explicit ArgumentPass(RuleContext& context) : c_(context), tree_(context.in.tree) {}

  void run() {
    each_call([&](const Entry& entry, NodeId list) { call(entry, list); });
  }

  // Once it is known which arguments go.
  void gather_shapes() {
    each_call([&](const Entry& entry, NodeId list) {
      if (entry.form == Form::tuple) gather(list);
    });
  }

 private:
  // Calls of torch names that have a target, with their arguments.
  template <typename Action>
  void each_call(Action action) const {
    for (NodeId id : tree_.of(Kind::call)) {
      if (c_.draft.removed(id)) continue;
      const NodeId function = tree_.child(id, Field::function), list = tree_.child(id, Field::arguments);
      if (function == kNoNode || list == kNoNode || tree_[list].kind != Kind::argument_list) continue;
      const std::string q = c_.in.names.qualified(function);
      if (!leads_to_torch(q)) continue;
      const Entry* entry = c_.in.tables.find(q);
      if (entry != nullptr && !entry->target.empty() && entry->form != Form::initializer)
        action(*entry, list);
    }
  }

  // torch.zeros(a, b) -> mint.zeros((a, b)); one argument is the whole shape, or its only number.
  void gather(NodeId list) {
    std::vector<NodeId> sizes;
    for (NodeId argument : tree_.named_children(list)) {
      const Kind kind = tree_[argument].kind;
      if (kind != Kind::keyword_argument && kind != Kind::dictionary_splat) sizes.push_back(argument);
    }
    if (sizes.empty() || (sizes.size() == 1 && tree_[sizes[0]].kind != Kind::list_splat)) return;
    const ByteOffset open = tree_[sizes.front()].range.begin,
                     close = c_.draft.behind_removed(tree_[sizes.back()].range.end);
    c_.draft.add(make_change(kRule, "the target takes the shape as one argument",
                             {{{open, open}, "("}, {{close, close}, sizes.size() == 1 ? ",)" : ")"}}));
  }

  void call(const Entry& entry, NodeId list) {
    const Symbol* target = c_.in.tables.target_symbol(entry.target);
    const Symbol* torch = c_.in.tables.torch_symbol(entry.source);
    std::size_t position = 0;
    bool splat = false;
    for (NodeId argument : tree_.named_children(list)) {
      if (tree_[argument].kind == Kind::keyword_argument) {
        if (!c_.draft.removed(argument)) keyword(entry, target, argument);
      } else if (tree_[argument].kind == Kind::list_splat || tree_[argument].kind == Kind::dictionary_splat) {
        splat = true;
      } else if (!splat) {
        positional(entry, torch, target, argument, position++);
      }
    }
  }

  void keyword(const Entry& entry, const Symbol* target, NodeId argument) {
    const NodeId name = tree_.child(argument, Field::name), value = tree_.child(argument, Field::value);
    if (name == kNoNode || value == kNoNode) return;
    const std::string_view key = tree_.text(name);
    const auto rename = std::find_if(entry.renames.begin(), entry.renames.end(),
                                     [&](const Entry::Rename& r) { return r.from == key; });
    if (rename != entry.renames.end()) {
      c_.draft.add(make_change(kRule, "the target calls `" + rename->from + "` `" + rename->to + "`",
                               {{tree_[name].range, rename->to}}));
      return;
    }
    if (key == "generator" && !is_none(value) && target != nullptr && has_parameter(*target, key)) {
      c_.draft.add(DraftFinding{FindingKind::difference,
                                "torch-generator",
                                entry.source,
                                entry.target +
                                    " takes a mindspore.Generator, and generators are numpy's here: "
                                    "randn_tensor of mindspore_utils takes those",
                                tree_[argument].range,
                                {}});
      return;
    }
    if (const Entry::Drop* drop = drop_of(entry, key)) {
      if (target != nullptr && target->has_signature && has_parameter(*target, key) && key != "device")
        return;
      this->drop(entry, *drop, argument, tree_.text(value));
      return;
    }
    if (target != nullptr && target->has_signature && !has_parameter(*target, key)) {
      offer_removal(entry, argument, key);
    }
  }

  bool is_none(NodeId value) const { return tree_[value].kind == Kind::none; }

  void drop(const Entry& entry, const Entry::Drop& drop, NodeId argument, std::string_view value) {
    const bool harmless = std::any_of(drop.harmless.begin(), drop.harmless.end(),
                                      [&](const std::string& text) { return text == "*" || text == value; });
    if (harmless) {
      c_.draft.remove_item(
          kRule, "`" + drop.argument + "` has no counterpart, and nothing is lost without it", argument);
    } else {
      offer_removal(entry, argument, drop.argument);
    }
  }

  // The call would fail with it; whether it may go is for a person to say.
  void offer_removal(const Entry& entry, NodeId argument, std::string_view key) {
    DraftFinding finding{
        FindingKind::dropped_argument,
        kRule,
        entry.source,
        entry.target + " does not take `" + std::string(key) + "`: find another way to say it",
        tree_[argument].range,
        {}};
    Change fix = make_change(kRule, "drop `" + std::string(tree_.text(argument)) + "`", removal(argument));
    fix.applicability = Applicability::maybe;
    finding.fixes.push_back(std::move(fix));
    c_.draft.add(std::move(finding));
  }

  // One argument with its comma, for a fix that stands alone.
  std::vector<Edit> removal(NodeId argument) const {
    const auto all = tree_.named_children(tree_[argument].parent);
    const auto at = std::find(all.begin(), all.end(), argument);
    ByteRange range = tree_[argument].range;
    if (std::next(at) != all.end()) {
      range.end = tree_[*std::next(at)].range.begin;
    } else if (at != all.begin()) {
      range.begin = tree_[*std::prev(at)].range.end;
    }
    return {{range, ""}};
  }

  void positional(const Entry& entry, const Symbol* torch, const Symbol* target, NodeId argument,
                  std::size_t position) {
    if (torch == nullptr || !torch->has_signature || position >= torch->parameters.size()) return;
    const Parameter& parameter = torch->parameters[position];
    if (parameter.kind == ParameterKind::var_positional || parameter.kind == ParameterKind::keyword_only)
      return;
    for (std::size_t i = 0; i < position; ++i) {
      if (torch->parameters[i].kind == ParameterKind::var_positional) return;
    }
    if (const Entry::Drop* found = drop_of(entry, parameter.name)) {
      if (target != nullptr && target->has_signature && has_parameter(*target, parameter.name)) return;
      drop(entry, *found, argument, tree_.text(argument));
      return;
    }
    if (target == nullptr || !target->has_signature) return;
    check_place(entry, parameter.name, *target, argument, position);
  }

  // The same parameter at another place, or no place at all: the call would mean something else.
  void check_place(const Entry& entry, const std::string& name, const Symbol& target, NodeId argument,
                   std::size_t position) {
    std::string expected = name;
    for (const Entry::Rename& rename : entry.renames) {
      if (rename.from == name) expected = rename.to;
    }
    const auto& parameters = target.parameters;
    for (std::size_t i = 0; i < parameters.size() && i <= position; ++i) {
      if (parameters[i].kind == ParameterKind::var_positional) return;
    }
    const bool there = position < parameters.size() &&
                       parameters[position].kind != ParameterKind::keyword_only &&
                       parameters[position].kind != ParameterKind::var_keyword;
    if (there && parameters[position].name == expected) return;
    const auto elsewhere = std::find_if(parameters.begin(), parameters.end(),
                                        [&](const Parameter& p) { return p.name == expected; });
    if (there && elsewhere == parameters.end()) return;  // the same place under another name
    if (elsewhere != parameters.end() && elsewhere->kind != ParameterKind::positional_only) {
      const ByteOffset at = tree_[argument].range.begin;
      if (is_last_positional(argument)) {
        c_.draft.add(resting_on(entry.source + " takes it at place " + std::to_string(position + 1) + ", " +
                                    entry.target + " elsewhere",
                                make_change(kRule, "`" + expected + "` has another place in the target",
                                            {{{at, at}, expected + "="}})));
        return;
      }
    }
    c_.draft.add(DraftFinding{FindingKind::difference,
                              kRule,
                              entry.source,
                              "argument " + std::to_string(position + 1) + " (`" + name +
                                  "`) is not at this place in " + entry.target,
                              tree_[argument].range,
                              {}});
  }

  bool is_last_positional(NodeId argument) const {
    for (NodeId at = tree_.next_sibling(argument); at != kNoNode; at = tree_.next_sibling(at)) {
      if (tree_[at].named && tree_[at].kind != Kind::keyword_argument && tree_[at].kind != Kind::comment)
        return false;
    }
    return true;
  }

  RuleContext& c_;
  const Tree& tree_;
};

}  // namespace

void argument_rules(RuleContext& context) {
  ArgumentPass pass(context);
  pass.run();
  context.draft.flush_lists();
  pass.gather_shapes();
}

}  // namespace mintport
