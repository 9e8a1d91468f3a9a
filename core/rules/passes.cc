#include "core/rules/passes.hh"

// The only list of passes. A line names a file in the folder of its phase. Inside a phase any order that
// respects `after` is valid, as tests/core/rules/order_test.cc checks by shuffling.
// clang-format off
#define MINTPORT_PASSES(PASS) \
  /* fold: what cannot run under MindSpore goes */ \
  PASS(lora_models) \
  PASS(lazy_package) \
  PASS(constants) \
  PASS(dead_definitions) \
  PASS(empty_dictionaries) \
  PASS(context_managers) \
  PASS(deprecated_parameters) \
  PASS(example_lines) \
  /* values: what values are and give */ \
  PASS(generators) \
  PASS(encodings) \
  PASS(helpers) \
  PASS(latents) \
  PASS(tensor_classes) \
  PASS(numpy_calls) \
  PASS(array_numbers) \
  PASS(cat_types) \
  PASS(broadcasts) \
  PASS(counts) \
  PASS(in_place) \
  PASS(operands) \
  PASS(attention_calls) \
  PASS(config_keys) \
  PASS(shape_products) \
  PASS(tensor_makers) \
  PASS(buffers) \
  PASS(return_dict) \
  PASS(outputs) \
  PASS(scripts) \
  PASS(mutable_arguments) \
  /* arguments: devices, and arguments that targets take otherwise */ \
  PASS(device) \
  PASS(initializers) \
  PASS(arguments) \
  PASS(shape_arguments) \
  PASS(option_values) \
  PASS(device_arguments) \
  PASS(device_parameters) \
  /* sweep: what only served what went */ \
  PASS(dead_locals) \
  PASS(lora_loops) \
  /* names: names in code */ \
  PASS(references) \
  PASS(modules) \
  PASS(cell_lists) \
  PASS(parameter_names) \
  PASS(methods) \
  /* prose: words, docstrings, comments, messages */ \
  PASS(words) \
  PASS(docstrings) \
  PASS(texts) \
  PASS(comment_marks) \
  PASS(header) \
  PASS(requirements) \
  /* report: remarks */ \
  PASS(remarks) \
  PASS(syntax) \
  /* settled: remarks on the text as it will be */ \
  PASS(torch_left) \
  PASS(unbound) \
  PASS(port_imports)
// clang-format on

namespace mintport {
namespace rules {

#define MINTPORT_DECLARE(name) \
  namespace name {             \
  extern const Pass kPass;     \
  }
MINTPORT_PASSES(MINTPORT_DECLARE)

}  // namespace rules

std::span<const Pass* const> all_passes() {
#define MINTPORT_ADDRESS(name) &rules::name::kPass,
  static constexpr const Pass* kAll[] = {MINTPORT_PASSES(MINTPORT_ADDRESS)};
  return kAll;
}

}  // namespace mintport
