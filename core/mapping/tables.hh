// The mapping tables: what each torch name becomes, and what MindSpore and torch offer. Loaded and validated
// once, then read only; views and pointers handed out live as long as the Tables.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/error.hh"
#include "core/mapping/profile.hh"

namespace mintport {

// How a use of the source name is rewritten.
enum class Form {
  name,       // the name alone: torch.cat -> mint.cat, x.numpy() -> x.asnumpy()
  tuple,      // positional arguments gathered: x.repeat(a, b) -> x.tile((a, b))
  drop_call,  // the call is its receiver: x.cpu() -> x
  function,   // a method or property becomes a function: x.unflatten(d, s) -> unflatten(x, d, s), x.real ->
              // real(x)
  shape,      // x.size() -> x.shape, x.size(d) -> x.shape[d]
  drop_override,  // a method of the project's base class: what other classes put in its place goes
  decorator,      // a decorator or context manager that goes: torch.no_grad
  pairs,  // the target gives (name, value) pairs: for m in x.modules() -> for _, m in x.cells_and_names()
  initializer,  // a parameter is set to what the target makes: nn.init.zeros_(w)
};

struct Entry {
  std::string source;  // "torch.cat", "torch.Tensor.repeat", "torch.nn.Module.parameters"
  std::string target;  // "mindspore.mint.cat"; empty: known to have no target
  // "function", "layer", "class", "dtype", "value", "method", "module", "device-check", or "constant": a
  // condition that has one answer under MindSpore, the target ("False").
  std::string category;
  Form form = Form::name;
  bool certain = true;     // false: the rewrite is offered, not applied (applicability "maybe" in the table)
  std::string difference;  // how the target differs; gives a finding where not empty
  std::string note;        // for people: why there is no target, what to do instead
  std::string since;       // first MindSpore with the target ("2.3"); empty: as old as mint
  std::string arguments;   // written where the call has none: m.eval() -> m.set_train(False)
  std::string suffix;      // written behind the call: m.named_children() -> m.name_cells().items()
  std::string element;  // of a class, or of what numpy gives: the element type, "mindspore.int64"; empty: any
  std::string file;     // the table that says so: "functions.json"
  // numpy computes the function, of the first argument's array, where the target cannot.
  struct Numpy {
    std::string function;    // "numpy.quantile"; empty: never
    bool of_number = false;  // only where the second argument is a number
    std::string difference;  // as above, where numpy computes it
    friend bool operator==(const Numpy&, const Numpy&) = default;
  } numpy;
  struct Rename {
    std::string from, to;
    friend bool operator==(const Rename&, const Rename&) = default;
  };
  std::vector<Rename>
      renames;  // keyword arguments; the table's own first, then those that hold for every entry
  struct Drop {
    std::string argument;
    std::vector<std::string>
        harmless;  // source texts of values with which dropping keeps the meaning; "*": any
    friend bool operator==(const Drop&, const Drop&) = default;
  };
  struct Takes {
    std::string argument;
    std::vector<std::string> values;  // all texts that the target knows for it
    friend bool operator==(const Takes&, const Takes&) = default;
  };
  std::vector<Takes> takes;
  // A way to give an argument with which the target does something else, or refuses the call.
  struct Unlike {
    enum class Given { any, absent, keyword, integer, real, list, tuple } given = Given::any;
    std::string argument;  // as torch calls it
    std::string says;      // how it differs: a finding; empty: `write` mends it
    // What mends it: "tuple", "list" or "float" make the value one; of an absent argument its text, "dim=-1".
    std::string write;
    friend bool operator==(const Unlike&, const Unlike&) = default;
  };
  std::vector<Unlike> unlike;
  std::vector<Drop> drops;  // the table's own first, then those that hold for every entry

  friend bool operator==(const Entry&, const Entry&) = default;
};

// A parameter of a function or of a class's __init__ (without self).
struct Parameter {
  std::string name;
  enum class Kind {
    positional_only,
    ordinary,
    keyword_only,
    var_positional,
    var_keyword
  } kind = Kind::ordinary;
  bool has_default = false;
  friend bool operator==(const Parameter&, const Parameter&) = default;
};

// A name that a library has, by introspection.
struct Symbol {
  enum class Kind { function, method, class_, module, value, property } kind = Kind::function;
  bool has_signature = false;  // false: parameters are not known
  std::vector<Parameter> parameters;
  friend bool operator==(const Symbol&, const Symbol&) = default;
};

// A module of the HF tree (or of a package beside it) that the port keeps elsewhere.
struct ModuleMove {
  std::string from, to;  // dotted: "hf.utils.torch_utils" -> "port.hf.utils.mindspore_utils"
  bool by_name = false;  // only names that the port offers there move: from transformers import CLIPTextModel
  std::vector<std::string> stay;  // ends of names that never move, with by_name: "Tokenizer"
  friend bool operator==(const ModuleMove&, const ModuleMove&) = default;
};

// A word that is no name of torch, and what stands in its place.
struct Word {
  enum class Use {
    interface,       // an identifier, keyword or key of the project's own interface, everywhere, in texts too
    text,            // any piece of docstrings, comments and messages; a letter at its start starts a word
    option,          // a value of the option `of`: as argument, default or in a comparison
    example_result,  // in code examples: an attribute of what a pipeline returns; `to` is its place in the
                     // tuple
    example_drop,    // in code examples: a statement that calls a method of this name goes
  } use = Use::interface;
  std::string from, to;
  std::string of;  // of an option's value: the option's name
  // Of an interface's word that is a keyword argument: functions that take it, whoever's they are. Others are
  // asked by their signatures. Empty: every function takes it.
  std::vector<std::string> functions;
  std::string reason;
  friend bool operator==(const Word&, const Word&) = default;
};

// A parameter of the project's functions that has one value in the port: it goes, with what asks for it.
struct FixedParameter {
  std::string name;
  bool value = false;
  std::string note;
  friend bool operator==(const FixedParameter&, const FixedParameter&) = default;
};

// What a call gives, or what a property or constant is: enough to tell tensors from the rest.
enum class Returns {
  unknown,
  tensor,
  tensors,  // a tuple or list of tensors
  shape,    // torch.Size: a tuple of numbers after conversion
  dtype,
  device,
  number,
  boolean,
  string,
  array,    // a numpy array
  module,   // a layer
  modules,  // an iterable of layers
  generator,
  other,  // something else, known not to be a tensor
};

// Who has a method of that name.
enum class MethodOwner {
  none,         // torch tensors have no such method
  tensor_only,  // of what model code handles, only tensors have it: x.unsqueeze
  shared,       // str, list, dict, ndarray, Module or a configuration may have it too: x.to, x.copy, x.split
};

// As the tables spell them: "drop_call", "example-result".
std::string_view to_string(Form form);
std::string_view to_string(Entry::Unlike::Given given);
std::string_view to_string(Word::Use use);

class Tables {
 public:
  // The tables that are part of the binary.
  static Result<Tables> embedded();
  // `json` laid over what is there: an entry with the same source replaces it, a new one is added. `file` is
  // what errors (kind mapping) call it; they name entry and reason. On error nothing is changed.
  Result<void> add(std::string_view file, std::string_view json);
  // The same tables once more, to be added to.
  Tables copy() const;
  // Every *.json in `folder`, in the order of their names.
  Result<void> add_folder(const std::string& folder);

