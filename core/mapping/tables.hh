// The mapping tables: the target of each torch name, and the names that MindSpore and torch offer. Loaded and
// validated once, then read only. Returned views and pointers live as long as the Tables.
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
  name,       // only the name: torch.cat -> mint.cat, x.numpy() -> x.asnumpy()
  tuple,      // positional arguments become a tuple: x.repeat(a, b) -> x.tile((a, b))
  drop_call,  // the call becomes its receiver: x.cpu() -> x
  function,   // a method or property becomes a function: x.unflatten(d, s) -> unflatten(x, d, s), x.real ->
              // real(x)
  property,   // x.size() -> x.shape, x.size(d) -> x.shape[d]
  drop_override,  // a method of the project's base class: overrides in other classes are removed
  decorator,      // a decorator or context manager that is removed: torch.no_grad
  pairs,  // the target yields (name, value) pairs: for m in x.modules() -> for _, m in x.cells_and_names()
  initializer,  // a parameter is set to the target's result: nn.init.zeros_(w)
};

struct Entry {
  std::string source;  // "torch.cat", "torch.Tensor.repeat", "torch.nn.Module.parameters"
  std::string target;  // "mindspore.mint.cat"; empty: no equivalent
  // "function", "layer", "class", "dtype", "value", "method", "module", "device-check", or "constant": a
  // condition with a fixed value under MindSpore, which is the target ("False").
  std::string category;
  Form form = Form::name;
  bool certain = true;  // false: the rewrite is offered, not applied ("applicability": "maybe" in the table)
  std::string difference;  // how the target differs; not empty: gives a finding
  std::string note;        // for people: why there is no equivalent, and what to do instead
  std::string since;       // first MindSpore version with the target ("2.3"); empty: as old as mint
  std::string arguments;   // added to a call without arguments: m.eval() -> m.set_train(False)
  std::string suffix;      // added after the call: m.named_children() -> m.name_cells().items()
  std::string element;     // of a class or a numpy result: the element type, "mindspore.int64"; empty: any
  std::string file;        // the table with this entry: "functions.json"
  // numpy computes the function on the arrays of the first arguments, if the target cannot.
  struct Numpy {
    std::string function;    // "numpy.quantile"; empty: never
    bool of_number = false;  // only if the second argument is a number
    bool of_two = false;     // of two arrays, and of nothing else
    std::string difference;  // as above, if numpy computes it
    friend bool operator==(const Numpy&, const Numpy&) = default;
  } numpy;
  struct Rename {
    std::string from, to;
    friend bool operator==(const Rename&, const Rename&) = default;
  };
  std::vector<Rename> renames;  // keyword arguments; the table's own first, then common ones
  struct Drop {
    std::string argument;
    std::vector<std::string> harmless;  // source texts of values that can be dropped without loss; "*": any
    friend bool operator==(const Drop&, const Drop&) = default;
  };
  struct Takes {
    std::string argument;
    std::vector<std::string> values;  // all texts that the target accepts
    friend bool operator==(const Takes&, const Takes&) = default;
  };
  std::vector<Takes> takes;
  // A form of an argument for which the target behaves differently or refuses the call.
  struct Unlike {
    enum class Given {
      any,
      absent,
      keyword,
      integer,
      real,
      boolean,
      list,
      tuple,
      true_,
      false_,
      none,
      several,  // a list or tuple of more than one element
    } given = Given::any;
    std::string argument;  // torch's name
    std::string says;      // the difference, reported as a finding; empty: `write` repairs it
    // The repair: "tuple", "list", "float", "int" or "tensor" convert the value; "position" drops the
    // keyword; for an absent argument its text, "dim=-1", with full names of MindSpore in braces.
    std::string write;
    friend bool operator==(const Unlike&, const Unlike&) = default;
  };
  std::vector<Unlike> unlike;
  std::vector<Drop> drops;  // the table's own first, then common ones

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

// A name of a library, found by introspection.
struct Symbol {
  enum class Kind { function, method, class_, module, value, property } kind = Kind::function;
  bool has_signature = false;  // false: parameters are unknown
  std::vector<Parameter> parameters;
  friend bool operator==(const Symbol&, const Symbol&) = default;
};

// A module of the HF tree (or of a package next to it) that has another place in the port.
struct ModuleMove {
  std::string from, to;  // dotted: "hf.utils.torch_utils" -> "port.hf.utils.mindspore_utils"
  bool by_name = false;  // only names that the port has there move: from transformers import CLIPTextModel
  std::vector<std::string> stay;  // suffixes of names that never move, with by_name: "Tokenizer"
  friend bool operator==(const ModuleMove&, const ModuleMove&) = default;
};

// A word that is not a torch name, and its replacement.
struct Word {
  enum class Use {
    interface,  // an identifier, keyword or key of the project's own interface, everywhere, also in texts
    text,       // any part of docstrings, comments and messages; an initial letter must start a word
    option,     // a value of the option `of`, as argument, default or in a comparison
    example_result,  // in code examples: an attribute of a pipeline's result; `to` is its index in the tuple
    example_drop,    // in code examples: statements that call a method of this name are removed
  } use = Use::interface;
  std::string from, to;
  std::string of;  // of an option's value: the name of the option
  // For an interface word that is a keyword argument: functions of any library that accept it. Other
  // functions are checked by their signatures. Empty: every function accepts it.
  std::vector<std::string> functions;
  std::string reason;
  friend bool operator==(const Word&, const Word&) = default;
};

// A parameter of the project's functions that is constant in the port. It is removed, together with tests of
// it.
struct FixedParameter {
  std::string name;
  bool value = false;
  std::string note;
  friend bool operator==(const FixedParameter&, const FixedParameter&) = default;
};

// The result of a call, or the kind of a property or constant: enough to distinguish tensors.
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
  other,  // known not to be a tensor
};

