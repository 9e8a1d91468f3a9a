// In-place changes that MindSpore lacks: methods without an in-place form, or with one that changes nothing
// on a CPU (x.mul_(2) -> x.copy_(x.mul(2))), and writes into a view. Only an assignment by index reaches the
// viewed tensor: x[:, 1:].mul_(2) -> x[:, 1:] = x[:, 1:].mul(2); part = x[1]; part += y -> part[...] += y.

#include <algorithm>
#include <optional>

#include "core/base/text.hh"
#include "core/names/flow.hh"
#include "core/rules/draft/evidence.hh"
#include "core/rules/draft/lookup.hh"
#include "core/rules/draft/pass.hh"
#include "core/syntax/views.hh"

namespace mintport::rules::in_place {
namespace {

constexpr const char* kRule = "in-place";
constexpr const char* kLacking = "no in-place form does this in MindSpore, so the result is written back";
constexpr const char* kView = "in MindSpore only an assignment by index writes through a view";

class InPlacePass : public PassWalk {
 public:
  using PassWalk::PassWalk;

  void run() {
    each_call([&](NodeId id, const CallView&) { method(id); });
    each(Kind::augmented_assignment, [&](NodeId id) { augmented(id); });
    each(Kind::assignment, [&](NodeId id) { assigned(id); });
  }

 private:
  struct Site {
    NodeId call, object, name, list;
    std::string_view method;  // "mul_"
    std::string base;         // "mul"; empty: MindSpore lacks this method too
    bool statement;           // the result of the call is unused
  };

  ByteOffset begin(NodeId id) const { return tree_[id].range.begin; }
  ByteOffset end(NodeId id) const { return tree_[id].range.end; }

  // ---- x.mul_(y)

  // nullopt: not a call that changes a tensor in place.
  std::optional<Site> site_of(NodeId call) const {
    const auto callee = method_view(tree_, call);
    if (!callee) return std::nullopt;
    const auto [object, name] = *callee;
    Site site{call, object, name, tree_.child(call, Field::arguments), tree_.text(name), {}, false};
    if (!site.method.ends_with('_') || site.method.ends_with("__") || changes_shape(site.method) ||
        !names_.qualified(callee_of(tree_, call)).empty() ||
        c_.in.tables.torch_symbol("torch.Tensor." + std::string(site.method)) == nullptr || !is_tensor(site))
      return std::nullopt;
    site.base = base_of(site.method, site.list);
    site.statement = tree_[tree_[call].parent].kind == Kind::expression_statement;
    return site;
  }

  void method(NodeId call) {
    const auto site = site_of(call);
    if (!site) return;
    const NodeId around = tree_[tree_[call].parent].parent;  // x.mul_(2).add_(1) is handled as one
    if (tree_[around].kind == Kind::call && callee_of(tree_, around) == tree_[call].parent && site_of(around))
      return;
    if (tree_[site->object].kind == Kind::subscript && is_view(site->object))
      return write_back(*site, "", kView);
    if (tree_[site->object].kind == Kind::identifier) {
      const Viewed viewed = viewed_by(site->object);
      if (viewed == Viewed::unsure) return report(call);
      if (viewed != Viewed::nothing) return write_back(*site, behind(viewed), kView);
    }
    if (site->statement && viewed_object(site->object) != kNoNode)
      return write_back(*site, behind(Viewed::by_method), kView);
    result_of(*site);
  }

  // Writes the result back, or only names the method that returns it where the tensor is a temporary.
  void result_of(const Site& last) {
    std::vector<Site> chain = {last};
    while (const auto inner = site_of(chain.back().object)) chain.push_back(*inner);
    std::vector<Edit> edits;
    std::reverse(chain.begin(), chain.end());
    const NodeId object = chain.front().object;
    for (const Site& site : chain) {
      if (!lacks(site.method)) continue;
      if (site.base.empty()) return;
      edits.push_back({tree_[site.name].range, site.base});
    }
    if (edits.empty()) return;
    if (!is_temporary(object, last)) {
      if (!has_a_place(object)) return;
      const NodeId first = chain.front().name;
      const std::string written = "copy_(" + std::string(tree_.text(object)) + ".";
      if (edits.front().range.begin == begin(first)) {
        edits.front().text.insert(0, written);
      } else {
        edits.insert(edits.begin(), {{begin(first), begin(first)}, written});
      }
      edits.push_back({{end(last.call), end(last.call)}, ")"});
    }
    change(last, kLacking, std::move(edits), chain);
  }

