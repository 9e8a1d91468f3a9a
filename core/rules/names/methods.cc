// Methods and properties of tensors that MindSpore's Tensor has under another name, in another form, or not
// at all.

#include <algorithm>
#include <utility>

#include "core/base/text.hh"
#include "core/rules/draft/classes.hh"
#include "core/rules/draft/evidence.hh"
#include "core/rules/draft/fit_arguments.hh"
#include "core/rules/draft/pass.hh"
#include "core/rules/draft/statements.hh"
#include "core/syntax/views.hh"

namespace mintport::rules::methods {
namespace {

constexpr const char* kRule = "tensor-method";

class MethodPass : public PassWalk {
 public:
  using PassWalk::PassWalk;

  void run() {
    for (NodeId id : tree_.of(Kind::attribute)) {
      attribute(id);
    }
  }

 private:
  struct Site {
    NodeId id, object, name, call, list;
    std::string_view method;
    const Entry* entry;
  };

  void attribute(NodeId id) {
    Site site{id,     tree_.child(id, Field::object), tree_.child(id, Field::attribute), kNoNode, kNoNode, {},
              nullptr};
    if (site.object == kNoNode || site.name == kNoNode || is_target(tree_, id)) return;
    site.method = tree_.text(site.name);
    site.entry = c_.in.tables.tensor_method(site.method);
    if (site.method == "to" || !names_.qualified(id).empty() || c_.draft.removed(site.name) ||
        c_.draft.claimed(site.name))
      return;
    if (tree_[id].field == Field::function) {
      site.call = tree_[id].parent;
      site.list = tree_.child(site.call, Field::arguments);
      if (site.list == kNoNode || tree_[site.list].kind != Kind::argument_list) return;
    }
    if (site.call == kNoNode && site.entry != nullptr && site.entry->form == Form::property)
      return;  // the size of an image
    if (is_arrays(site)) return;
    const Fact fact = types_.of(site.object).fact;
    if (names_field(site)) {
      if (fact == Fact::tensors || (fact == Fact::tensor && is_pair(types_.of(site.object).where))) {
        field(site);
      } else if (fact == Fact::tensor) {
        certain(site);  // not a tensor, or a sparse one
      }
      return;
    }
    const bool tensor_only = only_tensors_take(site);
    const bool sure = tensor_only || swaps_for_arrays_too(site);
    // Some callers pass tensors for `timestep: int`; a number has no such method.
    const bool no_number =
        fact == Fact::number && tensor_only && types_.of(site.object).evidence == Evidence::annotation;
    if (fact == Fact::tensor || no_number || (fact == Fact::unknown && sure && site.call != kNoNode)) {
      certain(site);
    } else if (fact == Fact::unknown && site.entry != nullptr && site.call != kNoNode) {
      perhaps(site);
    }
  }

  // True for an array's transpose, which takes no dimensions or all of them; a tensor's takes two.
  bool is_arrays(const Site& site) const {
    if (site.method != "transpose" || site.list == kNoNode) return false;
    const auto arguments = tree_.named_children(site.list);
    return arguments.size() != 2 && std::none_of(arguments.begin(), arguments.end(), [&](NodeId argument) {
             return tree_[argument].kind == Kind::list_splat;
           });
  }

  // `.values` of the result of torch.max or torch.topk: an attribute, while a sparse tensor's is a call.
  static bool names_field(const Site& site) {
    return site.call == kNoNode && site.entry != nullptr && site.entry->target.empty() &&
           !site.entry->suffix.empty();
  }

  // A call that returns values and indices: torch.max(x, 1), x.max(dim=1), and torch.topk(x, 2) in any form.
  bool is_pair(NodeId call) const {
    if (call == kNoNode || tree_[call].kind != Kind::call) return false;
    const auto view = call_view(tree_, call);
    if (!view) return false;
    const auto [function, list] = *view;
    const std::string qualified = names_.qualified(function);
    const std::string name =
        qualified.empty() ? "torch.Tensor." + std::string(last_part(tree_.text(function))) : qualified;
    const auto arguments = tree_.named_children(list);
    const bool asked = arguments.size() > (qualified.empty() ? 0U : 1U);
    return c_.in.tables.gives_pair(name) && asked;
  }

