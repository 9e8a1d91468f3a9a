// In-place changes that MindSpore lacks: methods without an in-place form, and writes into a view. Only an
// assignment by index reaches the viewed tensor: x[:, 1:].mul_(2) -> x[:, 1:] = x[:, 1:].mul(2); part = x[1];
// part += y -> part[...] += y.

#include <algorithm>

#include "core/base/text.hh"
#include "core/names/flow.hh"
#include "core/rules/draft/evidence.hh"
#include "core/rules/draft/lookup.hh"
#include "core/rules/draft/pass.hh"
#include "core/syntax/views.hh"

namespace mintport::rules::in_place {
namespace {

constexpr const char* kRule = "in-place";
constexpr const char* kLacking = "MindSpore has no in-place form, so the result is written back";
constexpr const char* kView = "in MindSpore only an assignment by index writes through a view";

class InPlacePass : public PassWalk {
 public:
  using PassWalk::PassWalk;

  void run() {
    each_call([&](NodeId id, const CallView& call) { method(id, call); });
    each(Kind::augmented_assignment, [&](NodeId id) { augmented(id); });
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

  void method(NodeId call, const CallView& view) {
    const auto callee = attribute_view(tree_, view.function);
    if (!callee || !names_.qualified(view.function).empty()) return;
    const auto [object, name] = *callee;
    Site site{call, object, name, view.list, tree_.text(name), {}, false};
    if (!site.method.ends_with('_') || site.method.ends_with("__") || changes_shape(site.method)) return;
    if (c_.in.tables.torch_symbol("torch.Tensor." + std::string(site.method)) == nullptr) return;
    if (!is_tensor(site)) return;
    site.base = base_of(site.method);
    site.statement = tree_[tree_[call].parent].kind == Kind::expression_statement;
    if (tree_[object].kind == Kind::subscript && is_view(object)) return write_back(site, "", kView);
    if (tree_[object].kind == Kind::identifier && is_view_name(object))
      return write_back(site, "[...]", kView);
    if (reports_view(object, call)) return;
    if (!lacks(site.method) || site.base.empty()) return;
    if (tree_[object].kind == Kind::call) {  // a temporary that nothing else refers to
      change(site, kLacking, {{tree_[name].range, site.base}});
    } else if (root_of(tree_, object) != kNoNode) {
      const std::string written(tree_.text(object));
      change(
          site, kLacking,
          {{{begin(name), end(name)}, "copy_(" + written + "." + site.base}, {{end(call), end(call)}, ")"}});
    }
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

  // The method that returns the result, if MindSpore has it under the same name.
  std::string base_of(std::string_view method) const {
    std::string base(method.substr(0, method.size() - 1));
    const Entry* entry = c_.in.tables.tensor_method(base);
    const std::string target = "mindspore.Tensor." + base;
    const bool same = entry == nullptr || (entry->target == target && entry->form == Form::name);
    return same && c_.in.tables.target_symbol(target) != nullptr ? base : std::string();
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
    if (const NodeId whole = whole_number(site); whole != kNoNode) {
      const ByteOffset behind = end(whole);
      edits.push_back({{behind, behind}, ".0"});
    }
    std::string evidence = evidence_of(c_.in, site.object);
    if (evidence.empty()) evidence = "only tensors have ." + std::string(site.method);
    // Claim the name, so that no other rule reports or renames it.
    if (c_.draft.add(resting_on(std::move(evidence), make_change(kRule, why, std::move(edits)))))
      c_.draft.claim(site.name);
  }

  // ---- views

  // x[1], x[:, 2:] of a tensor. An index that is a tensor or a list makes a copy in torch too.
  bool is_view(NodeId subscript) const {
    const auto parts = tree_.named_children(subscript);
    bool sliced = false;
    for (std::size_t i = 1; i < parts.size(); ++i) {
      const Kind kind = tree_[parts[i]].kind;
      if (kind == Kind::list || kind == Kind::comparison_operator || types_.is(parts[i], Fact::tensor) ||
          types_.is(parts[i], Fact::text) || kind == Kind::string)
        return false;
      sliced = sliced || kind == Kind::slice || kind == Kind::ellipsis;
    }
    if (parts.size() < 2) return false;
    return types_.is(parts[0], Fact::tensor) ||
           (types_.is(parts[0], Fact::unknown) && sliced && parts.size() > 2);
  }

  // True if all possible values of the name are index views of tensors that are also read elsewhere.
  bool is_view_name(NodeId name) const {
    const auto values = values_of(name);
    return !values.empty() && std::all_of(values.begin(), values.end(), [&](NodeId value) {
      return tree_.is(value, Kind::subscript) && is_view(value) &&
             is_read_elsewhere(tree_.named_children(value).front(), name);
    });
  }

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

  // part = x.narrow(0, 1, 2); part += y: torch writes into x.
  bool reports_view(NodeId object, NodeId where) {
    if (tree_[object].kind != Kind::identifier) return false;
    for (NodeId value : values_of(object)) {
      const auto method = method_view(tree_, value);
      if (!method || !names_.qualified(callee_of(tree_, value)).empty()) continue;
      if (!gives_view(tree_.text(method->name)) || !types_.is(value, Fact::tensor) ||
          !is_read_elsewhere(method->object, object))
        continue;
      report(where);
      return true;
    }
    return false;
  }

  static bool gives_view(std::string_view method) {
    return is_any(method, {"narrow", "view", "view_as", "select", "transpose", "swapaxes", "permute",
                           "unsqueeze", "squeeze", "diagonal", "unfold"});
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

  // ---- part += y

  void augmented(NodeId id) {
    const NodeId left = tree_.child(id, Field::left);
    if (!tree_.is(left, Kind::identifier)) return;
    if (is_view_name(left)) {
      c_.draft.add(resting_on(evidence_of(c_.in, left),
                              make_change(kRule, kView, {{{end(left), end(left)}, "[...]"}})));
    } else {
      reports_view(left, id);
    }
  }
};

void run(RuleContext& context) {
  InPlacePass(context).run();
}

constexpr RuleInfo kRules[] = {
    {kRule,
     "writes back the results of methods that MindSpore lacks in place, and writes through views by index",
     "the method belongs to a tensor; the view is a tensor taken by index, and its source is read later",
     "every other view, and calls whose result is used", "x[:, 1:].mul_(2) -> x[:, 1:] *= 2"}};

}  // namespace

extern const Pass kPass{.name = "in-place", .phase = Phase::values, .rules = kRules, .run = run};

}  // namespace mintport::rules::in_place