  // A value that nothing else refers to. A statement would not change one.
  bool is_temporary(NodeId object, const Site& last) const {
    if (last.statement) return false;
    if (tree_[object].kind == Kind::call) return viewed_object(object) == kNoNode;
    const auto inside = tree_.named_children(object);
    return tree_[object].kind == Kind::parenthesized_expression && inside.size() == 1 &&
           tree_.is(inside[0], Kind::binary_operator, Kind::unary_operator);
  }

  // A name, an attribute or an element by text, that can be written twice.
  bool has_a_place(NodeId object) const {
    if (tree_[object].kind == Kind::subscript) {
      const auto parts = tree_.named_children(object);
      return parts.size() == 2 && tree_[parts[1]].kind == Kind::string && has_a_place(parts[0]);
    }
    return root_of(tree_, object) != kNoNode;
  }

  static bool changes_shape(std::string_view method) {
    return is_any(method, {"unsqueeze_", "squeeze_", "t_", "transpose_", "swapaxes_", "swapdims_", "resize_",
                           "resize_as_", "set_", "detach_", "requires_grad_", "share_memory_", "as_strided_",
                           "rename_", "sparse_resize_", "coalesce_"});
  }

  bool is_tensor(const Site& site) const {
    const Fact fact = types_.of(site.object).fact;
    if (fact == Fact::tensor) return true;
    return fact == Fact::unknown &&
           c_.in.tables.asks_a_tensor(site.method, !tree_.named_children(site.list).empty());
  }

  bool lacks(std::string_view method) const {
    if (method == "fill_diagonal_") return true;  // it exists, but refuses every call
    const Entry* entry = c_.in.tables.tensor_method(method);
    if (entry != nullptr) return entry->target.empty() && entry->form == Form::name;
    return c_.in.tables.target_symbol("mindspore.Tensor." + std::string(method)) == nullptr;
  }

  // The method that returns the result, if MindSpore has it under the same name and takes the arguments as
  // given.
  std::string base_of(std::string_view method, NodeId list) const {
    std::string base(method.substr(0, method.size() - 1));
    const Entry* entry = c_.in.tables.tensor_method(base);
    const std::string target = "mindspore.Tensor." + base;
    if (entry != nullptr && (entry->target != target || entry->form != Form::name)) return {};
    const auto arguments = tree_.named_children(list);
    const bool renamed =
        entry != nullptr && std::any_of(arguments.begin(), arguments.end(), [&](NodeId one) {
          return tree_[one].kind == Kind::keyword_argument &&
                 std::any_of(entry->renames.begin(), entry->renames.end(), [&](const Entry::Rename& rename) {
                   return rename.from == keyword_of(tree_, one);
                 });
        });
    return !renamed && c_.in.tables.target_symbol(target) != nullptr ? base : std::string();
  }

  // `behind` follows the object and makes the assignment one by index ("[...]").
  void write_back(const Site& site, const std::string& behind, const char* why) {
    const auto arguments = tree_.named_children(site.list);
    const bool written = site.method == "copy_" || site.method == "fill_";
    const bool one = !arguments.empty() && tree_[arguments[0]].kind != Kind::keyword_argument;
    if (!site.statement || (written && !one)) return report(site.call);
    if (written) {
      return change(site, why,
                    {{{end(site.object), begin(arguments[0])}, behind + " = "},
                     {{end(arguments[0]), end(site.call)}, ""}});
    }
    if (site.method == "zero_")
      return change(site, why, {{{end(site.object), end(site.call)}, behind + " = 0"}});
    if (const std::string_view sign = operator_of(site.method);
        !sign.empty() && one && arguments.size() == 1) {
      return change(site, why,
                    {{{end(site.object), begin(arguments[0])}, behind + " " + std::string(sign) + " "},
                     {{end(arguments[0]), end(site.call)}, ""}});
    }
    if (site.base.empty() || holds_call(site.object)) return report(site.call);
    const std::string object(tree_.text(site.object));
    change(site, why,
           {{{begin(site.object), begin(site.object)}, object + behind + " = "},
            {tree_[site.name].range, site.base}});
  }

