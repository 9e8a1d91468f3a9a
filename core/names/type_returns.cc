#include "core/names/type_pass.hh"
#include "core/syntax/views.hh"

namespace mintport {

void TypePass::note_return(TypeFact value) {
  TypeFact& whole = returned_.whole;
  if (value.fact == Fact::none) return;
  if (whole.fact == Fact::none) {
    whole = value;
  } else if (whole.fact != value.fact) {
    whole = {};
  }
}

// Call after the tuple is evaluated.
void TypePass::note_elements(NodeId value) {
  Returned& so_far = returned_;
  const std::vector<TypeFact> now = elements_of(value);
  const bool first = so_far.elements.empty();
  so_far.tuples = so_far.tuples && !now.empty() && (first || now.size() == so_far.elements.size());
  if (!so_far.tuples) return;
  if (first) so_far.elements = now;
  for (std::size_t i = 0; i < now.size(); ++i) {
    if (so_far.elements[i].fact != now[i].fact) so_far.elements[i] = {};
  }
}

// The elements of `a, b` and `(a, b)`; empty for anything else.
std::vector<TypeFact> TypePass::elements_of(NodeId value) const {
  std::vector<TypeFact> out;
  if (!tree_.is(value, Kind::expression_list, Kind::tuple)) return out;
  for (NodeId part : tree_.named_children(value)) out.push_back(known(part));
  return out;
}

// f(...) and self.f(...), if the file or class defines f.
NodeId TypePass::local_callee(NodeId call) const {
  const NodeId function = callee_of(tree_, call);
  if (function == kNoNode || !names_.qualified(function).empty()) return kNoNode;
  const auto method = attribute_view(tree_, function);
  if (!method) return classes_.local_function(function);
  if (tree_.text(method->object) != "self") return kNoNode;
  return method_of(tree_, class_node_, tree_.text(method->name));
}

TypeFact TypePass::returned_by(NodeId function, NodeId call) const {
  if (const NodeId type = tree_.child(function, Field::return_type); type != kNoNode) {
    const Fact fact = annotations_.annotated(type).fact;
    if (fact != Fact::unknown) return {fact, Evidence::known_return, call};
  }
  const auto found = returns_.find(function);
  if (found == returns_.end() || found->second.whole.fact == Fact::none) return {};
  return {found->second.whole.fact, Evidence::known_return, call};
}

std::vector<TypeFact> TypePass::elements_returned(NodeId call) const {
  const NodeId function = local_callee(call);
  const auto found = function == kNoNode ? returns_.end() : returns_.find(function);
  if (found == returns_.end() || !found->second.tuples) return {};
  std::vector<TypeFact> out = found->second.elements;
  for (TypeFact& one : out) one = {one.fact, Evidence::known_return, call};
  return out;
}

}  // namespace mintport
