// Types from annotations. Part of core/names: others include types.hh.
#pragma once

#include <string_view>
#include <vector>

#include "core/names/types.hh"

namespace mintport {

// "torch.Tensor", "torch.FloatTensor": a tensor class directly in torch.
bool is_torch_tensor_class(std::string_view qualified);

// `names` must outlive this.
class Annotations {
 public:
  explicit Annotations(const Names& names) : names_(names), tree_(names.tree()) {}

  // The fact of the annotation, which is also its evidence; unknown for kNoNode.
  TypeFact annotated(NodeId node) const;
  // The fact alone, for annotations and the second argument of isinstance.
  TypeFact annotation_fact(NodeId node) const;

 private:
  TypeFact generic_fact(NodeId node) const;
  TypeFact union_fact(const std::vector<NodeId>& parts) const;
  const Names& names_;
  const Tree& tree_;
};

}  // namespace mintport
