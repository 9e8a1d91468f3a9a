#include "core/names/types.hh"

#include <array>

#include "core/names/type_hints.hh"
#include "core/names/type_pass.hh"

namespace mintport {

std::string_view to_string(Fact fact) {
  static constexpr std::array<std::string_view, 17> kNames{
      "unknown", "tensor", "list of tensors", "ndarray", "module", "layer", "dtype", "device",  "generator",
      "shape",   "number", "boolean",         "text",    "none",   "list",  "dict",  "encoding"};
  return kNames[static_cast<std::size_t>(fact)];
}

std::string_view to_string(Evidence evidence) {
  static constexpr std::array<std::string_view, 12> kNames{
      "no evidence", "annotation", "constructor",    "known return",
      "attribute",   "literal",    "operation",      "isinstance test",
      "use",         "docstring",  "return_tensors", "return_tensors on some ways"};
  return kNames[static_cast<std::size_t>(evidence)];
}

TypePass::TypePass(const Names& names, const Knowledge& knowledge, const Classes& classes,
                   std::vector<TypeFact>& facts)
    : names_(names),
      tree_(names.tree()),
      knowledge_(knowledge),
      classes_(classes),
      annotations_(names),
      facts_(facts),
      hints_(hints_from_use(names, knowledge)) {
  facts_.resize(tree_.nodes().size());
}

void TypePass::run() {
  Env env;
  block(0, env);
}

Types::Types(const Names& names, const Knowledge& knowledge) {
  const Classes classes(names, knowledge);
  module_classes_ = classes.modules();
  TypePass(names, knowledge, classes, facts_).run();
}

bool Types::is_module_class(NodeId class_definition) const {
  return module_classes_.contains(class_definition);
}

}  // namespace mintport
