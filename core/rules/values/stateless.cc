#include "core/rules/values/stateless.hh"

#include <algorithm>
#include <set>

#include "core/rules/draft/lookup.hh"
#include "core/rules/draft/statements.hh"
#include "core/syntax/views.hh"

namespace mintport {
namespace {

constexpr const char* kRule = "latents";
constexpr const char* kNote =
    "graph mode cannot create objects: each method takes the parameters that __init__ kept";

class StatelessClass {
 public:
  StatelessClass(const RuleContext& context, NodeId id)
      : c_(context), tree_(context.in.tree), names_(context.in.names), class_(id) {}

  std::optional<Change> made() {
    if (!read_init() || states_.empty() || clashes(init_)) return std::nullopt;
    change_ = make_change(kRule, kNote, {});
    rewrite_init();
    for (NodeId function : methods()) {
      if (function != init_ && !rewrite_method(function)) return std::nullopt;
    }
    c_.draft.claim(first_name_);  // it is in `init` now
    return std::move(change_);
  }

 private:
  ByteOffset begin(NodeId id) const { return tree_[id].range.begin; }
  ByteOffset end(NodeId id) const { return tree_[id].range.end; }
  std::string text(NodeId id) const { return std::string(tree_.text(id)); }
  void edit(ByteRange range, std::string text) { change_.edits.push_back({range, std::move(text)}); }
  void insert(ByteOffset at, std::string text) { edit({at, at}, std::move(text)); }
  std::string newline() const { return std::string(tree_.source().newline()); }

  std::vector<NodeId> methods() const {
    std::vector<NodeId> out;
    for (NodeId part : tree_.named_children(tree_.child(class_, Field::body))) {
      if (tree_[part].kind == Kind::function_definition) out.push_back(part);
    }
    return out;
  }

  // The attribute's name in `self.NAME` or `object.NAME`; empty for anything else.
  std::string_view attribute_of(NodeId id, std::string_view object) const {
    const auto view = attribute_view(tree_, id);
    return view && tree_.text(view->object) == object ? tree_.text(view->name) : std::string_view();
  }
  bool is_state(std::string_view name) const {
    return std::find(states_.begin(), states_.end(), name) != states_.end();
  }

  // ---- __init__

  // Finds the attributes that __init__ computes from its first parameter, and the statements that set the
  // others.
  bool read_init() {
    for (NodeId function : methods()) {
      if (name_of(tree_, function) == "__init__") init_ = function;
    }
    if (init_ == kNoNode) return false;
    const auto parameters = tree_.named_children(tree_.child(init_, Field::parameters));
    if (parameters.size() < 2 || tree_.text(parameters[0]) != "self") return false;
    first_ = parameters[1];
    const NodeId name = tree_[first_].kind == Kind::typed_parameter ? tree_.first_child(first_) : first_;
    if (tree_[name].kind != Kind::identifier) return false;
    first_name_ = name;
    parameter_ = text(name);
    for (NodeId statement : tree_.named_children(tree_.child(init_, Field::body))) {
      if (!read_statement(statement)) return false;
    }
    return true;
  }

  bool read_statement(NodeId statement) {
    if (!stands_alone(tree_, statement)) return false;
    if (tree_[statement].kind == Kind::if_statement) return reads_state(statement) && keep_targets(statement);
    const auto assignment = assignment_view(tree_, statement);
    if (!assignment || assignment->right == kNoNode) return false;
    const NodeId left = assignment->left, right = assignment->right;
    if (text(right) == parameter_ && !attribute_of(left, "self").empty()) {  // self.p = p
      alias_ = attribute_of(left, "self");
      if (alias_ != parameter_) return false;
      dropped_.push_back(statement);
      return true;
    }
    if (reads_state(right)) return keep_targets(statement);
    if (attribute_of(left, "self").empty() || !is_plain(right)) return false;
    configured_.push_back(statement);
    return true;
  }

  // True if it depends on the parameter, or on a value computed from it.
  bool reads_state(NodeId part) const {
    for (NodeId id = part; id < tree_[part].last; ++id) {
      if (tree_[id].kind == Kind::identifier && tree_.text(id) == parameter_) return true;
      if (is_state(attribute_of(id, "self"))) return true;
    }
    return false;
  }

  // Records the targets of all assignments in the statement. False unless all are attributes of self.
  bool keep_targets(NodeId statement) {
    for (NodeId id = statement; id < tree_[statement].last; ++id) {
      if (tree_[id].kind != Kind::assignment) continue;
      const NodeId left = tree_.child(id, Field::left);
      for (NodeId target :
           tree_[left].kind == Kind::pattern_list ? tree_.named_children(left) : std::vector<NodeId>{left}) {
        const std::string_view name = attribute_of(target, "self");
        if (name.empty()) return false;
        if (!is_state(name)) states_.emplace_back(name);
      }
    }
    return true;
  }

  bool is_plain(NodeId value) const {
    return tree_.is(value, Kind::identifier, Kind::true_, Kind::false_, Kind::none, Kind::integer,
                    Kind::float_);
  }

