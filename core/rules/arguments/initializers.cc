// torch.nn.init fills a parameter in place. In MindSpore an initializer makes a tensor, and the parameter is
// set to it: nn.init.normal_(w, std=0.02) -> w.set_data(initializer(Normal(sigma=0.02), w.shape, w.dtype)).

#include <algorithm>

#include "core/rules/draft/pass.hh"
#include "core/syntax/views.hh"

namespace mintport::rules::initializers {
namespace {

constexpr const char* kRule = "initializer";

class InitializerPass : public PassWalk {
 public:
  using PassWalk::PassWalk;

  void run() {
    for (const Reference& reference : c_.in.names.references()) {
      if (!reference.qualified.starts_with("torch.nn.init.") || c_.draft.removed(reference.node)) continue;
      const Entry* entry = c_.in.tables.find(reference.qualified);
      if (entry == nullptr || entry->form != Form::initializer) continue;
      if (tree_[reference.node].field == Field::function && rewrite(*entry, tree_[reference.node].parent))
        c_.draft.claim(reference.node);
    }
  }

 private:
  ByteOffset begin(NodeId id) const { return tree_[id].range.begin; }
  ByteOffset end(NodeId id) const { return tree_[id].range.end; }

  // The call, or the conditional that it is a branch of, is a statement, so its result is unused.
  bool is_statement(NodeId id) const {
    NodeId up = tree_[id].parent;
    if (tree_[up].kind == Kind::conditional_expression) up = tree_[up].parent;
    return tree_[up].kind == Kind::expression_statement;
  }

  // Names, attributes and subscripts have the same value when read three times.
  bool is_plain(NodeId id) const {
    switch (tree_[id].kind) {
      case Kind::identifier:
        return true;
      case Kind::attribute:
        return is_plain(tree_.child(id, Field::object));
      case Kind::subscript:
        return is_plain(tree_.child(id, Field::value)) &&
               tree_.is(tree_.child(id, Field::subscript), Kind::integer);
      default:
        return false;
    }
  }

  // w in `w.data`, which is a plain tensor: only the parameter can be set.
  NodeId without_data(NodeId id) const {
    const auto view = attribute_view(tree_, id);
    return view && tree_.text(view->name) == "data" ? view->object : id;
  }

  bool rewrite(const Entry& entry, NodeId call) {
    const NodeId list = tree_.child(call, Field::arguments);
    const auto arguments = tree_.named_children(list);
    if (!is_statement(call) || arguments.empty() || !is_plain(arguments[0])) return false;
    const Symbol* torch = c_.in.tables.torch_symbol(entry.source);
    std::string given;
    for (std::size_t i = 1; i < arguments.size(); ++i) {
      const std::string one = argument(entry, torch, arguments[i], i);
      if (one.empty()) return false;
      given += (given.empty() ? "" : ", ") + one;
    }
    // Writes torch's default where the target has another one.
    const std::string key = entry.arguments.substr(0, entry.arguments.find('=') + 1);
    if (!key.empty() && given.find(key) == std::string::npos)
      given += (given.empty() ? "" : ", ") + entry.arguments;
    const Spelled make = c_.speller.spell("mindspore.common.initializer.initializer"),
                  how = c_.speller.spell(entry.target);
    const NodeId filled = without_data(arguments[0]);
    const std::string weight(tree_.text(filled));
    c_.draft.add(make_change(kRule, "MindSpore initializes a parameter with set_data(initializer(...))",
                             {{{begin(call), begin(filled)}, ""},
                              {{end(filled), end(call)},
                               ".set_data(" + make.text + "(" + how.text + "(" + given + "), " + weight +
                                   ".shape, " + weight + ".dtype))"}},
                             {make.import, how.import}));
    return true;
  }

  // An argument as `name=value` of the target; empty if the target has no such parameter.
  std::string argument(const Entry& entry, const Symbol* torch, NodeId id, std::size_t place) const {
    std::string name;
    NodeId value = id;
    if (const auto keyword = keyword_view(tree_, id)) {
      name = tree_.text(keyword->name);
      value = keyword->value;
    } else if (torch != nullptr && place < torch->parameters.size()) {
      name = torch->parameters[place].name;
    }
    for (const Entry::Rename& rename : entry.renames) {
      if (rename.from == name) return rename.to + "=" + std::string(tree_.text(value));
    }
    return {};
  }
};

void run(RuleContext& context) {
  InitializerPass(context).run();
}

constexpr RuleInfo kRules[] = {
    {kRule, "sets parameters with an initializer instead of filling them in place",
     "the parameter is a name, an attribute or an element, and every argument has a name in the target",
     "functions of torch.nn.init whose result is used, or that are passed as values",
     "nn.init.zeros_(w) -> w.set_data(initializer(Zero(), w.shape, w.dtype))"}};

}  // namespace

extern const Pass kPass{.name = "initializers", .phase = Phase::arguments, .rules = kRules, .run = run};

}  // namespace mintport::rules::initializers
