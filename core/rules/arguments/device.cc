// MindSpore has one device per process: removes moves of values to a device, and code that only serves them.

#include <algorithm>

#include "core/base/text.hh"
#include "core/rules/draft/device_values.hh"
#include "core/rules/draft/evidence.hh"
#include "core/rules/draft/lookup.hh"
#include "core/rules/draft/pass.hh"
#include "core/rules/draft/statements.hh"
#include "core/syntax/views.hh"

namespace mintport::rules::device {
namespace {

constexpr const char* kRule = "device";
constexpr const char* kMoveNote = "MindSpore has one device per process, so values are not moved";

class DevicePass : public PassWalk {
 public:
  using PassWalk::PassWalk;

  void run() {
    each_call([&](NodeId id, const CallView& call) { look(id, call); });
    each(Kind::comparison_operator, [&](NodeId id) { member(id); });
  }

 private:
  // device.type in UNSUPPORTED: on Ascend, torch's type of the device is "npu". Where the strings stand in
  // the condition, it folds (fold/known_conditions.hh).
  void member(NodeId id) {
    const auto sides = binary_view(tree_, id);
    if (!sides || !is_any(tree_.text(sides->op), {"in", "not in"}) || !is_device_type(c_.in, sides->left) ||
        tree_.is(sides->right, Kind::tuple, Kind::list, Kind::set))
      return;
    c_.draft.remove(make_change(kRule, "on Ascend, the device type of torch is \"npu\"",
                                {{tree_[sides->left].range, "\"npu\""}}));
  }

  void look(NodeId id, const CallView& call) {
    const auto callee = attribute_view(tree_, call.function);
    if (!callee || !names_.qualified(call.function).empty()) return;
    const NodeId object = callee->object, list = call.list;
    const std::string_view method = tree_.text(callee->name);
    if (method == "to") {
      move(id, object, list);
    } else if (method == "cuda" || (method == "cpu" && tree_.named_children(list).empty())) {
      drop_call(id, object, {});
    } else {
      new_like(object, method, list);
    }
  }

  // Handles x.to(device), x.to(device, dtype), x.to(device=device, dtype=dtype), x.to(other).
  void move(NodeId id, NodeId object, NodeId list) {
    const auto arguments = tree_.named_children(list);
    std::vector<NodeId> gone;
    bool first = true, unsure = false;
    std::string why;
    for (NodeId argument : arguments) {
      if (const std::string_view key = keyword_of(tree_, argument); !key.empty()) {
        if (key == "device" || key == "non_blocking" || key == "memory_format") gone.push_back(argument);
      } else if (tree_.is(argument, Kind::list_splat, Kind::dictionary_splat)) {
        unsure = true;
      } else {
        if (is_device_value(c_.in, argument) || types_.is(argument, Fact::boolean)) {
          gone.push_back(argument);
          if (why.empty()) why = evidence_of_device(c_.in, argument);
        } else if (first) {
          unsure = unsure || !destination_is_dtype(argument);
        }
        first = false;
      }
    }
    if (unsure) {
      offer(id, object, arguments);
      return;
    }
    if (gone.empty()) return;
    if (gone.size() == arguments.size()) {
      drop_call(id, object, why);
    } else {
      for (NodeId argument : gone) c_.draft.remove_item(kRule, kMoveNote, argument, why);
    }
  }

  // True for a dtype. A tensor argument is replaced by its dtype.
  bool destination_is_dtype(NodeId argument) {
    const Fact fact = types_.of(argument).fact;
    if (fact == Fact::dtype) return true;
    if (fact == Fact::tensor) {
      const ByteOffset end = tree_[argument].range.end;
      c_.draft.add(
          resting_on(evidence_of(c_.in, argument),
                     make_change(kRule, "Tensor.to takes a dtype, not a tensor", {{{end, end}, ".dtype"}})));
      return true;
    }
    const std::string_view name = last_part(tree_.text(argument));
    return name == "dtype" || name.ends_with("_dtype") || leads_to_torch(names_.qualified(argument));
  }