  void rewrite_init() {
    const NodeId body = tree_.child(init_, Field::body), list = tree_.child(init_, Field::parameters);
    const auto parameters = tree_.named_children(list);
    edit({end(parameters[0]), end(first_)}, "");
    const std::string inner(indentation(tree_, tree_.named_children(body).front())),
        outer(indentation(tree_, init_));
    std::string head;
    for (NodeId statement : configured_) {
      head += inner + text(statement) + newline();
      edit(statement_range(tree_, statement), "");
    }
    for (NodeId statement : dropped_) edit(statement_range(tree_, statement), "");
    if (head.empty()) head = inner + "pass" + newline();
    head += newline() + outer + "def init(self, " + taken() + "):" + newline();
    insert(block_start(tree_, body), head);
    without_self(init_);
    const ByteRange last = statement_range(tree_, tree_.named_children(body).back());
    insert(last.end, inner + "return " + joined("") + newline());
  }

  // "p: ms.Tensor" if the parameter was declared as a tensor.
  std::string taken() {
    const NodeId type = tree_.child(first_, Field::type);
    if (type == kNoNode || names_.qualified(tree_.first_child(type)) != "torch.Tensor") {
      const bool plain = type == kNoNode || leads_to_torch(names_.qualified(tree_.first_child(type)));
      return plain ? parameter_ : parameter_ + ": " + text(type);
    }
    return parameter_ + ": " + tensor();
  }
  std::string tensor() {
    const Spelled spelled = c_.speller.spell("mindspore.Tensor");
    change_.imports.push_back(spelled.import);
    return spelled.text;
  }

  // "mean, std"; with a prefix "other_mean, other_std".
  std::string joined(const std::string& prefix) const {
    std::string out;
    for (const std::string& state : states_) out += (out.empty() ? "" : ", ") + prefix + state;
    return out;
  }

  // self.mean -> mean. Code inside another change's removal is removed with it.
  void without_self(NodeId part) {
    for (NodeId id = part; id < tree_[part].last; ++id) {
      const std::string_view name = attribute_of(id, "self");
      if (!is_state(name) && (name.empty() || name != alias_)) continue;
      if (std::any_of(dropped_.begin(), dropped_.end(),
                      [&](NodeId gone) { return gone <= id && id < tree_[gone].last; }))
        continue;
      edit({begin(id), begin(tree_.child(id, Field::attribute))}, "");
    }
  }

  // ---- methods

  bool rewrite_method(NodeId function) {
    const NodeId body = tree_.child(function, Field::body), list = tree_.child(function, Field::parameters);
    const auto parameters = tree_.named_children(list);
    if (body == kNoNode || parameters.empty() || tree_.text(parameters[0]) != "self") return false;
    if (clashes(function) || block_start(tree_, body) == kNoOffset) return false;
    insert(end(parameters[0]), ", " + taken());
    if (reads_state(body)) {
      const auto statements = tree_.named_children(body);
      const bool documented = docstring_of(tree_, body) != kNoNode && statements.size() > 1;
      const NodeId before = statements[documented ? 1 : 0];
      insert(statement_range(tree_, before).begin, std::string(indentation(tree_, before)) + joined("") +
                                                       " = self.init(" + parameter_ + ")" + newline());
      without_self(body);
    }
    for (NodeId parameter : parameters) {
      if (parameter != parameters[0] && !other_object(body, parameter)) return false;
    }
    return true;
  }

  // A parameter that is another object of the class: what it was made of is passed instead.
  bool other_object(NodeId body, NodeId parameter) {
    const NodeId name = tree_[parameter].kind == Kind::identifier ? parameter : tree_.first_child(parameter);
    if (name == kNoNode || tree_[name].kind != Kind::identifier) return true;
    const std::string other = text(name);
    std::vector<NodeId> uses;
    for (NodeId id = body; id < tree_[body].last; ++id) {
      if (is_state(attribute_of(id, other))) uses.push_back(id);
    }
    if (uses.empty()) return true;
    const NodeId before = statement_around(uses);
    if (before == kNoNode || !stands_alone(tree_, before)) return false;
    insert(statement_range(tree_, before).begin, std::string(indentation(tree_, before)) +
                                                     joined(other + "_") + " = self.init(" + other + ")" +
                                                     newline());
    for (NodeId use : uses) {
      const NodeId attribute = tree_.child(use, Field::attribute);
      edit(tree_[use].range, other + "_" + text(attribute));
    }
    if (const NodeId type = tree_.child(parameter, Field::type); type != kNoNode)
      edit(tree_[type].range, tensor());
    return true;
  }

  // The innermost statement of a block that contains all uses.
  NodeId statement_around(const std::vector<NodeId>& uses) const {
    NodeId statement = statement_of(tree_, uses.front());
    while (statement != kNoNode && uses.back() >= tree_[statement].last) {
      const NodeId block = tree_[statement].parent;
      if (uses.back() < tree_[block].last) return statement;
      statement = statement_of(tree_, block);
    }
    return statement;
  }

  // True if the function has a variable with the name of a state or of the parameter.
  bool clashes(NodeId function) const {
    for (const Group& group : names_.groups()) {
      if (names_.scopes()[group.scope].node != function) continue;
      if (is_state(group.name) || (function != init_ && group.name == parameter_)) return true;
    }
    return false;
  }

  const RuleContext& c_;
  const Tree& tree_;
  const Names& names_;
  NodeId class_, init_ = kNoNode, first_ = kNoNode, first_name_ = kNoNode;
  std::string parameter_, alias_;
  std::vector<std::string> states_;           // in the order in which __init__ computes them
  std::vector<NodeId> dropped_, configured_;  // statements of __init__
  Change change_;
};

}  // namespace

std::optional<Change> without_state(const RuleContext& context, NodeId class_definition) {
  return StatelessClass(context, class_definition).made();
}

}  // namespace mintport
