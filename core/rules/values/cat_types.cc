// Tensors that are created to be joined with another one: torch.cat([a, torch.zeros(1, device=a.device)]).
// torch makes the types equal; MindSpore's cat requires equal types. So `device=a.device` becomes
// `dtype=a.dtype`. torch would give float32 if `a` has half precision or integers: reports this, unless the
// code shows that `a` is float32.

#include <algorithm>

#include "core/names/flow.hh"
#include "core/rules/draft/evidence.hh"
#include "core/rules/draft/pass.hh"
#include "core/syntax/views.hh"

namespace mintport::rules::cat_types {
namespace {

constexpr const char* kRule = "cat-type";

class CatTypePass : public PassWalk {
 public:
  using PassWalk::PassWalk;

  void run() {
    for (const Reference& reference : names_.references()) {
      const bool cat = reference.qualified == "torch.cat" || reference.qualified == "torch.concat";
      if (!cat || c_.draft.removed(reference.node) || tree_[reference.node].field != Field::function)
        continue;
      const auto arguments =
          tree_.named_children(tree_.child(tree_[reference.node].parent, Field::arguments));
      if (arguments.empty()) continue;
      const Kind kind = tree_[arguments[0]].kind;
      if (kind == Kind::list || kind == Kind::tuple) parts(tree_.named_children(arguments[0]));
    }
  }

 private:
  void parts(const std::vector<NodeId>& all) {
    for (NodeId part : all) {
      if (!makes_plain_tensor(callee_of(tree_, part))) continue;
      NodeId device = kNoNode;
      bool typed = false;
      for (NodeId argument : tree_.named_children(tree_.child(part, Field::arguments))) {
        const std::string_view key = keyword_of(tree_, argument);
        if (key == "device") device = argument;
        typed = typed || key == "dtype";
      }
      if (device != kNoNode && !typed) type(device, all, gives_float(part));
    }
  }

  bool makes_plain_tensor(NodeId function) const {
    const std::string q = function == kNoNode ? std::string() : names_.qualified(function);
    return q == "torch.zeros" || q == "torch.ones" || q == "torch.full";
  }

  // True for float32; false if an integer fills the tensor.
  bool gives_float(NodeId maker) const {
    if (names_.qualified(callee_of(tree_, maker)) != "torch.full") return true;
    const auto arguments = tree_.named_children(tree_.child(maker, Field::arguments));
    return std::none_of(arguments.begin(), arguments.end(), [&](NodeId argument) {
      if (tree_[argument].kind == Kind::integer) return true;
      return keyword_of(tree_, argument) == "fill_value" &&
             tree_.is(tree_.child(argument, Field::value), Kind::integer);
    });
  }

  // device=a.device, where a is another element: dtype=a.dtype
  void type(NodeId device, const std::vector<NodeId>& all, bool floats) {
    const auto value = attribute_view(tree_, tree_.child(device, Field::value));
    if (!value || tree_.text(value->name) != "device") return;
    const std::string_view owner = tree_.text(value->object);
    for (NodeId part : all) {
      if (tree_.text(part) != owner) continue;
      c_.draft.remove(
          resting_on("concatenated with " + evidence_at(tree_, part) + ", whose device it takes",
                     make_change(kRule, "cat needs tensors of one dtype",
                                 {{tree_[device].range, "dtype=" + std::string(owner) + ".dtype"}})));
      if (floats && !is_float32(part)) report(part);
      return;
    }
  }

  // True if every possible value was created as float32: x.to(torch.float32), f(..., dtype=torch.float32).
  bool is_float32(NodeId name) const {
    if (tree_[name].kind != Kind::identifier) return false;
    const auto bindings = reaching_bindings(names_, name);
    return !bindings.empty() && std::all_of(bindings.begin(), bindings.end(), [&](NodeId binding) {
      const NodeId value = assigned_value(tree_, binding);
      return tree_.is(value, Kind::call) && says_float32(value);
    });
  }

  bool says_float32(NodeId call) const {
    for (NodeId argument : tree_.named_children(tree_.child(call, Field::arguments))) {
      const bool keyword = tree_[argument].kind == Kind::keyword_argument;
      if (keyword && keyword_of(tree_, argument) != "dtype") continue;
      const std::string q = names_.qualified(keyword ? tree_.child(argument, Field::value) : argument);
      if (q == "torch.float32" || q == "torch.float") return true;
    }
    return false;
  }

  void report(NodeId part) {
    const std::string name(tree_.text(part));
    c_.draft.add(DraftFinding{FindingKind::difference,
                              kRule,
                              "torch.cat",
                              "where " + name +
                                  " has a half-precision or an integer dtype, torch returns float32; here "
                                  "the result has the dtype of " +
                                  name,
                              tree_[part].range,
                              {}});
  }
};

void run(RuleContext& context) {
  CatTypePass(context).run();
}

constexpr RuleInfo kRules[] = {
    {kRule,
     "passes the dtype of a neighbouring tensor to a new one in torch.cat: MindSpore's cat needs one dtype",
     "zeros, ones or full without a dtype, on the device of another element of the same torch.cat",
     "an element that is not known to be float32: with half precision, torch returns float32",
     "torch.cat([a, torch.zeros(1, device=a.device)]) -> mint.cat([a, mint.zeros(1, dtype=a.dtype)])"}};

}  // namespace

extern const Pass kPass{.name = "cat-types", .phase = Phase::values, .rules = kRules, .run = run};

}  // namespace mintport::rules::cat_types
