#include "core/check/rules/rules.hh"

#include "core/base/text.hh"

namespace mintport::check {
namespace {

bool asks_type_checking(const Tree& tree, NodeId branch) {
  return tree.text(tree.child(branch, Field::condition)).find("TYPE_CHECKING") != std::string_view::npos;
}

// `except:`, `except Exception:`, `except ImportError:` and those of classes that are named after imports.
bool catches_imports(const Tree& tree, NodeId statement) {
  for (NodeId clause : tree.children(statement)) {
    if (!tree.is(clause, Kind::except_clause)) continue;
    const std::string_view head = tree.text(clause).substr(0, tree.text(clause).find('\n'));
    for (const std::string_view word :
         {"except:", "Exception", "ImportError", "ModuleNotFound", "NotAvailable"}) {
      if (head.find(word) != head.npos) return true;
    }
  }
  return false;
}

}  // namespace

bool is_guarded(const CheckContext& context, NodeId statement) {
  const Tree& tree = context.tree();
  for (NodeId at = tree[statement].parent; at != kNoNode && at != 0; at = tree[at].parent) {
    if (tree.is(at, Kind::try_statement) && catches_imports(tree, at)) return true;
    if (tree.is(at, Kind::if_statement) && !asks_type_checking(tree, at)) return true;
  }
  return false;
}

bool is_type_checking(const Tree& tree, NodeId node) {
  for (NodeId at = node; at != kNoNode && at != 0; at = tree[at].parent) {
    const NodeId up = tree[at].parent;
    if (tree.is(up, Kind::if_statement) && tree[at].field == Field::consequence &&
        asks_type_checking(tree, up))
      return true;
  }
  return false;
}

std::vector<TopClass> top_classes(const CheckContext& context) {
  std::vector<TopClass> out;
  const Tree& tree = context.tree();
  const auto& definitions = context.file.facts().definitions;
  for (NodeId child : tree.children(0)) {
    const NodeId node = definition_of(tree, child);
    if (!tree.is(node, Kind::class_definition)) continue;
    const auto found = definitions.find(name_of(tree, node));
    if (found == definitions.end() || found->second.several) continue;
    out.push_back({node, {&context.file, &found->second}});
  }
  return out;
}

std::vector<TopClass> pipelines(const CheckContext& context) {
  const std::string_view base = last_part(context.library().pipeline);
  if (base.empty()) return {};
  auto out = top_classes(context);
  std::erase_if(out, [&](const TopClass& type) {
    return type.name() == base || !context.port.inherits(type.found, {std::string(base)});
  });
  return out;
}

std::vector<NodeId> compute_methods(const CheckContext& context) {
  std::vector<NodeId> out;
  const Tree& tree = context.tree();
  for (NodeId id : tree.of(Kind::class_definition)) {
    const NodeId method = method_of(tree, id, context.upstream ? "forward" : "construct");
    if (method != kNoNode) out.push_back(method);
  }
  return out;
}

std::string similar(const std::vector<std::string>& names) {
  std::string out;
  for (const std::string& name : names) out += (out.empty() ? "; similar: " : ", ") + name;
  return out;
}

}  // namespace mintport::check
