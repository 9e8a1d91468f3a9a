// Light type facts: what an expression surely is, and why we think so. A forward pass over each function,
// from annotations, constructors, known returns, attributes set in __init__, isinstance tests and the way a
// name is used. No fact is a guess: without evidence it is Fact::unknown.
#pragma once

#include <functional>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "core/names/names.hh"

namespace mintport {

enum class Fact : std::uint8_t {
  unknown,
  tensor,
  tensors,  // list or tuple of tensors
  ndarray,
  module,  // an instance of a neural network layer or model
  layer,   // a module that is known to return one tensor
  dtype,
  device,
  generator,
  shape,
  number,
  boolean,
  text,
  none,
  list,  // list, tuple, set of something else
  dict,
  encoding,  // what a tokenizer or processor returns
};
std::string_view to_string(Fact fact);

enum class Evidence : std::uint8_t {
  none,
  annotation,
  constructor,
  known_return,
  attribute,
  literal,
  operation,
  isinstance_test,
  use,
  docstring,
  encoded,         // made because `return_tensors` asked for it: a numpy array after conversion
  partly_encoded,  // that on some ways, something else on others
};
std::string_view to_string(Evidence evidence);

struct TypeFact {
  Fact fact = Fact::unknown;
  Evidence evidence = Evidence::none;
  NodeId where = kNoNode;  // the annotation, constructor, call... that says so
  friend bool operator==(const TypeFact&, const TypeFact&) = default;
};

// What the tables know; every function may answer Fact::unknown.
struct Knowledge {
  // Of a call of the qualified name: "torch.cat", "torch.Tensor.to", "torch.nn.Linear".
  std::function<Fact(std::string_view qualified)> returns;
  // Of an attribute read on a tensor: "shape", "dtype".
  std::function<Fact(std::string_view attribute)> tensor_attribute;
  // A method that only tensors have, called with or without values: "unsqueeze".
  std::function<bool(std::string_view method, bool with_values)> only_tensor;
  // A class of the project, by its last name, that inherits from a module in another file; may be empty.
  std::function<bool(std::string_view name)> module_class;
  // Last names of bases that make a class a module, besides torch's own.
  std::vector<std::string> module_roots;
  // Classes whose attributes anything called `scheduler`, and what models return, have; may be empty.
  std::string scheduler, model_output;
};

class Types {
 public:
  Types(const Names& names, const Knowledge& knowledge);

  TypeFact of(NodeId expression) const {
    return expression < facts_.size() ? facts_[expression] : TypeFact{};
  }
  bool is(NodeId expression, Fact fact) const { return of(expression).fact == fact; }
  // True for a class whose bases lead to torch.nn.Module, as far as this file and known names say.
  bool is_module_class(NodeId class_definition) const;

 private:
  std::vector<TypeFact> facts_;  // by node
  std::unordered_set<NodeId> module_classes_;
};

}  // namespace mintport
