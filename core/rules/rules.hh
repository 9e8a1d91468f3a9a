// The rule families, one function each, and the order in which they run: what removes text first, what
// renames later, what only remarks last.
#pragma once

#include "core/rules/draft.hh"
#include "core/rules/spelling.hh"

namespace mintport {

struct RuleContext {
  const RuleInput& in;
  Speller& speller;
  Draft& draft;
};

// The profile's: packages that load lazily, without the guards; what stands at the top of a file.
void lazy_package_rules(RuleContext& context);
void empty_dictionary_rules(RuleContext& context);
void header_rules(RuleContext& context);
// Conditions whose value the port fixes (XLA): branches that cannot run go, with what only they used.
void constant_rules(RuleContext& context);
// Functions and classes that cannot work under MindSpore.
void dead_definition_rules(RuleContext& context);
// torch.no_grad and its like: decorators and `with` blocks.
void context_manager_rules(RuleContext& context);
// What tokenizers and processors return: arrays, made tensors where a network takes them.
void encoding_rules(RuleContext& context);
// Statements that only call a helper of HF's that has nothing to do under MindSpore (hooks of accelerate).
void helper_rules(RuleContext& context);
// Per-tensor devices: `.to(device)`, `.cuda()`, `device=`; and what only served them.
void device_rules(RuleContext& context);
// Results: functions with `return_dict` give tuples (the profile's), and who reads results takes them by
// place.
void return_dict_rules(RuleContext& context);
void output_rules(RuleContext& context);
// What scripts and tests do with the package: results of pipelines by place, the mode set once.
void script_rules(RuleContext& context);
// The profile's: lists and dicts that networks are called with.
void mutable_argument_rules(RuleContext& context);
// Devices as arguments and parameters of the project's own functions, and variables that only hold one.
void device_argument_rules(RuleContext& context);
void device_parameter_rules(RuleContext& context);
// The scale of LoRA layers: taken out of models, before the constants; put around the loops of pipelines,
// after all removals.
void lora_rules(RuleContext& context);
void lora_loop_rules(RuleContext& context);
// What autoencoders' encode gives: latent_dist, retrieve_latents and its callers.
void latent_rules(RuleContext& context);
// isinstance with torch's typed tensor classes.
void tensor_class_rules(RuleContext& context);
// Functions that numpy computes, and ways between arrays and tensors.
void numpy_rules(RuleContext& context);
// Numbers that numpy makes, where MindSpore wants its own or Python's.
void array_number_rules(RuleContext& context);
// The type of what is made to stand beside a tensor in torch.cat.
void cat_type_rules(RuleContext& context);
// The profile's: a loop of unsqueeze as one reshape; the number of nonzero positions as a sum.
void broadcast_rules(RuleContext& context);
void count_rules(RuleContext& context);
// Initializers of parameters: torch.nn.init.
void initializer_rules(RuleContext& context);
// Arguments of torch functions that the target names otherwise or does not take.
void argument_rules(RuleContext& context);
// A shape as one argument, once it is known which arguments go.
void shape_argument_rules(RuleContext& context);
// Values of their options that the target does not have.
void option_value_rules(RuleContext& context);
// Local variables that nothing reads any more, after all that removes.
void dead_local_rules(RuleContext& context);
// torch names in code: functions, layers, classes, dtypes.
void reference_rules(RuleContext& context);
// Module classes: forward, and the methods that Cell calls otherwise.
void module_rules(RuleContext& context);
// Lists of layers that are filled after they became an attribute.
void cell_list_rules(RuleContext& context);
// Parameters that become an attribute get its name.
void parameter_name_rules(RuleContext& context);
// Methods of tensors.
void method_rules(RuleContext& context);
// Words of the project's interface that are no names of torch: torch_dtype.
void word_rules(RuleContext& context);
// Docstring entries of parameters that went.
void docstring_rules(RuleContext& context);
// torch.manual_seed(seed) as a generator; in code examples torch.Generator(...).manual_seed(seed), too.
void generator_rules(RuleContext& context);
// In code examples only.
void example_rules(RuleContext& context);
// Names in docstrings, comments and quoted annotations.
void text_rules(RuleContext& context);
// Distributions that strings ask for: "torch>=2.0".
void requirement_rules(RuleContext& context);
// Remarks: hand-written attention, dynamic imports, and whatever still names torch.
void remark_rules(RuleContext& context);

void run_rules(RuleContext& context);

// The type facts that the tables know.
Knowledge knowledge_of(const Tables& tables, const SignatureIndex* signatures);

// ---- shared by the families

bool leads_to_torch(std::string_view qualified);

// The entry of a qualified name; one of HF's package is also found by its last part, as diffusers.utils
// re-exports it.
const Entry* find_entry(const Tables& tables, const std::string& qualified);

// The longest part of a torch reference that a table entry or a torch symbol names, and the node that spells
// it.
struct Resolved {
  const Entry* entry = nullptr;
  NodeId node = kNoNode;
  std::string name;    // the part's qualified name
  bool whole = false;  // the part is the whole reference
};
Resolved resolve(const RuleInput& input, NodeId reference, const std::string& qualified);

// How the file spells an entry's target where it writes `text` ("torch.nn.Module"), by the profile's habit.
Spelled spell_as_written(const RuleContext& context, const Entry& entry, std::string_view text);

Change make_change(std::string rule, std::string note, std::vector<Edit> edits,
                   std::vector<Import> imports = {});

}  // namespace mintport