// Which types have a method of that name.
enum class MethodOwner {
  none,         // torch tensors have no such method
  tensor_only,  // among the values of model code, only tensors have it: x.unsqueeze
  shared,       // str, list, dict, ndarray, Module or a configuration may also have it: x.to, x.copy, x.split
};

// The spelling in the tables: "drop_call", "example-result".
std::string_view to_string(Form form);
std::string_view to_string(Entry::Unlike::Given given);
std::string_view to_string(Word::Use use);

class Tables {
 public:
  // The tables embedded in the binary.
  static Result<Tables> embedded();
  // Lays `json` over the tables: an entry replaces one with the same source, or is added. Errors (kind
  // mapping) name `file`, the entry and the reason, and change nothing.
  Result<void> add(std::string_view file, std::string_view json);
  // A copy, to be extended.
  Tables copy() const;
  // Adds every *.json in `folder`, in the order of the names.
  Result<void> add_folder(const std::string& folder);

  // nullptr: there is none.
  const Entry* find(std::string_view source) const;
  // The entry of torch.Tensor.NAME, of torch.nn.Module.NAME. Cheaper than find(), for looking at every
  // attribute.
  const Entry* tensor_method(std::string_view name) const;
  const Entry* module_method(std::string_view name) const;
  const std::vector<Entry>& entries() const;
  // The entry with its own renames and drops only. nullptr: there is none.
  const Entry* own(std::string_view source) const;
  const std::vector<ModuleMove>& module_moves() const;
  const std::vector<Word>& words() const;
  // Drops that apply to calls of every entry, unless the target accepts the argument.
  const std::vector<Entry::Drop>& drops_everywhere() const;
  // For a method that torch.Tensor and mindspore.Tensor (or Module and Cell) have under one name, and that
  // has no entry of its own: an entry that keeps the name, with the common drops and renames.
  std::optional<Entry> same_name(std::string_view source) const;
  // "mindspore 2.10"
  std::string_view target_version() const;

  // A name of torch or mindspore; nullptr if the library lacks it. Resolves aliases (mindspore.float32).
  const Symbol* torch_symbol(std::string_view name) const;
  const Symbol* target_symbol(std::string_view name) const;
  // The names that the target's list holds directly in a module, sorted; empty if it does not list the
  // module.
  std::vector<std::string> target_members(std::string_view module) const;
  // Those of them that are similar to `name`, nearest first.
  std::vector<std::string> target_nearest(std::string_view module, std::string_view name,
                                          std::size_t at_most) const;
  // Names similar to `name`, nearest first: names of entries, and of torch.
  std::vector<std::string> nearest(std::string_view name, std::size_t at_most) const;

  // Whether the port's module (mindone.transformers) has a name, or a submodule of that name.
  bool port_has(std::string_view module, std::string_view name) const;
  bool port_has_module(std::string_view module) const;
  // Names of the port similar to `name`, which `module` lacks, with their modules, nearest first: the same
  // name elsewhere, then similar names of the module.
  std::vector<std::string> port_nearest(std::string_view module, std::string_view name,
                                        std::size_t at_most) const;
  // Replaces the port's names below `package`: lines "module name name ...".
  void set_port(std::string_view package, std::string names);
  // The port's module for `from module import name` (or, with an empty name, `import module`), by the longest
  // matching move: ("hf", "CLIPTextModel") -> "port.hf". Empty if the import stays.
  std::string moved_module(std::string_view module, std::string_view name) const;
  // The longest matching move; nullptr: the module does not move.
  const ModuleMove* module_move(std::string_view module) const;

  // For qualified torch names: "torch.cat", "torch.Tensor.shape", "torch.Tensor.sum".
  Returns returns(std::string_view name) const;
  // True if a call with a dimension returns values and indices: "torch.max", "torch.Tensor.topk".
  bool gives_pair(std::string_view name) const;
  // For unqualified names of methods and properties: "unsqueeze".
  MethodOwner method_owner(std::string_view name) const;
  // True if, among the values of model code, only a tensor has this call: `x.unsqueeze(0)`, `x.log()`. A call
  // with values (`with_values`) of a method without parameters is not a tensor's: `logger.log(rows)`.
  bool asks_a_tensor(std::string_view method, bool with_values) const;

  // nullptr: not a fixed parameter.
  const FixedParameter* fixed_parameter(std::string_view name) const;
  const std::vector<FixedParameter>& fixed_parameters() const;
  // The result of another package's model in the port when no object is requested: the fields of a tuple, in
  // order. Looked up by the class's last name in the package ("transformers.CLIPTextModel"). nullptr: not
  // listed, so it returns the same object as in HF.
  const std::vector<std::string>* model_output(std::string_view qualified) const;
  // True for a field of any listed model.
  bool is_output_field(std::string_view name) const;

  // A package that requires torch's tensors: the text of the finding for its import. nullptr: not listed.
  const std::string* torch_package(std::string_view name) const;

  // The port's conventions; nullptr (the default of embedded()): none.
  const Profile* profile() const;
  // The library of the profile, else the default one.
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
