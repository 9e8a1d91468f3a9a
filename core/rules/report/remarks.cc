// Findings without a rewrite, and imports of modules that strings name.

#include <algorithm>
#include <set>

#include "core/base/text.hh"
#include "core/rules/draft/device_values.hh"
#include "core/rules/draft/lookup.hh"
#include "core/rules/draft/pass.hh"

namespace mintport::rules::remarks {
namespace {

class RemarkPass : public PassWalk {
 public:
  using PassWalk::PassWalk;

  void run() {
    for (const ImportItem& item : names_.imports()) {
      if (item.name == "*" && leads_to_torch(item.module)) {
        remark(FindingKind::dynamic_import, "star-import", item.module + ".*",
               "names from a star import cannot be traced; import each used name", item.statement);
      } else if (item.name == "*") {
        const std::string_view name = torch_from_elsewhere();
        if (!name.empty())
          remark(
              FindingKind::dynamic_import, "star-import", item.module + ".*",
              "`" + std::string(name) +
                  "` may come from this star import and stays as it is; import it by name and convert again",
              item.statement);
      }
    }
    each(Kind::call, [&](NodeId id) { call(id); });
    each(Kind::function_definition, [&](NodeId id) { attention(id); });
    each(Kind::attribute, [&](NodeId id) { device_part(id); });
  }

 private:
  void remark(FindingKind kind, std::string rule, std::string symbol, std::string message, NodeId where) {
    c_.draft.add(
        DraftFinding{kind, std::move(rule), std::move(symbol), std::move(message), tree_[where].range, {}});
  }

  // torch, nn or F, if the file reads but does not bind it; empty if there is none.
  std::string_view torch_from_elsewhere() const {
    for (NodeId id : tree_.of(Kind::identifier)) {
      if (tree_[id].field == Field::object && is_any(tree_.text(id), {"torch", "nn", "F"}) &&
          names_.group_of(id) == kNoGroup)
        return tree_.text(id);
    }
    return {};
  }

  // x.device.type
  void device_part(NodeId id) {
    const NodeId name = tree_.child(id, Field::attribute), object = tree_.child(id, Field::object);
    if (name == kNoNode || object == kNoNode || !is_any(tree_.text(name), {"type", "index"})) return;
    if (tree_[tree_[id].parent].kind == Kind::call && tree_[id].field == Field::function) return;
    if (!is_device_value(c_.in, object)) return;
    const std::string part = "." + std::string(tree_.text(name));
    remark(FindingKind::device_check, "torch-device-check", ".device" + part,
           "a device is a string in MindSpore and has no " + part + "; write the condition that you need",
           id);
  }

  void call(NodeId id) {
    const NodeId function = tree_.child(id, Field::function), list = tree_.child(id, Field::arguments);
    if (function == kNoNode || list == kNoNode) return;
    const std::string q = names_.qualified(function);
    if (q == "importlib.import_module" && moved_literal(list)) return;
    if (q == "importlib.import_module" || tree_.text(function) == "__import__") {
      remark(FindingKind::dynamic_import, "dynamic-import", q.empty() ? "__import__" : q,
             "this loads a module by name at run time; check that the name is right in the port", id);
    }
  }

  // import_module("hf.models"): a module in a string moves as in an import.
  bool moved_literal(NodeId list) {
    const auto arguments = tree_.named_children(list);
    const NodeId content = arguments.size() == 1 && tree_[arguments[0]].kind == Kind::string
                               ? tree_.child(arguments[0], Kind::string_content)
                               : kNoNode;
    if (content == kNoNode || tree_.child(arguments[0], Kind::interpolation) != kNoNode) return false;
    const std::string to = c_.in.tables.moved_module(tree_.text(content), "");
    if (to.empty() || to == tree_.text(content)) return false;
    c_.draft.add(make_change("dynamic-import", "the port keeps this module in another place",
                             {{tree_[content].range, to}}));
    return true;
  }

  // Scores, softmax and values that are combined by hand in one function.
  void attention(NodeId id) {
    const NodeId body = tree_.child(id, Field::body);
    if (body == kNoNode) return;
    NodeId softmax = kNoNode;
    int products = 0;
    bool transposed = false;
    for (NodeId at = body; at < tree_[body].last; ++at) {
      if (tree_[at].kind == Kind::function_definition) at = tree_[at].last - 1;
      if (tree_[at].kind != Kind::call) continue;
      const NodeId function = tree_.child(at, Field::function);
      if (function == kNoNode) continue;
      const std::string_view name = last_part(tree_.text(function));
      if (name == "softmax") softmax = at;
      if (name == "baddbmm" || name == "bmm" || name == "matmul" || name == "einsum") ++products;
      transposed = transposed || name == "transpose" || name == "permute" || name == "einsum";
    }
    if (softmax == kNoNode || products < 1 || !transposed) return;
    remark(FindingKind::attention, "attention", "softmax",
           "attention written by hand; layers_compat.scaled_dot_product_attention uses MindSpore's fused "
           "kernels",
           softmax);
  }
};

void run(RuleContext& context) {
  RemarkPass(context).run();
}

constexpr RuleInfo kRules[] = {
    {"attention", "reports attention that is written by hand", "never",
     "a softmax between two matrix products in one function", ""},
    {"dynamic-import", "renames modules that are imported by name at run time",
     "import_module of a string that names a moved module",
     "importlib.import_module and __import__ of anything else",
     "importlib.import_module(\"hf.models\") -> importlib.import_module(\"port.hf.models\")"},
    {"star-import", "reports star imports from torch", "never", "each one", ""}};
constexpr std::string_view kAlso[] = {"torch-device-check"};

}  // namespace

extern const Pass kPass{
    .name = "remarks", .phase = Phase::report, .rules = kRules, .also = kAlso, .run = run};

}  // namespace mintport::rules::remarks