  static std::string_view operator_of(std::string_view method) {
    return method == "mul_"   ? "*="
           : method == "add_" ? "+="
           : method == "sub_" ? "-="
           : method == "div_" ? "/="
                              : "";
  }

  // True if the expression contains a call: then it cannot be written twice.
  bool holds_call(NodeId id) const {
    for (NodeId at = id; at < tree_[id].last; ++at) {
      if (tree_[at].kind == Kind::call) return true;
    }
    return false;
  }

  // 1 in fill_diagonal_(1): fill_diagonal accepts only floats.
  NodeId whole_number(const Site& site) const {
    const auto arguments = tree_.named_children(site.list);
    const bool whole =
        site.method == "fill_diagonal_" && !arguments.empty() && tree_[arguments[0]].kind == Kind::integer;
    return whole ? arguments[0] : kNoNode;
  }

  void change(const Site& site, const char* why, std::vector<Edit> edits) {
    change(site, why, std::move(edits), {site});
  }

  // `chain` holds the calls that the change rewrites, in the order of the text.
  void change(const Site& site, const char* why, std::vector<Edit> edits, const std::vector<Site>& chain) {
    for (const Site& one : chain) {
      if (const NodeId whole = whole_number(one); whole != kNoNode)
        edits.push_back({{end(whole), end(whole)}, ".0"});
    }
    std::stable_sort(edits.begin(), edits.end(),
                     [](const Edit& a, const Edit& b) { return a.range.begin < b.range.begin; });
    std::string evidence = evidence_of(c_.in, site.object);
    if (evidence.empty()) evidence = "only tensors have ." + std::string(site.method);
    if (!c_.draft.add(resting_on(std::move(evidence), make_change(kRule, why, std::move(edits))))) return;
    // Claim the names, so that no other rule reports or renames them.
    for (const Site& one : chain) c_.draft.claim(one.name);
  }

  // ---- views

  // An index that is a tensor or a list.
  bool selects(NodeId index) const {
    return tree_.is(index, Kind::list, Kind::comparison_operator) || types_.is(index, Fact::tensor);
  }

  // x[1], x[:, 2:] of a tensor. An index that is a tensor or a list makes a copy in torch too.
  bool is_view(NodeId subscript) const {
    const auto parts = tree_.named_children(subscript);
    bool sliced = false;
    for (std::size_t i = 1; i < parts.size(); ++i) {
      const Kind kind = tree_[parts[i]].kind;
      if (selects(parts[i]) || types_.is(parts[i], Fact::text) || kind == Kind::string) return false;
      sliced = sliced || kind == Kind::slice || kind == Kind::ellipsis;
    }
    if (parts.size() < 2) return false;
    return types_.is(parts[0], Fact::tensor) ||
           (types_.is(parts[0], Fact::unknown) && sliced && parts.size() > 2);
  }

  // What a name views of a tensor that is also read elsewhere; unsure: it may also be no tensor.
  enum class Viewed { nothing, by_index, by_method, unsure };

  Viewed viewed_by(NodeId name) const {
    Viewed out = Viewed::nothing;
    bool other = false;
    for (NodeId value : values_of(name)) {
      if (const NodeId viewed = viewed_object(value); viewed != kNoNode && is_read_elsewhere(viewed, name)) {
        out = Viewed::by_method;
      } else if (tree_.is(value, Kind::subscript) && is_view(value) &&
                 is_read_elsewhere(tree_.named_children(value).front(), name)) {
        if (out == Viewed::nothing) out = Viewed::by_index;
      } else {
        other = true;
      }
    }
    if (!other) return out;
    return out == Viewed::by_method ? Viewed::unsure : Viewed::nothing;
  }

  // MindSpore writes through a view that a method made by slices and integers only, not by `...`; and a view
  // by index may be a number, which has no slice.
  static std::string behind(Viewed viewed) { return viewed == Viewed::by_method ? "[:]" : "[...]"; }

  std::vector<NodeId> values_of(NodeId name) const {
    std::vector<NodeId> out;
    std::vector<NodeId> open = {name}, seen;
    while (!open.empty()) {
      const NodeId use = open.back();
      open.pop_back();
      for (NodeId binding : reaching_bindings(names_, use)) {
        if (std::find(seen.begin(), seen.end(), binding) != seen.end()) continue;
        seen.push_back(binding);
        if (tree_[tree_[binding].parent].kind == Kind::augmented_assignment) {
          open.push_back(binding);  // still the same tensor
        } else {
          out.push_back(assigned_value(tree_, binding));
        }
      }
    }
    return out;
  }

