#include "core/names/classes.hh"

#include <algorithm>

#include "core/base/text.hh"

namespace mintport {

void Classes::find_module_classes() {
  const auto all = tree_.of(Kind::class_definition);
  std::vector<NodeId> left(all.begin(), all.end());
  for (std::size_t before = left.size() + 1; left.size() < before;) {
    before = left.size();
    std::erase_if(left, [&](NodeId id) {
      const bool module = has_module_base(id);
      if (module) modules_.insert(id);
      return module;
    });
  }
}

bool Classes::has_module_base(NodeId id) const {
  for (NodeId base : tree_.named_children(tree_.child(id, Field::superclasses))) {
    if (tree_[base].kind == Kind::keyword_argument) continue;
    if (const NodeId local = local_class(base); local != kNoNode) {
      if (local != id && is_module(local)) return true;
      continue;
    }
    const std::string q = names_.qualified(base);
    if (is_module_name(q)) return true;
  }
  return false;
}

// Names that are modules in any file: torch.nn classes, and the bases of HF's models.
bool Classes::is_module_name(std::string_view q) const {
  if (q.starts_with("torch.nn.") && !q.starts_with("torch.nn.functional."))
    return knowledge_.returns(q) != Fact::tensor;
  const std::string_view last = last_part(q);
  const auto& roots = knowledge_.module_roots;
  if (std::find(roots.begin(), roots.end(), last) != roots.end()) return true;
  return knowledge_.module_class && !q.starts_with("torch.") && knowledge_.module_class(last);
}

NodeId Classes::local_class(NodeId name) const {
  if (tree_[name].kind != Kind::identifier) return kNoNode;
  const GroupId group = names_.group_of(name);
  if (group == kNoGroup) return kNoNode;
  for (const Binding& binding : names_.groups()[group].bindings) {
    if (binding.kind == Binding::Kind::class_) return tree_[binding.node].parent;
  }
  return kNoNode;
}

NodeId Classes::local_function(NodeId name) const {
  if (tree_[name].kind != Kind::identifier) return kNoNode;
  const GroupId group = names_.group_of(name);
  if (group == kNoGroup || names_.groups()[group].bindings.size() != 1) return kNoNode;
  const Binding& binding = names_.groups()[group].bindings.front();
  return binding.kind == Binding::Kind::function ? tree_[binding.node].parent : kNoNode;
}

}  // namespace mintport