  void offer(NodeId id, NodeId object, const std::vector<NodeId>& arguments) {
    const Fact fact = types_.of(object).fact;
    if (fact == Fact::text || fact == Fact::dict || fact == Fact::list || fact == Fact::number) return;
    DraftFinding finding{FindingKind::maybe_tensor,
                         kRule,
                         ".to",
                         "this may move a value to a device; MindSpore does not: keep the argument if it is "
                         "a dtype, drop it if it is a device",
                         tree_[id].range,
                         {}};
    Change fix =
        make_change(kRule, "drop .to(" + std::string(arguments.empty() ? "" : tree_.text(arguments[0])) + ")",
                    {{{tree_[object].range.end, tree_[id].range.end}, ""}});
    fix.applicability = Applicability::maybe;
    finding.fixes.push_back(std::move(fix));
    c_.draft.add(std::move(finding));
  }

  // x.cpu() -> x; removes a statement that would then do nothing.
  void drop_call(NodeId id, NodeId object, const std::string& why) {
    // There x = x.to(device) makes a tensor from an array; the encodings rule handles that.
    if (types_.of(object).evidence == Evidence::encoded) {
      c_.draft.remove(kRule, kMoveNote, {tree_[object].range.end, tree_[id].range.end}, why);
      return;
    }
    const NodeId statement = statement_of(tree_, id);
    if (tree_[statement].kind == Kind::expression_statement && tree_[statement].range == tree_[id].range &&
        is_pure_chain(object)) {
      c_.draft.remove(kRule, kMoveNote, statement_range(tree_, statement), why);
      return;
    }
    // x = x.to(device)
    if (const auto assignment = assignment_view(tree_, statement);
        assignment && assignment->right == id && tree_.text(assignment->left) == tree_.text(object) &&
        is_pure_chain(object)) {
      c_.draft.remove(kRule, kMoveNote, statement_range(tree_, statement), why);
      return;
    }
    drop_remark(statement, id);
    // Keep a comment between the object and the call.
    const ByteRange tail{tree_[object].range.end, tree_[id].range.end};
    const bool comment = tree_.source().text(tail).find('#') != std::string_view::npos;
    const NodeId dot = comment ? tree_.child(tree_[object].parent, Kind::dot) : kNoNode;
    c_.draft.remove(kRule, kMoveNote, {dot != kNoNode ? tree_[dot].range.begin : tail.begin, tail.end}, why);
  }

  // `y = x.to("cpu")  # to avoid CPU/GPU communication`: the comment describes the move.
  void drop_remark(NodeId statement, NodeId call) {
    const Source& source = tree_.source();
    const NodeId comment = tree_.next_sibling(statement);
    if (!tree_.is(comment, Kind::comment)) return;
    const ByteOffset end = tree_[statement].range.end;
    if (tree_[call].range.end != end || source.line_at(end) != source.line_at(tree_[comment].range.begin))
      return;
    const std::string_view text = tree_.text(comment);
    if (text.find("CPU") == std::string_view::npos && text.find("GPU") == std::string_view::npos) return;
    c_.draft.remove(kRule, kMoveNote, {end, tree_[comment].range.end});
  }

  bool is_pure_chain(NodeId object) const {
    for (NodeId id = object; id < tree_[object].last; ++id) {
      if (tree_[id].kind == Kind::call) return false;
    }
    return true;
  }

  // x.new_zeros(..., device=...)
  void new_like(NodeId object, std::string_view method, NodeId list) {
    if (!method.starts_with("new_") || types_.is(object, Fact::text)) return;
    for (NodeId argument : tree_.named_children(list)) {
      if (keyword_of(tree_, argument) == "device") {
        c_.draft.remove_item(kRule, kMoveNote, argument);
      }
    }
  }
};

void run(RuleContext& context) {
  DevicePass(context).run();
}

constexpr RuleInfo kRules[] = {
    {kRule, "removes moves between devices", "the argument is a device, or the call is .cuda() or .cpu()",
     "an argument of .to() that may be a device or a dtype", "x.to(device, dtype) -> x.to(dtype)"}};

}  // namespace

extern const Pass kPass{.name = "device", .phase = Phase::arguments, .rules = kRules, .run = run};

}  // namespace mintport::rules::device
