// Variadic parameters that only serve a deprecated keyword: graph mode compiles no *args and **kwargs, and
// HF's code ignores the keyword.

#include "core/base/text.hh"
#include "core/rules/draft/pass.hh"
#include "core/rules/draft/statements.hh"
#include "core/syntax/views.hh"

namespace mintport::rules::deprecated_parameters {
namespace {

constexpr const char* kRule = "deprecated-parameter";
constexpr const char* kNote = "graph mode compiles no variadic parameters; these only warned of a keyword";

class DeprecatedPass : public PassWalk {
 public:
  using PassWalk::PassWalk;

  void run() {
    each_call([&](NodeId id, const CallView& call) {
      if (tree_.text(call.function) == "deprecate") warning(id);
    });
  }

 private:
  // if len(args) > 0 or kwargs.get("scale", None) is not None: deprecate("scale", ...)
  void warning(NodeId call) {
    const NodeId branch = tree_.ancestor(call, Kind::if_statement);
    const NodeId function = tree_.ancestor(call, Kind::function_definition);
    const auto view = branch_view(tree_, branch);
    const auto arguments = call_arguments(tree_, call);
    if (!view || view->other != kNoNode || arguments.empty() || function == kNoNode ||
        tree_[branch].parent != tree_.child(function, Field::body) || !only_warns(view->body, call))
      return;
    NodeId positional = kNoNode, keywords = kNoNode;
    for (NodeId parameter : tree_.named_children(tree_.child(function, Field::parameters))) {
      if (tree_.is(parameter, Kind::list_splat_pattern)) positional = parameter;
      if (tree_.is(parameter, Kind::dictionary_splat_pattern)) keywords = parameter;
    }
    const std::string args(tree_.text(tree_.only_child(positional))),
        kwargs(tree_.text(tree_.only_child(keywords)));
    if (args.empty() || kwargs.empty()) return;
    if (tree_.text(view->condition) != "len(" + args + ") > 0 or " + kwargs + ".get(" +
                                           std::string(tree_.text(arguments[0])) + ", None) is not None")
      return;
    if (!read_only_in(tree_.only_child(positional), view->condition) ||
        !read_only_in(tree_.only_child(keywords), view->condition))
      return;
    c_.draft.remove(kRule, kNote, paragraph_range(tree_, branch));
    c_.draft.remove_item(kRule, kNote, positional);
    c_.draft.remove_item(kRule, kNote, keywords);
  }

  // The body is the call, with an assignment of its message.
  bool only_warns(NodeId body, NodeId call) const {
    for (NodeId statement : tree_.named_children(body)) {
      const NodeId only = tree_.only_child(statement);
      const auto assignment = assignment_view(tree_, only);
      const bool message = assignment && tree_.is(assignment->left, Kind::identifier) &&
                           tree_.is(assignment->right, Kind::string, Kind::concatenated_string) &&
                           read_only_in(assignment->left, call);
      if (only != call && !message) return false;
    }
    return true;
  }

  bool read_only_in(NodeId name, NodeId place) const {
    const GroupId group = names_.group_of(name);
    if (group == kNoGroup) return false;
    const ByteRange range = tree_[place].range;
    for (NodeId use : names_.groups()[group].uses) {
      if (!range.contains(tree_[use].range)) return false;
    }
    return names_.groups()[group].bindings.size() == 1;
  }
};

bool wanted(const RuleInput& input) {
  return contains(input.tree.source().text(), "deprecate(\"");
}

void run(RuleContext& context) {
  DeprecatedPass(context).run();
}

constexpr RuleInfo kRules[] = {
    {kRule, "removes *args and **kwargs that only warn of a deprecated keyword",
     "one statement tests both, only calls deprecate(), and nothing else reads them", "",
     "def forward(self, x, *args, **kwargs): -> def construct(self, x):"}};

}  // namespace

extern const Pass kPass{
    .name = "deprecated-parameters", .phase = Phase::fold, .rules = kRules, .wanted = wanted, .run = run};

}  // namespace mintport::rules::deprecated_parameters