  void field(const Site& site) {
    c_.draft.add(resting_on(
        evidence_of(c_.in, site.object),
        make_change(kRule, "MindSpore returns a plain tuple without field names",
                    {{{tree_[site.object].range.end, tree_[site.id].range.end}, site.entry->suffix}})));
  }

  // As in Types: numpy's `repeat` has at most two arguments, and only a tensor's `size` is callable.
  bool only_tensors_take(const Site& site) const {
    if (site.list == kNoNode) return false;
    if (site.method == "size") return true;
    if (site.method == "repeat") return tree_.named_children(site.list).size() >= 3;
    return c_.in.tables.asks_a_tensor(site.method, !tree_.named_children(site.list).empty());
  }

  // transpose(a, b): numpy accepts it for two dimensions only, where swapaxes(a, b) is the same, unless the
  // axes are in order already (torch swaps them, numpy does nothing).
  bool swaps_for_arrays_too(const Site& site) const {
    if (site.method != "transpose" || site.list == kNoNode) return false;
    const auto arguments = tree_.named_children(site.list);
    if (arguments.size() != 2) return false;
    const std::string_view first = tree_.text(arguments[0]), second = tree_.text(arguments[1]);
    for (NodeId argument : arguments) {
      if (tree_[argument].kind != Kind::integer && tree_[argument].kind != Kind::unary_operator) return false;
    }
    return !(first == "0" && second == "1") && !(first == "-2" && second == "-1");
  }

  void certain(const Site& site) {
    if (site.entry == nullptr) {
      if (renamed_by_profile(site)) return;
      const std::string target = "mindspore.Tensor." + std::string(site.method);
      if (c_.in.tables.torch_symbol("torch.Tensor." + std::string(site.method)) != nullptr &&
          c_.in.tables.target_symbol(target) == nullptr) {
        report(site, FindingKind::unmapped, "mindspore.Tensor has no `" + std::string(site.method) + "`");
      }
      return;
    }
    const Entry& entry = *site.entry;
    if (entry.target.empty() && entry.form != Form::drop_call) {
      report(site, FindingKind::unmapped,
             entry.note.empty() ? "mindspore.Tensor has no equivalent" : entry.note);
      return;
    }
    ArgumentFit fit = fit_of(site);
    if (entry.form == Form::tuple && entry.certain) drop_first(fit);
    Change change;
    if (!rewrite(site, change)) {
      report(site, FindingKind::difference,
             "the arguments do not fit " + entry.target + "; write the call by hand");
      return;
    }
    if (entry.certain && fits(site)) {
      join_renames(fit, change);
      const bool changes = !change.edits.empty();
      change.evidence = evidence_of(c_.in, site.object);
      if (!c_.draft.add(std::move(change))) return;
      apply_fit(c_.draft, kRule, std::move(fit));
      if (!changes) return;
      if (!entry.difference.empty() && !leaves_tensors(site))
        report(site, FindingKind::difference, entry.difference);
      return;
    }
    join_renames(fit, change);
    if (change.edits.empty()) return;
    const bool whole = join_fit(tree_, site.list, std::move(fit), change);
    offer(site, whole, std::move(change), FindingKind::difference,
          entry.difference.empty() ? "the target may behave differently here" : entry.difference);
  }

  // Drops harmless arguments before the others are gathered.
  void drop_first(ArgumentFit& fit) {
    for (ArgumentFit::Dropped& one : std::exchange(fit.dropped, {}))
      c_.draft.remove_item(kRule, std::move(one.note), one.argument);
  }

