// Assignments of tensors to a registered buffer. A Cell refuses the assignment, but the buffer can be
// registered again: self.scale = x -> self.register_buffer("scale", x).

#include <map>

#include "core/base/text.hh"
#include "core/rules/draft/evidence.hh"
#include "core/rules/draft/pass.hh"
#include "core/rules/draft/statements.hh"
#include "core/syntax/views.hh"

namespace mintport::rules::buffers {
namespace {

constexpr const char* kRule = "buffer";
constexpr const char* kNote =
    "a Cell refuses a tensor assigned to a buffer, so the buffer is registered anew";

class BufferPass : public PassWalk {
 public:
  using PassWalk::PassWalk;

  void run() {
    if (!contains(tree_.source().text(), "register_buffer")) return;
    each(Kind::class_definition, [&](NodeId id) {
      if (types_.is_module_class(id)) module(id);
    });
  }

 private:
  struct Registered {
    NodeId call = kNoNode;
    std::string more;  // further arguments: ", persistent=False"
  };

  void module(NodeId id) {
    buffers_.clear();
    for (NodeId at = id; at < tree_[id].last; ++at) {
      if (tree_[at].kind == Kind::call) note(at);
    }
    if (buffers_.empty()) return;
    for (NodeId at = id; at < tree_[id].last; ++at) {
      if (c_.draft.removed(at)) continue;
      if (tree_[at].kind == Kind::assignment) assignment(at);
      if (tree_[at].kind == Kind::augmented_assignment) augmented(at);
    }
  }

  // self.register_buffer("name", value, persistent=...)
  void note(NodeId call) {
    if (tree_.text(callee_of(tree_, call)) != "self.register_buffer") return;
    const auto arguments = call_arguments(tree_, call);
    if (arguments.size() < 2) return;
    const NodeId name = string_content(tree_, arguments[0]);
    if (name == kNoNode || tree_.child(arguments[0], Kind::interpolation) != kNoNode) return;
    Registered registered{call, {}};
    for (std::size_t i = 2; i < arguments.size(); ++i)
      registered.more += ", " + std::string(tree_.text(arguments[i]));
    buffers_.emplace(tree_.text(name), std::move(registered));
  }

  // The buffer that `self.NAME` refers to in the statement; nullptr if none is registered before it.
  const Registered* buffer_of(NodeId left, NodeId statement) const {
    const auto view = attribute_view(tree_, left);
    if (!view || tree_.text(view->object) != "self") return nullptr;
    const auto at = buffers_.find(tree_.text(view->name));
    if (at == buffers_.end()) return nullptr;
    return is_other_method(at->second, statement) || at->second.call < statement ? &at->second : nullptr;
  }

  bool is_other_method(const Registered& buffer, NodeId statement) const {
    return tree_.ancestor(buffer.call, Kind::function_definition) !=
           tree_.ancestor(statement, Kind::function_definition);
  }

  // True if it is registered in another method, or earlier in a block around the statement.
  bool is_registered(const Registered& buffer, NodeId statement) const {
    const NodeId block = tree_[statement_of(tree_, buffer.call)].parent;
    return is_other_method(buffer, statement) || statement < tree_[block].last;
  }

  void add(const Registered& buffer, NodeId statement, Change change) {
    change.evidence = evidence_at(tree_, buffer.call);
    if (is_registered(buffer, statement)) {
      c_.draft.add(std::move(change));
      return;
    }
    change.applicability = Applicability::maybe;
    c_.draft.add(
        DraftFinding{FindingKind::difference,
                     kRule,
                     std::string(tree_.text(tree_.child(statement, Field::left))),
                     "a Cell refuses a tensor assigned to a buffer; register it anew where it is one",
                     tree_[statement].range,
                     {std::move(change)}});
  }

  // self.scale = x
  void assignment(NodeId id) {
    const auto set = assignment_view(tree_, id);
    if (!set || set->type != kNoNode || tree_[tree_[id].parent].kind != Kind::expression_statement) return;
    const NodeId left = set->left, right = set->right;
    if (tree_.is(right, Kind::none, Kind::assignment) || is_parameter(right)) return;
    const Registered* buffer = buffer_of(left, id);
    if (buffer == nullptr) return;
    const std::string name(tree_.text(tree_.child(left, Field::attribute)));
    const ByteOffset end = tree_[right].range.end;
    add(*buffer, id,
        make_change(
            kRule, kNote,
            {{{tree_[left].range.begin, tree_[right].range.begin}, "self.register_buffer(\"" + name + "\", "},
             {{end, end}, buffer->more + ")"}}));
  }

  bool is_parameter(NodeId value) const {
    return tree_.is(value, Kind::call) && last_part(names_.qualified(callee_of(tree_, value))) == "Parameter";
  }

  // self.steps += 1: torch adds in place, but a Cell refuses the assignment.
  void augmented(NodeId id) {
    const auto sides = binary_view(tree_, id);
    if (!sides) return;
    const NodeId left = sides->left, right = sides->right;
    const Registered* buffer = buffer_of(left, id);
    if (buffer == nullptr) return;
    const std::string object(tree_.text(left));
    std::string sign(tree_.source().text({tree_[left].range.end, tree_[right].range.begin}));
    const std::size_t equals = sign.find('=');
    if (equals == std::string::npos) return;
    sign.erase(equals, 1);
    const bool one = is_operand(right);
    const ByteOffset end = tree_[right].range.end;
    add(*buffer, id,
        make_change(kRule, "a Cell refuses a tensor assigned to a buffer, so the buffer takes the result",
                    {{{tree_[left].range.begin, tree_[right].range.begin},
                      object + ".copy_(" + object + sign + (one ? "" : "(")},
                     {{end, end}, one ? ")" : "))"}}));
  }

  // True if it needs no parentheses next to an operator.
  bool is_operand(NodeId id) const {
    return tree_.is(id, Kind::identifier, Kind::attribute, Kind::call, Kind::subscript, Kind::integer,
                    Kind::float_, Kind::parenthesized_expression);
  }

  std::map<std::string_view, Registered> buffers_;  // of the current class
};

void run(RuleContext& context) {
  BufferPass(context).run();
}

constexpr RuleInfo kRules[] = {{kRule, "registers a buffer anew where the code assigns a tensor to it",
                                "the class registers a buffer of that name before",
                                "the branch that registers it may not run",
                                "self.scale = x -> self.register_buffer(\"scale\", x)"}};

}  // namespace

extern const Pass kPass{.name = "buffers", .phase = Phase::values, .rules = kRules, .run = run};

}  // namespace mintport::rules::buffers
