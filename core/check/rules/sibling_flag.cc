// Class attributes that most models of the folder set, and that one lacks.

#include <algorithm>
#include <map>

#include "core/base/text.hh"
#include "core/check/rules/rules.hh"

namespace mintport::check::sibling_flag {
namespace {

using Roots = std::set<std::string, std::less<>>;

// A few siblings, and nearly all of them.
constexpr std::size_t kLeastSiblings = 4;
bool is_custom(std::size_t with, std::size_t all) {
  return all >= kLeastSiblings && with * 5 >= all * 4;
}

std::string_view folder_of(const PortFile& file) {
  const std::string_view path = file.path();
  return path.substr(0, path.rfind('/') + 1);
}

// The flags that a class body sets to something.
std::set<std::string> own_flags(const PortFile& file, NodeId type) {
  const Tree& tree = file.tree();
  std::set<std::string> out;
  for (NodeId statement : tree.named_children(tree.child(type, Field::body))) {
    const auto view = assignment_view(
        tree, tree.is(statement, Kind::expression_statement) ? tree.only_child(statement) : statement);
    const std::string_view name = view ? tree.text(view->left) : std::string_view();
    if (name == "_no_split_modules" || name.starts_with("_supports_")) out.emplace(name);
  }
  return out;
}

// The flags that the class has, its bases in the port included. The roots only have defaults.
std::set<std::string> flags_of(const Port& port, const Found& type, const Roots& roots, int steps = 8) {
  std::set<std::string> out;
  if (!type || steps == 0) return out;
  for (NodeId id : type.file->tree().of(Kind::class_definition)) {
    if (name_of(type.file->tree(), id) == type.definition->name) out.merge(own_flags(*type.file, id));
  }
  for (const std::string& base : type.definition->bases) {
    if (!roots.contains(last_part(base))) out.merge(flags_of(port, port.find(base), roots, steps - 1));
  }
  return out;
}

// A model that is built of several blocks: only such a one has parts to split, recompute or load in turn.
bool has_blocks(const Tree& tree, NodeId type) {
  const std::string_view init = tree.text(method_of(tree, type, "__init__"));
  return init.find("CellList(") != init.npos || init.find("ModuleList(") != init.npos;
}

Roots roots_of(const LibraryFacts& library) {
  return {library.module_roots.begin(), library.module_roots.end()};
}

// The models of a file, without the roots' own classes.
std::vector<TopClass> models(const CheckContext& context) {
  const Roots roots = roots_of(context.library());
  auto out = top_classes(context);
  std::erase_if(out, [&](const TopClass& type) {
    const auto& bases = type.found.definition->bases;
    return std::none_of(bases.begin(), bases.end(),
                        [&](const std::string& base) { return roots.contains(last_part(base)); }) ||
           !has_blocks(context.tree(), type.node);
  });
  return out;
}

void check(const CheckContext& context, CheckReport& out) {
  const auto own = models(context);
  if (own.empty()) return;
  std::map<std::string, std::size_t> with;
  std::size_t all = 0;
  for (const PortFile* file : context.port.files()) {
    if (folder_of(*file) != folder_of(context.file)) continue;
    for (const TopClass& type : models({*file, context.port, context.tables, context.upstream})) {
      ++all;
      for (const std::string& flag : own_flags(*file, type.node)) ++with[flag];
    }
  }
  const Tree& tree = context.tree();
  for (const TopClass& type : own) {
    const auto has = flags_of(context.port, type.found, roots_of(context.library()));
    for (const auto& [flag, count] : with) {
      if (!is_custom(count, all) || has.contains(flag)) continue;
      out.add(tree[tree.child(type.node, Field::name)].range, std::string(type.name()) + "." + flag,
              "does not set " + flag + ", as " + std::to_string(count) + " of " + std::to_string(all) +
                  " models of this folder do; set it to what the model supports");
    }
  }
}

}  // namespace

extern const CheckRule kRule{
    .id = "sibling-flag",
    .level = Level::note,
    .does =
        "a model of blocks without `_no_split_modules` or a `_supports_...` flag that nearly all models of "
        "its "
        "folder set",
    .why = "the library takes the default of the base class: the feature is refused, or works only in part",
    .example = "class B(ModelMixin): -> class B(ModelMixin): _supports_gradient_checkpointing = True",
    .port_only = false,
    .check = check};

}  // namespace mintport::check::sibling_flag