  // x.detach().cpu().numpy(): arrays and numbers carry no gradient.
  bool leaves_tensors(const Site& site) const {
    if (site.method != "detach") return false;
    for (NodeId call = site.call; call != kNoNode && tree_[call].field == Field::object;) {
      const NodeId method = tree_[call].parent;
      const std::string_view name = tree_.text(tree_.child(method, Field::attribute));
      if (tree_[method].field != Field::function) return is_any(name, {"shape", "dtype", "ndim"});
      if (is_any(name, {"numpy", "item", "tolist", "asnumpy"})) return true;
      const bool tensor = c_.in.tables.returns("torch.Tensor." + std::string(name)) == Returns::tensor ||
                          is_any(name, {"to", "cpu", "float"});
      call = tensor ? tree_[method].parent : kNoNode;
    }
    return false;
  }

  // x.clone() if the port writes x.copy(). In networks, where gradients matter, the name stays.
  bool renamed_by_profile(const Site& site) {
    const Profile* profile = c_.in.tables.profile();
    if (profile == nullptr || site.list == kNoNode || !tree_.named_children(site.list).empty()) return false;
    const NodeId around = tree_.ancestor(site.id, Kind::class_definition);
    if (has_method(tree_, around, "forward") || has_method(tree_, around, "construct")) return false;
    const auto found = profile->methods.find("torch.Tensor." + std::string(site.method));
    if (found == profile->methods.end()) return false;
    Change change =
        make_change(kRule, found->first + " is " + found->second, {{tree_[site.name].range, found->second}});
    change.rename = true;
    c_.draft.add(std::move(change));
    return true;
  }

  // The value may be a tensor: reports it, unless nothing would change or the value is certainly of another
  // type.
  void perhaps(const Site& site) {
    const Entry& entry = *site.entry;
    const MethodOwner owner = c_.in.tables.method_owner(site.method);
    if (owner == MethodOwner::none) return;
    if (entry.target.empty() && entry.form != Form::drop_call) return;
    if (site.method == "cpu" || site.method == "cuda" || tree_.text(site.object) == "self") return;
    if (!shaped_like_tensor_call(site)) return;
    Change change;
    if (!rewrite(site, change)) return;
    ArgumentFit fit = fit_of(site);
    // A change of position alone proves nothing: `self.norm(x, y)` may be any function.
    const auto is_place = [](const Change& rename) { return rename.edits.front().range.empty(); };
    if (change.edits.empty() && std::all_of(fit.renames.begin(), fit.renames.end(), is_place)) return;
    join_renames(fit, change);
    const bool whole = join_fit(tree_, site.list, std::move(fit), change);
    offer(site, whole, std::move(change), FindingKind::maybe_tensor,
          "if this is a tensor, use ." + std::string(last_part(entry.target)));
  }

  // Strings, lists and arrays also have methods of these names, with other arguments.
  bool shaped_like_tensor_call(const Site& site) const {
    const auto arguments = tree_.named_children(site.list);
    if (site.method == "repeat" && has_keyword(arguments, "axis")) return false;  // numpy's
    if (tree_[site.object].kind == Kind::string || names_.qualified(site.object).size() > 0) return false;
    for (NodeId argument : arguments) {
      if (types_.is(argument, Fact::text)) return false;
    }
    if (site.method == "size") return arguments.size() <= 1;
    if (site.method == "numpy" || site.method == "detach") return arguments.empty();
    if (site.method == "type") return false;
    return true;
  }

  bool has_keyword(const std::vector<NodeId>& arguments, std::string_view name) const {
    return std::any_of(arguments.begin(), arguments.end(), [&](NodeId argument) {
      return tree_[argument].kind == Kind::keyword_argument &&
             tree_.text(tree_.child(argument, Field::name)) == name;
    });
  }

  // expand(-1, ...) and the like are the same. Does not guess about keyword forms.
  bool fits(const Site& site) const {
    if (site.list == kNoNode) return true;
    for (NodeId argument : tree_.named_children(site.list)) {
      if (tree_[argument].kind == Kind::dictionary_splat) return false;
    }
    return true;
  }

