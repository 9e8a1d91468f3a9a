// For the profile: the computation of a network reads its configuration by keys, as graph mode requires. The
// configuration of the library takes both.

#include <algorithm>

#include "core/base/text.hh"
#include "core/rules/draft/classes.hh"
#include "core/rules/draft/pass.hh"
#include "core/syntax/views.hh"

namespace mintport::rules::config_keys {
namespace {

constexpr const char* kRule = "config-key";

class ConfigKeyPass : public PassWalk {
 public:
  using PassWalk::PassWalk;

  void run() {
    for (NodeId id : tree_.of(Kind::attribute)) read(id);
  }

 private:
  void read(NodeId id) {
    const auto view = attribute_view(tree_, id);
    if (!view || !tree_.is(view->object, Kind::attribute) || tree_.text(view->object) != "self.config")
      return;
    if (tree_[id].field == Field::function || tree_[id].field == Field::left || is_word_of_tables(view->name))
      return;
    const NodeId function = tree_.ancestor(id, Kind::function_definition);
    const NodeId owner = tree_.ancestor(function, Kind::class_definition);
    const std::string_view name = name_of(tree_, function);
    const std::string& base = c_.in.tables.library().conventions.config_base;
    if ((name != "forward" && name != "construct") || !types_.is_module_class(owner) ||
        !derives_from_any(tree_, owner, {base}))
      return;
    const char quote = quote_at(id);
    const std::string key = std::string(1, quote) + std::string(tree_.text(view->name)) + quote;
    c_.draft.add(make_change(kRule, "graph mode reads a configuration by its keys",
                             {{{tree_[view->object].range.end, tree_[id].range.end}, "[" + key + "]"}}));
  }

  // Other rules may rename the attribute.
  bool is_word_of_tables(NodeId name) const {
    const auto& words = c_.in.tables.words();
    return std::any_of(words.begin(), words.end(),
                       [&](const Word& word) { return word.from == tree_.text(name); });
  }

  // Inside an f-string the other quote than its own.
  char quote_at(NodeId id) const {
    const NodeId string = tree_.ancestor(id, Kind::string);
    if (string == kNoNode) return '"';
    const std::string_view text = tree_.text(string);
    const std::size_t quote = text.find_first_of("\"'");
    return quote != std::string_view::npos && text[quote] == '"' ? '\'' : '"';
  }
};

bool wanted(const RuleInput& input) {
  const Profile* profile = input.tables.profile();
  return profile != nullptr && profile->config_keys && contains(input.tree.source().text(), "self.config.");
}

void run(RuleContext& context) {
  ConfigKeyPass(context).run();
}

constexpr RuleInfo kRules[] = {{kRule, "reads the configuration of a network by its keys",
                                "the profile asks for it; in forward() of a class with a configuration", "",
                                "self.config.patch_size -> self.config[\"patch_size\"]"}};

}  // namespace

extern const Pass kPass{
    .name = "config-keys", .phase = Phase::values, .rules = kRules, .wanted = wanted, .run = run};

}  // namespace mintport::rules::config_keys