  const Entry* find(std::string_view source) const;
  const std::vector<Entry>& entries() const;
  // As the table has it: with its own renames and drops only. nullptr: no table has it.
  const Entry* own(std::string_view source) const;
  const std::vector<ModuleMove>& module_moves() const;
  const std::vector<Word>& words() const;
  // What is dropped from calls of every entry, unless the target takes it.
  const std::vector<Entry::Drop>& drops_everywhere() const;
  // For a method that torch.Tensor and mindspore.Tensor (or Module and Cell) have under one name and that has
  // no entry of its own: an entry that keeps the name, with the drops and renames that hold for every entry.
  std::optional<Entry> same_name(std::string_view source) const;
  // "mindspore 2.10"
  std::string_view target_version() const;

  // A name of torch or mindspore; nullptr when the library has no such name. Aliases resolve
  // (mindspore.float32).
  const Symbol* torch_symbol(std::string_view name) const;
  const Symbol* target_symbol(std::string_view name) const;
  // Names close to `name`, nearest first: of entries, and of torch.
  std::vector<std::string> nearest(std::string_view name, std::size_t at_most) const;

  // Whether the port's module (mindone.transformers) offers a name, or has a module of that name below it.
  bool port_has(std::string_view module, std::string_view name) const;
  bool port_has_module(std::string_view module) const;
  // Names of the port like one that a module of it lacks, with their modules, nearest first: the same name
  // elsewhere, then those of the module that are written alike.
  std::vector<std::string> port_nearest(std::string_view module, std::string_view name,
                                        std::size_t at_most) const;
  // The port is another than the tables have, as far as `package` goes: lines "module name name
  // ...".
  void set_port(std::string_view package, std::string names);
  // Where `from module import name` (or, with an empty name, `import module`) finds it in the port, by the
  // longest matching move: ("hf", "CLIPTextModel") -> "port.hf"; empty when it stays.
  std::string moved_module(std::string_view module, std::string_view name) const;
  // The longest matching one; nullptr: the module moves nowhere.
  const ModuleMove* module_move(std::string_view module) const;

  // For qualified torch names: "torch.cat", "torch.Tensor.shape", "torch.Tensor.sum".
  Returns returns(std::string_view name) const;
  // A call of the qualified name, asked for a dimension, gives values and indices: "torch.max",
  // "torch.Tensor.topk".
  bool gives_pair(std::string_view name) const;
  // For bare names of methods and properties: "unsqueeze".
  MethodOwner method_owner(std::string_view name) const;
  // Of what model code handles, only a tensor can be asked so: `x.unsqueeze(0)`, `x.log()`; a call that gives
  // values (`with_values`) to what takes none, as `logger.log(rows)`, asks something else.
  bool asks_a_tensor(std::string_view method, bool with_values) const;

  // nullptr: not fixed.
  const FixedParameter* fixed_parameter(std::string_view name) const;
  const std::vector<FixedParameter>& fixed_parameters() const;
  // What a model of another package gives in the port when it is not asked for an object: the fields of a
  // tuple, in order. By the class's last name in the package ("transformers.CLIPTextModel"); nullptr: not
  // listed, so it gives the object that it gives in HF.
  const std::vector<std::string>* model_output(std::string_view qualified) const;
  // The names of all fields that listed models have.
  bool is_output_field(std::string_view name) const;

  // A package that works on torch's tensors: what to say where it is imported; nullptr: not listed.
  const std::string* torch_package(std::string_view name) const;

  // The port's habits that are taste; nullptr (as embedded() gives it): none are followed.
  const Profile* profile() const;
  // The profile's library, else the default one.
  const LibraryFacts& library() const;
  void set_profile(std::optional<Profile> profile);

  Tables(Tables&&) noexcept;
  Tables& operator=(Tables&&) noexcept;
  ~Tables();

 private:
  Tables();
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace mintport