  bool rewrite(const Site& site, Change& change) {
    const Entry& entry = *site.entry;
    change = make_change(kRule, "Tensor." + std::string(site.method) + " is " + entry.target, {});
    const std::string target(last_part(entry.target));
    switch (entry.form) {
      case Form::name:
        change.rename = true;
        if (target != site.method) change.edits.push_back({tree_[site.name].range, target});
        add_arguments(site, change);
        return true;
      case Form::tuple:
        return tuple(site, target, change);
      case Form::property:
        return property(site, target, change);
      case Form::drop_call:
        if (site.call == kNoNode) return false;
        change.note = "Tensor." + std::string(site.method) + " has no effect in MindSpore";
        change.edits.push_back({{tree_[site.object].range.end, tree_[site.call].range.end}, ""});
        return true;
      case Form::function:
        return function(site, change);
      case Form::decorator:
      case Form::pairs:
      case Form::initializer:
      case Form::drop_override:
        return false;
    }
    return false;
  }

  void add_arguments(const Site& site, Change& change) const {
    const Entry& entry = *site.entry;
    if (site.call == kNoNode) return;
    const auto arguments = tree_.named_children(site.list);
    if (!entry.arguments.empty() && arguments.empty()) {
      const ByteOffset at = tree_[site.list].range.begin + 1;
      change.edits.push_back({{at, at}, entry.arguments});
    }
    if (!entry.suffix.empty()) {
      change.edits.push_back({{tree_[site.call].range.end, tree_[site.call].range.end}, entry.suffix});
    }
  }

  // The fit of the call's arguments, if they keep their order.
  ArgumentFit fit_of(const Site& site) const {
    const Form form = site.entry->form;
    if (site.call == kNoNode || (form != Form::name && form != Form::tuple && form != Form::function))
      return {};
    return fit_arguments(c_, {*site.entry, site.list, kRule, "." + std::string(site.method)});
  }

  // x.repeat(a, b) -> x.tile((a, b)); a single argument that is already a sequence stays.
  bool tuple(const Site& site, const std::string& target, Change& change) const {
    if (site.call == kNoNode) return false;
    change.edits.push_back({tree_[site.name].range, target});
    std::vector<NodeId> arguments = tree_.named_children(site.list);
    std::erase_if(arguments, [&](NodeId id) { return tree_[id].kind == Kind::keyword_argument; });
    if (arguments.empty()) return whole_shape(site, target, change);
    for (NodeId argument : arguments) {
      if (tree_[argument].kind == Kind::dictionary_splat) return false;
    }
    if (arguments.size() == 1) {
      const Kind kind = tree_[arguments[0]].kind;
      const Fact fact = types_.of(arguments[0]).fact;
      if (kind == Kind::list && target == "tile") return as_tuple(arguments[0], change);
      if (kind == Kind::tuple || kind == Kind::list || fact == Fact::shape || fact == Fact::list) return true;
      const bool product = kind == Kind::binary_operator && (fact == Fact::unknown || fact == Fact::number);
      const bool one_number = fact == Fact::number || kind == Kind::list_splat || product;
      if (!one_number) return false;
    }
    const ByteOffset open = tree_[arguments.front()].range.begin,
                     close = c_.draft.behind_removed(tree_[arguments.back()].range.end);
    change.edits.push_back({{open, open}, "("});
    change.edits.push_back({{close, close}, arguments.size() == 1 ? ",)" : ")"});
    return true;
  }

  // x.repeat(repeats=r) -> x.tile(r): torch's keyword for the whole shape, where the target has no such name.
  bool whole_shape(const Site& site, const std::string& target, Change& change) const {
    const auto arguments = tree_.named_children(site.list);
    if (arguments.empty() || tree_[arguments[0]].kind != Kind::keyword_argument) return false;
    const std::string_view name = tree_.text(tree_.child(arguments[0], Field::name));
    if (!is_any(name, {"size", "repeats", "dims"})) return false;
    const Symbol* symbol = c_.in.tables.target_symbol(site.entry->target);
    const NodeId value = tree_.child(arguments[0], Field::value);
    const bool taken =
        symbol != nullptr && std::any_of(symbol->parameters.begin(), symbol->parameters.end(),
                                         [&](const Parameter& one) { return one.name == name; });
    if (!taken) change.edits.push_back({{tree_[arguments[0]].range.begin, tree_[value].range.begin}, ""});
    return target != "tile" || tree_[value].kind != Kind::list || as_tuple(value, change);
  }

