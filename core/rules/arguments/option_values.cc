// Option values that the target does not accept: F.interpolate(x, mode="nearest-exact"). Also checks
// constructor calls of classes of this file that inherit the constructor, and then reports where such a class
// calls its base, because that call fails.

#include <algorithm>
#include <set>

#include "core/rules/draft/classes.hh"
#include "core/rules/draft/lookup.hh"
#include "core/rules/draft/pass.hh"
#include "core/syntax/views.hh"

namespace mintport::rules::option_values {
namespace {

class OptionValuePass : public PassWalk {
 public:
  using PassWalk::PassWalk;

  void run() {
    each(Kind::keyword_argument, [&](NodeId id) { keyword(id); });
  }

 private:
  void keyword(NodeId argument) {
    const NodeId content = string_content(tree_, tree_.child(argument, Field::value));
    const NodeId call = tree_[tree_[argument].parent].parent, function = callee_of(tree_, call);
    if (content == kNoNode || function == kNoNode) return;
    const NodeId made = class_here(function);
    const Entry* entry = made == kNoNode ? entry_of(function) : entry_of_base(made);
    if (entry == nullptr) return;
    for (const Entry::Takes& one : entry->takes) {
      const auto& all = one.values;
      if (one.argument != keyword_of(tree_, argument) ||
          std::find(all.begin(), all.end(), tree_.text(content)) != all.end())
        continue;
      if (tree_.text(content) == "nearest-exact" && grows_whole(call)) {
        c_.draft.add(make_change("torch-argument", "with a whole factor both modes pick the same positions",
                                 {{tree_[content].range, "nearest"}}));
        continue;
      }
      report(*entry, one, argument, argument);
      if (made != kNoNode) base_calls(*entry, one, made, argument);
    }
  }

  // scale_factor=2, scale_factor=(2.0, 2.0)
  bool grows_whole(NodeId call) const {
    const NodeId value = keyword_value(tree_, call, "scale_factor");
    if (!tree_.is(value, Kind::tuple, Kind::list)) return is_whole(value);
    const auto factors = tree_.named_children(value);
    return std::all_of(factors.begin(), factors.end(), [&](NodeId factor) { return is_whole(factor); });
  }

  bool is_whole(NodeId value) const {
    return tree_.is(value, Kind::integer) ||
           (tree_.is(value, Kind::float_) && tree_.text(value).ends_with(".0"));
  }

  // The only class of this file with that name, if it has no constructor.
  NodeId class_here(NodeId function) const {
    const GroupId id = tree_[function].kind == Kind::identifier ? names_.group_of(function) : kNoGroup;
    if (id == kNoGroup) return kNoNode;
    const auto& bindings = names_.groups()[id].bindings;
    if (bindings.size() != 1 || bindings.front().kind != Binding::Kind::class_) return kNoNode;
    const NodeId definition = tree_[bindings.front().node].parent;
    return has_method(tree_, definition, "__init__") ? kNoNode : definition;
  }

  const Entry* entry_of(NodeId name) const {
    return mintport::entry_of(c_.in.tables, names_.qualified(name));
  }

  const Entry* entry_of_base(NodeId definition) const {
    const auto all = tree_.named_children(tree_.child(definition, Field::superclasses));
    return all.empty() ? nullptr : entry_of(all.front());
  }

  // Handles super().forward(x) in the class.
  void base_calls(const Entry& entry, const Entry::Takes& takes, NodeId definition, NodeId argument) {
    for (NodeId id = definition; id < tree_[definition].last; ++id) {
      if (tree_.text(callee_of(tree_, id)) == "super().forward") report(entry, takes, argument, id);
    }
  }

  void report(const Entry& entry, const Entry::Takes& takes, NodeId argument, NodeId where) {
    if (!told_.insert(where).second) return;
    std::string known;
    for (const std::string& value : takes.values) known += (known.empty() ? "" : ", ") + value;
    c_.draft.add(DraftFinding{FindingKind::difference,
                              "torch-argument",
                              entry.source,
                              entry.target + " does not accept " + std::string(tree_.text(argument)) + "; " +
                                  (entry.note.empty() ? "it accepts " + known : entry.note),
                              tree_[where].range,
                              {}});
  }

  std::set<NodeId> told_;
};

void run(RuleContext& context) {
  OptionValuePass(context).run();
}

constexpr std::string_view kAlso[] = {"torch-argument"};

}  // namespace

extern const Pass kPass{.name = "option-values", .phase = Phase::arguments, .also = kAlso, .run = run};

}  // namespace mintport::rules::option_values
