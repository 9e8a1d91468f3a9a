// Classes and functions that the file defines, and which of the classes are modules. Part of core/names:
// others include types.hh.
#pragma once

#include <unordered_set>

#include "core/names/types.hh"

namespace mintport {

// Both arguments must outlive this.
class Classes {
 public:
  Classes(const Names& names, const Knowledge& knowledge)
      : names_(names), tree_(names.tree()), knowledge_(knowledge) {
    find_module_classes();
  }

  // Class definitions that inherit from torch.nn.Module.
  const std::unordered_set<NodeId>& modules() const { return modules_; }
  bool is_module(NodeId class_definition) const { return modules_.contains(class_definition); }
  // The definition in this file that an identifier refers to; for a function only if nothing else binds the
  // name.
  NodeId local_class(NodeId name) const;
  NodeId local_function(NodeId name) const;

 private:
  void find_module_classes();
  bool has_module_base(NodeId id) const;
  bool is_module_name(std::string_view q) const;

  const Names& names_;
  const Tree& tree_;
  const Knowledge& knowledge_;
  std::unordered_set<NodeId> modules_;
};

}  // namespace mintport
