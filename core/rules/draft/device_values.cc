#include "core/rules/draft/device_values.hh"
#include "core/base/text.hh"
#include "core/syntax/views.hh"

namespace mintport {
namespace {

bool is_device_text(std::string_view literal) {
  const std::size_t quote = literal.find_first_of("\"'");
  if (quote == std::string_view::npos) return false;
  literal.remove_prefix(quote + 1);
  for (std::string_view name : {"cpu", "cuda", "mps", "xpu", "npu", "meta"}) {
    if (literal.starts_with(name) && literal.size() > name.size() &&
        (literal[name.size()] == ':' || literal[name.size()] == literal.back())) {
      return true;
    }
  }
  return false;
}

bool is_device_name(std::string_view name) {
  return name == "device" || name.ends_with("_device");
}

}  // namespace

bool is_device_type(const RuleInput& input, NodeId expression) {
  const auto attribute = attribute_view(input.tree, expression);
  return attribute && input.tree.text(attribute->name) == "type" && is_device_value(input, attribute->object);
}

bool is_device_parameter(std::string_view name) {
  return name == "device";
}

bool is_device_value(const RuleInput& input, NodeId expression) {
  const Tree& tree = input.tree;
  if (input.types.is(expression, Fact::device)) return true;
  switch (tree[expression].kind) {
    case Kind::string:
      return is_device_text(tree.text(expression));
    case Kind::identifier:
    case Kind::attribute:
      return is_device_name(last_part(tree.text(expression)));
    case Kind::subscript: {
      const auto parts = tree.named_children(expression);  // the value and its keys
      return parts.size() == 2 && is_device_name(tree.text(string_content(tree, parts[1]))) &&
             tree.child(parts[1], Kind::interpolation) == kNoNode;
    }
    case Kind::call:
      return input.names.qualified(callee_of(tree, expression)) == "torch.device";
    default:
      return false;
  }
}

}  // namespace mintport
