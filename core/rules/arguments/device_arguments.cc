// Devices passed as arguments: removes the argument if the callee loses its parameter of that name
// (device_parameters.cc). Reports it if the callee is unknown.

#include <algorithm>
#include <functional>
#include <set>
#include <string>

#include "core/base/text.hh"
#include "core/rules/draft/callees.hh"
#include "core/rules/draft/device_values.hh"
#include "core/rules/draft/evidence.hh"
#include "core/rules/draft/lookup.hh"
#include "core/rules/draft/pass.hh"
#include "core/rules/draft/statements.hh"
#include "core/syntax/views.hh"

namespace mintport::rules::device_arguments {
namespace {

constexpr const char* kRule = "device-argument";
constexpr const char* kNote = "MindSpore has one device per process, so nothing takes a device";
constexpr std::size_t kNowhere = static_cast<std::size_t>(-1);  // after *args

class DeviceArgumentPass : public PassWalk {
 public:
  using PassWalk::PassWalk;

  void run() {
    runs_taker_ = takes_device("forward") || takes_device("__call__");
    each_call([&](NodeId id, const CallView& call) { look(id, call); });
  }

 private:
  void look(NodeId id, const CallView& call) {
    const auto arguments = tree_.named_children(call.list);
    if (std::all_of(arguments.begin(), arguments.end(), [&](NodeId one) {
          return tree_[one].kind == Kind::keyword_argument && !is_device_keyword(one);
        }))
      return;
    const NodeId function = call.function;
    const std::string qualified = names_.qualified(function);
    if (leads_to_torch(qualified)) return;
    if (!named_as_taker(function, qualified) && !(runs_taker_ && is_object(function, qualified)) &&
        std::none_of(arguments.begin(), arguments.end(), [&](NodeId one) { return may_be_device(one); }))
      return;
    const Callees found = callees(c_.in, id);
    std::size_t position = 0;
    for (NodeId argument : arguments) {
      const Kind kind = tree_[argument].kind;
      if (kind == Kind::dictionary_splat) {
        options(argument);
      } else if (kind == Kind::keyword_argument) {
        if (is_device_keyword(argument)) keyword(found, argument, qualified);
      } else if (kind == Kind::list_splat) {
        position = kNowhere;
      } else if (position != kNowhere) {
        positional(found, argument, position++);
      }
    }
  }

  bool is_device_keyword(NodeId argument) const { return is_device_parameter(keyword_of(tree_, argument)); }

  // Some function of this name takes a device, so that anything may be one that stands at its place.
  bool takes_device(std::string_view name) const { return c_.in.signatures.any_takes(name, "device"); }

  // By its own name, not that of an import; a class without a constructor has its bases'.
  bool named_as_taker(NodeId function, const std::string& qualified) const {
    const std::string_view name = last_part(qualified.empty() ? tree_.text(function) : qualified);
    return takes_device(name) ||
           (c_.in.signatures.find(name) == nullptr && !c_.in.signatures.classes.bases(name).empty());
  }

  // `self.x(...)` and `x(...)` of a variable call a method of the object's class, whatever the variable's
  // name.
  bool is_object(NodeId function, const std::string& qualified) const {
    if (!qualified.empty()) return false;
    const Kind kind = tree_[function].kind;
    return kind == Kind::attribute ? tree_.text(tree_.child(function, Field::object)) == "self"
                                   : kind == Kind::identifier && names_.group_of(function) != kNoGroup;
  }

  // If only its name identifies the callee, a call without such an argument passes no device.
  bool may_be_device(NodeId argument) const {
    const Kind kind = tree_[argument].kind;
    return kind == Kind::keyword_argument
               ? is_device_keyword(argument)
               : kind == Kind::none || kind == Kind::dictionary_splat || is_device_value(c_.in, argument);
  }

  // A function of the package loses its parameter by the same rule, even if its signature is unknown.
  void keyword(const Callees& found, NodeId argument, const std::string& qualified) {
    if (found.known.empty() ? found.of_package : any_takes(found.known, "device")) {
      c_.draft.remove_item(kRule, kNote, argument, reached(found.known, qualified));
    } else if (std::any_of(found.known.begin(), found.known.end(),
                           [](const Signature* one) { return takes_more(*one); })) {
      report(argument, "the callee that receives this no longer takes a device; remove the argument there");
    } else if (qualified.empty() &&
               is_bound(tree_.child(tree_[tree_[argument].parent].parent, Field::function))) {
      report(argument, "if the callee belongs to the project, it no longer takes a device");
    }
  }

