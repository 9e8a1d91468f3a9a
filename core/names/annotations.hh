// What annotations say of a value's type. Part of core/names: others include types.hh.
#pragma once

#include <string_view>
#include <vector>

#include "core/names/types.hh"

namespace mintport {

// "torch.Tensor", "torch.FloatTensor": a class right in torch.
bool is_torch_tensor_class(std::string_view qualified);

// Refers to `names`, which must outlive it.
class Annotations {
 public:
  explicit Annotations(const Names& names) : names_(names), tree_(names.tree()) {}

  // The fact that the annotation gives, with the annotation as evidence; unknown for kNoNode.
  TypeFact annotated(NodeId node) const;
  // The bare fact, of annotations and of the second argument of isinstance.
  TypeFact annotation_fact(NodeId node) const;

 private:
  TypeFact generic_fact(NodeId node) const;
  TypeFact union_fact(const std::vector<NodeId>& parts) const;
  const Names& names_;
  const Tree& tree_;
};

}  // namespace mintport
