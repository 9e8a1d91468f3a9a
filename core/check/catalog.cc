#include "core/check/catalog.hh"

#include <algorithm>

#include "core/check/commit.hh"
#include "core/check/ignores.hh"

// The only list of rules. A line names a file in core/check/rules.
// clang-format off
#define MINTPORT_CHECK_RULES(RULE) \
  /* names */ \
  RULE(target_name) \
  RULE(torch_left) \
  RULE(missing_import) \
  RULE(undefined_name) \
  RULE(unknown_keyword) \
  /* registration */ \
  RULE(all_entry) \
  RULE(lazy_entry) \
  RULE(type_checking) \
  RULE(unregistered) \
  RULE(mapping_entry) \
  RULE(dummy_object) \
  RULE(support_list) \
  /* copies */ \
  RULE(copied_from) \
  /* conventions of the library */ \
  RULE(pipeline_subclass) \
  RULE(stored_parameter) \
  RULE(latent_output) \
  RULE(progress_bar) \
  RULE(generator_parameter) \
  RULE(no_grad) \
  RULE(config_decorator) \
  RULE(sibling_flag) \
  RULE(bare_attention) \
  RULE(attention_processor) \
  RULE(half_dtype) \
  RULE(construct_numpy) \
  RULE(undeclared_package) \
  RULE(unittest_assert) \
  /* MindSpore's own */ \
  RULE(cell_list) \
  RULE(unnamed_parameter) \
  RULE(construct_state) \
  RULE(construct_statement) \
  RULE(construct_host) \
  RULE(library_context)
// clang-format on

namespace mintport {
namespace check {

#define MINTPORT_DECLARE(name)  \
  namespace name {              \
  extern const CheckRule kRule; \
  }
MINTPORT_CHECK_RULES(MINTPORT_DECLARE)
#undef MINTPORT_DECLARE

}  // namespace check

std::span<const CheckRule* const> check_rules() {
#define MINTPORT_ADDRESS(name) &check::name::kRule,
  // clang-format off
  static constexpr const CheckRule* kAll[] = {MINTPORT_CHECK_RULES(MINTPORT_ADDRESS)
                                              &kMixedCommitRule, &kIgnoreRule};
  // clang-format on
#undef MINTPORT_ADDRESS
  return kAll;
}

const CheckRule* find_check_rule(std::string_view id) {
  const auto all = check_rules();
  const auto found =
      std::find_if(all.begin(), all.end(), [&](const CheckRule* rule) { return rule->id == id; });
  return found == all.end() ? nullptr : *found;
}

std::string explain_check_rule(std::string_view id) {
  const CheckRule* rule = find_check_rule(id);
  if (rule == nullptr) return {};
  const auto line = [](std::string_view label, std::string_view text) {
    return text.empty() ? std::string() : "  " + std::string(label) + ": " + std::string(text) + "\n";
  };
  return "check " + std::string(rule->id) + " (" + std::string(to_string(rule->level)) +
         "): " + std::string(rule->does) + "\n" + line("why", rule->why) + line("--fix", rule->fix) +
         line("example", rule->example);
}

std::string_view to_string(Level level) {
  switch (level) {
    case Level::note:
      return "note";
    case Level::warning:
      return "warning";
    case Level::error:
      return "error";
  }
  return "";
}

}  // namespace mintport