  static std::string reached(const std::vector<const Signature*>& known, const std::string& qualified) {
    const std::string what = qualified.empty() ? "a class" : qualified;
    return known.empty() ? "reaches " + what + " of the project" : evidence_of_callees(known);
  }

  // True if `f` or `self.x` begins with a name of this file.
  bool is_bound(NodeId function) const {
    const NodeId root = root_of(tree_, function);
    return root != kNoNode && names_.group_of(root) != kNoGroup;
  }

  void positional(const Callees& found, NodeId argument, std::size_t position) {
    // If the callee is certain, the position alone identifies a device.
    const bool device = is_device_value(c_.in, argument);
    if (!device && (!found.certain || !has_places(found.known))) return;
    if (all_take_at(found.known, position, is_device_parameter)) {
      if (device || is_pure(tree_, argument)) {
        c_.draft.remove_item(kRule, kNote, argument, evidence_of_callees(found.known));
      } else {
        report(argument, "the callee no longer takes a device; check whether this code must still run");
      }
    } else if (device && any_takes(found.known, "device")) {
      report(argument,
             "functions of this name take the device at different positions; check which one is called");
    }
  }

  // A method without self or cls may name its first parameter differently, which shifts the positions.
  static bool has_places(const std::vector<const Signature*>& known) {
    return std::all_of(known.begin(), known.end(),
                       [](const Signature* one) { return one->method || one->owner.empty(); });
  }

  static bool any_takes(const std::vector<const Signature*>& known, std::string_view parameter) {
    return std::any_of(known.begin(), known.end(),
                       [&](const Signature* signature) { return takes(*signature, parameter); });
  }

  // Handles f(**options) with options["device"] = ... or options = {"device": ...}.
  void options(NodeId splat) {
    const NodeId inner = tree_.only_child(splat);
    const GroupId id = inner != kNoNode ? names_.group_of(inner) : kNoGroup;
    if (id == kNoGroup) return;
    const Group& group = names_.groups()[id];
    for (NodeId use : group.uses) {
      const NodeId up = tree_[use].parent;
      if (tree_[up].kind != Kind::subscript || tree_[tree_[up].parent].kind != Kind::assignment) continue;
      if (tree_[up].field == Field::left) entry(tree_.child(up, Field::subscript));
    }
    for (const Binding& binding : group.bindings) {
      const NodeId value = assigned_value(tree_, binding.node);
      if (!tree_.is(value, Kind::dictionary)) continue;
      for (NodeId pair : tree_.named_children(value)) {
        if (tree_[pair].kind == Kind::pair) entry(tree_.child(pair, Field::key));
      }
    }
  }

  void entry(NodeId key) {
    if (!is_device_parameter(tree_.text(string_content(tree_, key)))) return;
    if (c_.draft.removed(key) || !entries_.insert(key).second) return;
    report(key, "if these options reach functions of the project, those no longer take a device");
  }

  void report(NodeId node, std::string message) {
    c_.draft.add(DraftFinding{FindingKind::device_check,
                              kRule,
                              std::string(tree_.text(node)),
                              std::move(message),
                              tree_[node].range,
                              {}});
  }

  std::set<NodeId> entries_;  // reported
  bool runs_taker_ = false;   // some class of the project takes a device where its objects are called
};

void run(RuleContext& context) {
  DeviceArgumentPass(context).run();
}

constexpr RuleInfo kRules[] = {
    {kRule, "removes device arguments of the project's own functions, and variables that only held a device",
     "the callee's parameter at that position is `device`, by the signatures of the whole tree",
     "a device that is still read, one passed to an unknown callee, or functions of one name that take it at "
     "different positions",
     "def f(self, device, n) -> def f(self, n)"}};
// x.to(device) of an object of the project is a move, whatever parameters its `to` has.
constexpr std::string_view kAfter[] = {"device"};

}  // namespace

extern const Pass kPass{
    .name = "device-arguments", .phase = Phase::arguments, .rules = kRules, .run = run, .after = kAfter};

}  // namespace mintport::rules::device_arguments