  // tile does not accept a list.
  bool as_tuple(NodeId list, Change& change) const {
    const auto elements = tree_.named_children(list);
    if (elements.empty()) return false;
    const ByteRange range = tree_[list].range;
    change.edits.push_back({{range.begin, range.begin + 1}, "("});
    const bool comma = tree_.source().text({tree_[elements.back()].range.end, range.end}).find(',') !=
                       std::string_view::npos;
    change.edits.push_back({{range.end - 1, range.end}, elements.size() == 1 && !comma ? ",)" : ")"});
    return true;
  }

  // x.size() -> x.shape, x.size(d) -> x.shape[d]
  bool property(const Site& site, const std::string& target, Change& change) const {
    if (site.call == kNoNode) return false;
    const auto arguments = tree_.named_children(site.list);
    if (arguments.empty()) {
      change.edits.push_back({{tree_[site.name].range.begin, tree_[site.call].range.end}, target});
      return true;
    }
    if (arguments.size() > 1) return false;
    ByteRange index = tree_[arguments[0]].range;
    if (tree_[arguments[0]].kind == Kind::keyword_argument)
      index = tree_[tree_.child(arguments[0], Field::value)].range;
    change.edits.push_back({{tree_[site.name].range.begin, index.begin}, target + "["});
    change.edits.push_back({{index.end, tree_[site.call].range.end}, "]"});
    return true;
  }

  // x.unflatten(d, s) -> unflatten(x, d, s)
  bool function(const Site& site, Change& change) {
    const Spelled spelled = c_.speller.spell(site.entry->target);
    if (!spelled.import.module.empty()) change.imports.push_back(spelled.import);
    const ByteOffset begin = tree_[site.object].range.begin, end = tree_[site.object].range.end;
    change.edits.push_back({{begin, begin}, spelled.text + "("});
    if (site.call == kNoNode) {
      change.edits.push_back({{end, tree_[site.name].range.end}, ")"});
      return true;
    }
    const bool none = tree_.named_children(site.list).empty();
    change.edits.push_back({{end, tree_[site.list].range.begin + 1}, none ? "" : ", "});
    return true;
  }

  void report(const Site& site, FindingKind kind, std::string message) {
    const NodeId end = site.call == kNoNode ? site.id : site.call;
    c_.draft.add(DraftFinding{kind,
                              kRule,
                              "." + std::string(site.method),
                              std::move(message),
                              {tree_[site.name].range.begin, tree_[end].range.end},
                              {}});
  }

  void offer(const Site& site, bool whole, Change change, FindingKind kind, std::string message) {
    change.applicability = Applicability::maybe;
    const NodeId end = site.call == kNoNode ? site.id : site.call;
    DraftFinding finding{kind,
                         kRule,
                         "." + std::string(site.method),
                         std::move(message),
                         {tree_[site.name].range.begin, tree_[end].range.end},
                         {}};
    if (whole) finding.fixes.push_back(std::move(change));
    c_.draft.add(std::move(finding));
  }
};

void run(RuleContext& context) {
  MethodPass(context).run();
}

constexpr RuleInfo kRules[] = {{kRule, "converts methods and properties of tensors by the tables",
                                "annotation, constructor, known return, isinstance test or a tensor-only "
                                "call proves that the value is a tensor",
                                "values without such evidence; methods that MindSpore lacks",
                                "x.repeat(1, n) -> x.tile((1, n))"}};

}  // namespace

extern const Pass kPass{.name = "methods",
                        .phase = Phase::names,
                        .rules = kRules,
                        .run = run,
                        // Only arguments of calls, which no rename touches.
                        .removes_late = true};

}  // namespace mintport::rules::methods
