// For the profile: functions with a parameter `return_dict` return a tuple unless an object is requested.
// Changes the default and its description in the docstring. For readers of the results see outputs.cc.

#include "core/base/text.hh"
#include "core/rules/draft/docstring_lines.hh"
#include "core/rules/draft/pass.hh"
#include "core/syntax/views.hh"

namespace mintport::rules::return_dict {
namespace {

constexpr const char* kRule = "return-tuple";
constexpr const char* kNote = "functions of the port return a tuple unless the caller asks for an object";
constexpr std::string_view kParameter = "return_dict";

// The default of `return_dict` if it is True; kNoNode otherwise.
NodeId true_default(const Tree& tree, NodeId function) {
  for (NodeId node : tree.named_children(tree.child(function, Field::parameters))) {
    const auto parameter = parameter_view(tree, node);
    if (parameter && tree.text(parameter->name) == kParameter)
      return tree.is(parameter->value, Kind::true_) ? parameter->value : kNoNode;
  }
  return kNoNode;
}

void change(RuleContext& c, ByteRange range) {
  c.draft.add(make_change(kRule, kNote, {{range, "False"}}));
}

// "return_dict (`bool`, *optional*, defaults to `True`):", and the same statement in the lines below.
void docstring(RuleContext& c, NodeId function) {
  const auto lines = docstring_lines(c.in.tree, function);
  for (std::size_t at = 1; at < lines.size(); ++at) {
    if (entry_name(lines[at].text) != kParameter) continue;
    const std::size_t end = entry_end(lines, at);
    const ByteRange entry{lines[at].range.begin, lines[end - 1].range.end};
    for (const std::string_view said : {"efaults to `True`", "efaults to True", "efault to `True`"}) {
      const std::size_t place = c.in.tree.source().text(entry).find(said);
      if (place == std::string_view::npos) continue;
      const auto begin = static_cast<ByteOffset>(entry.begin + place + said.find("True"));
      return change(c, {begin, begin + 4});
    }
  }
}

bool wanted(const RuleInput& input) {
  const Profile* profile = input.tables.profile();
  return profile != nullptr && profile->return_tuples && contains(input.tree.source().text(), kParameter);
}

void run(RuleContext& context) {
  const Tree& tree = context.in.tree;
  for (NodeId id : tree.of(Kind::function_definition)) {
    if (context.draft.removed(id)) continue;
    const NodeId value = true_default(tree, id);
    if (value == kNoNode) continue;
    change(context, tree[value].range);
    docstring(context, id);
  }
}

constexpr RuleInfo kRules[] = {{kRule, "makes functions with return_dict return a tuple by default",
                                "the profile asks for it, and the default is True; docstrings follow", "",
                                "return_dict: bool = True -> return_dict: bool = False"}};

}  // namespace

extern const Pass kPass{
    .name = "return-dict", .phase = Phase::values, .rules = kRules, .wanted = wanted, .run = run};

}  // namespace mintport::rules::return_dict
