// Type facts: the certain type of an expression, and the evidence for it. Computed by a forward pass over
// each function from annotations, constructors, known results, attributes set in __init__, isinstance tests
// and uses of names. Never a guess: without evidence the fact is Fact::unknown.
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
  list,  // list, tuple or set of other values
  dict,
  encoding,  // the result of a tokenizer or processor
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
  encoded,         // requested by `return_tensors`: a numpy array after conversion
  partly_encoded,  // the same on some paths, another value on others
};
std::string_view to_string(Evidence evidence);

struct TypeFact {
  Fact fact = Fact::unknown;
  Evidence evidence = Evidence::none;
  NodeId where = kNoNode;  // the annotation, constructor, call... that is the evidence
  friend bool operator==(const TypeFact&, const TypeFact&) = default;
};

// Facts from the tables. Every function may return Fact::unknown.
struct Knowledge {
  // For a call of the qualified name: "torch.cat", "torch.Tensor.to", "torch.nn.Linear".
  std::function<Fact(std::string_view qualified)> returns;
  // For an attribute of a tensor: "shape", "dtype".
  std::function<Fact(std::string_view attribute)> tensor_attribute;
  // True for a method that only tensors have, called with or without values: "unsqueeze".
  std::function<bool(std::string_view method, bool with_values)> only_tensor;
  // True for a class of the project (by last name) that inherits from a module in another file; may be empty.
  std::function<bool(std::string_view name)> module_class;
  // Last names of bases that make a class a module, besides torch's own.
  std::vector<std::string> module_roots;
  // Classes with the attributes of any `scheduler`, and of models' results; may be empty.
  std::string scheduler, model_output;
};

class Types {
 public:
  Types(const Names& names, const Knowledge& knowledge);

  TypeFact of(NodeId expression) const {
    return expression < facts_.size() ? facts_[expression] : TypeFact{};
  }
  bool is(NodeId expression, Fact fact) const { return of(expression).fact == fact; }
  // True for a class that inherits from torch.nn.Module, as far as this file and known names show.
  bool is_module_class(NodeId class_definition) const;

 private:
  std::vector<TypeFact> facts_;  // by node
  std::unordered_set<NodeId> module_classes_;
};

}  // namespace mintport