  // True if code after `at` may read the viewed tensor: it is not a local variable, or it is read later or in
  // an enclosing loop.
  bool is_read_elsewhere(NodeId base, NodeId at) const {
    while (tree_[base].kind == Kind::subscript) base = tree_.named_children(base).front();
    const NodeId root = root_of(tree_, base);
    if (root == kNoNode) return false;
    if (tree_[base].kind == Kind::attribute) return true;
    const GroupId group = names_.group_of(root);
    if (group == kNoGroup || group == names_.group_of(at)) return false;
    const auto& uses = names_.groups()[group].uses;
    return std::any_of(uses.begin(), uses.end(), [&](NodeId use) { return begin(use) > begin(at); });
  }

  // x of x.narrow(0, 1, 2) and torch.narrow(x, 0, 1, 2), whose result is a view of it.
  NodeId viewed_object(NodeId value) const {
    if (!tree_.is(value, Kind::call) || !types_.is(value, Fact::tensor)) return kNoNode;
    const std::string function = names_.qualified(callee_of(tree_, value));
    if (const auto method = method_view(tree_, value); method && function.empty())
      return gives_view(tree_.text(method->name)) ? method->object : kNoNode;
    const auto arguments = call_arguments(tree_, value);
    const bool view = function.starts_with("torch.") && gives_view(std::string_view(function).substr(6)) &&
                      !arguments.empty() && tree_[arguments[0]].kind != Kind::keyword_argument;
    return view ? arguments[0] : kNoNode;
  }

  static bool gives_view(std::string_view method) {
    return is_any(method,
                  {"narrow",    "view",     "view_as",   "reshape",  "reshape_as", "select", "transpose",
                   "swapaxes",  "swapdims", "permute",   "movedim",  "moveaxis",   "t",      "adjoint",
                   "unsqueeze", "squeeze",  "unflatten", "diagonal", "expand_as",  "unfold"});
  }

  void report(NodeId where) {
    c_.draft.add(
        DraftFinding{FindingKind::difference,
                     kRule,
                     "view",
                     "torch writes into the tensor that this views, and MindSpore into a copy; assign "
                     "to the tensor by index",
                     tree_[where].range,
                     {}});
  }

  // ---- part += y, part[...] = y

  void augmented(NodeId id) {
    const NodeId left = tree_.child(id, Field::left);
    if (!tree_.is(left, Kind::identifier)) return;
    const Viewed viewed = viewed_by(left);
    if (viewed == Viewed::unsure) report(id);
    if (viewed == Viewed::nothing || viewed == Viewed::unsure) return;
    c_.draft.add(resting_on(evidence_of(c_.in, left),
                            make_change(kRule, kView, {{{end(left), end(left)}, behind(viewed)}})));
  }

  void assigned(NodeId id) {
    const NodeId left = tree_.child(id, Field::left);
    if (!tree_.is(left, Kind::subscript)) return;
    const auto parts = tree_.named_children(left);
    if (parts.size() != 2 || !tree_.is(parts[0], Kind::identifier)) return;
    const bool whole = tree_[parts[1]].kind == Kind::ellipsis;
    if (!whole && !selects(parts[1])) return;
    const Viewed viewed = viewed_by(parts[0]);
    if (viewed != Viewed::by_method && viewed != Viewed::unsure) return;
    if (!whole) return report(id);
    c_.draft.add(
        resting_on(evidence_of(c_.in, parts[0]), make_change(kRule, kView, {{tree_[parts[1]].range, ":"}})));
  }
};

void run(RuleContext& context) {
  InPlacePass(context).run();
}

constexpr RuleInfo kRules[] = {
    {kRule,
     "writes back the results of methods that MindSpore lacks in place, and writes through views by index",
     "the method belongs to a tensor; the view is a tensor taken by index or method, and its source is read "
     "later",
     "writes into a view by a mask or a list of indices, and calls whose result is used",
     "x[:, 1:].mul_(2) -> x[:, 1:] *= 2"}};

}  // namespace

extern const Pass kPass{.name = "in-place", .phase = Phase::values, .rules = kRules, .run = run};

}  // namespace mintport::rules::in_place
