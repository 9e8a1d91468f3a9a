// Tensors that are created to be joined with another one: torch.cat([a, torch.zeros(1, device=a.device)]).
// torch makes the types equal; MindSpore's cat requires equal types. So `device=a.device` becomes
// `dtype=a.dtype`. torch would give float32 if `a` has half precision or integers: reports this, unless the
// code shows that `a` is float32. An element whose code says float64 makes the result float64 in torch, so
// the others become float64 as well.

#include <algorithm>

#include "core/base/text.hh"
#include "core/names/flow.hh"
#include "core/rules/draft/evidence.hh"
#include "core/rules/draft/lookup.hh"
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
      if (device == kNoNode && !typed) type_like_array(part, all);
    }
    const auto wide = std::find_if(all.begin(), all.end(), [this](NodeId part) {
      return tree_[part].kind == Kind::identifier && is_float64(part);
    });
    if (wide == all.end()) return;
    for (NodeId part : all) {
      if (tree_.is(part, Kind::identifier, Kind::attribute, Kind::subscript) && !is_float64(part))
        append(part, ".to(" + std::string(tree_.text(*wide)) + ".dtype)", *wide);
    }
  }

  // torch.cat([a, torch.zeros(1)]) where a was an array: NumPy's floats are float64 as a rule.
  void type_like_array(NodeId maker, const std::vector<NodeId>& all) {
    const auto array = std::find_if(all.begin(), all.end(), [this](NodeId part) {
      return tree_[part].kind == Kind::identifier && every_value(part, [this](NodeId value) {
               return names_.qualified(callee_of(tree_, value)) == "torch.from_numpy";
             });
    });
    const NodeId list = tree_.child(maker, Field::arguments);
    if (array == all.end() || tree_.named_children(list).empty()) return;
    append(tree_.named_children(list).back(), ", dtype=" + std::string(tree_.text(*array)) + ".dtype",
           *array);
  }

  void append(NodeId behind, std::string text, NodeId like) {
    const ByteOffset end = tree_[behind].range.end;
    c_.draft.add(
        resting_on("concatenated with " + evidence_at(tree_, like),
                   make_change(kRule, "cat needs tensors of one dtype", {{{end, end}, std::move(text)}})));
  }

  // True if the name may only have values that pass the test.
  template <class Test>
  bool every_value(NodeId name, Test test) const {
    return every_binding(names_, name, [&](NodeId binding) {
      const NodeId value = assigned_value(tree_, binding);
      return value != kNoNode && test(value);
    });
  }

  // True if the code says float64, in a step that leads here: x.to(torch.float64).reshape(2, 3) * y
  bool is_float64(NodeId id, int steps = 0) const {
    constexpr int kMostSteps = 16;
    if (steps > kMostSteps || id == kNoNode) return false;
    const auto next = [&](NodeId inner) { return is_float64(inner, steps + 1); };
    switch (tree_[id].kind) {
      case Kind::identifier:
        return every_value(id, next);
      case Kind::parenthesized_expression:
        return next(tree_.only_child(id));
      case Kind::subscript:
        return next(tree_.child(id, Field::value));
      case Kind::binary_operator: {
        const auto sides = binary_view(tree_, id);
        return sides && (next(sides->left) || next(sides->right));
      }
      case Kind::call:
        return call_is_float64(id, next);
      default:
        return false;
    }
  }

  template <class Next>
  bool call_is_float64(NodeId call, Next next) const {
    const auto arguments = call_arguments(tree_, call);
    const std::string q = names_.qualified(callee_of(tree_, call));
    if (is_any(q, {"torch.view_as_complex", "torch.view_as_real"}))
      return !arguments.empty() && next(arguments[0]);
    const auto method = method_view(tree_, call);
    if (!method || !q.empty()) return leads_to_torch(q) && says(call, {"torch.float64", "torch.double"});
    const std::string_view name = tree_.text(method->name);
    if (name == "to") return says(call, {"torch.float64", "torch.double"});
    return name == "double" || (keeps_type(name) && next(method->object));
  }

  static bool keeps_type(std::string_view method) {
    return is_any(method, {"clone", "contiguous", "detach", "expand", "flatten", "permute", "repeat",
                           "reshape", "squeeze", "transpose", "unsqueeze", "view"});
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
    return tree_[name].kind == Kind::identifier && every_value(name, [this](NodeId value) {
             return tree_.is(value, Kind::call) && says(value, {"torch.float32", "torch.float"});
           });
  }

  // True if the call has one of these dtypes as an argument.
  bool says(NodeId call, std::initializer_list<std::string_view> dtypes) const {
    for (NodeId argument : tree_.named_children(tree_.child(call, Field::arguments))) {
      const bool keyword = tree_[argument].kind == Kind::keyword_argument;
      if (keyword && keyword_of(tree_, argument) != "dtype") continue;
      if (is_any(names_.qualified(keyword ? tree_.child(argument, Field::value) : argument), dtypes))
        return true;
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
    {kRule, "gives the elements of a torch.cat one dtype, which MindSpore's cat needs",
     "zeros, ones or full without a dtype, on the device of another element of the same torch.cat or beside "
     "one made from an array; an element beside one that the code makes float64",
     "an element that is not known to be float32: with half precision, torch returns float32",
     "torch.cat([a, torch.zeros(1, device=a.device)]) -> mint.cat([a, mint.zeros(1, dtype=a.dtype)])"}};

}  // namespace

extern const Pass kPass{.name = "cat-types", .phase = Phase::values, .rules = kRules, .run = run};

}  // namespace mintport::rules::cat_types
