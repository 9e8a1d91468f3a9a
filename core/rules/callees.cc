#include "core/rules/callees.hh"

#include <algorithm>

namespace mintport {
namespace {

// super().__init__(...) calls the constructor of the class's base.
std::string_view base_name(const Tree& tree, NodeId id) {
  const NodeId around = tree.ancestor(id, Kind::class_definition);
  const NodeId bases = around == kNoNode ? kNoNode : tree.child(around, Field::superclasses);
  const auto all = bases == kNoNode ? std::vector<NodeId>{} : tree.named_children(bases);
  return all.empty() ? std::string_view() : tree.text(all.front());
}

std::string_view called_name(const Tree& tree, NodeId call, NodeId function) {
  std::string_view name = tree.text(function);
  if (tree[function].kind == Kind::attribute) {
    const NodeId attribute = tree.child(function, Field::attribute);
    name = attribute == kNoNode ? std::string_view() : tree.text(attribute);
  } else if (tree[function].kind != Kind::identifier) {
    return {};
  }
  return name == "__init__" ? base_name(tree, call) : name;
}

}  // namespace

std::vector<const Signature*> callees(const RuleInput& input, NodeId call) {
  const NodeId function = input.tree.child(call, Field::function);
  const auto* all =
      function == kNoNode ? nullptr : input.signatures.find(called_name(input.tree, call, function));
  if (all == nullptr) return {};
  const std::string qualified = input.names.qualified(function);
  const std::size_t dot = qualified.rfind('.');
  const std::string imported = dot == std::string::npos ? std::string() : qualified.substr(0, dot);
  std::vector<const Signature*> out;
  for (const std::string& module : {input.names.module(), imported}) {
    for (const Signature& signature : *all) {
      if (signature.module == module) out.push_back(&signature);
    }
    if (!out.empty()) return out;
  }
  for (const Signature& signature : *all) out.push_back(&signature);
  return out;
}

bool takes(const Signature& signature, std::string_view parameter) {
  return std::find(signature.parameters.begin(), signature.parameters.end(), parameter) !=
         signature.parameters.end();
}

}  // namespace mintport
