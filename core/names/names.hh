// Scopes, bindings and meanings of names: which identifiers refer to an import, and their qualified names.
// The Tree must outlive its Names. Follows Python's rules: functions do not see the scope of a class around
// them, comprehensions and lambdas have their own scopes, and `global` and `nonlocal` are respected.
#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "core/syntax/tree.hh"

namespace mintport {

using ScopeId = std::uint32_t;
using GroupId = std::uint32_t;
inline constexpr GroupId kNoGroup = 0xFFFFFFFF;

struct Scope {
  enum class Kind {
    module,
    class_,
    function,
    expression
  } kind = Kind::module;  // expression: lambda, comprehension
  NodeId node = 0;
  ScopeId parent = 0;  // the module's parent is itself
};

// A name that an import statement binds.
struct ImportItem {
  NodeId statement = kNoNode;
  NodeId item = kNoNode;    // its dotted_name, aliased_import or wildcard_import
  std::string module;       // absolute: relative imports are resolved by the file's path in its package
  std::string name;         // imported name; empty for `import M`, "*" for a star
  std::string bound;        // bound name; "a" for `import a.b`
  std::string qualified;    // meaning of the bound name: "torch.nn.functional"
  std::uint32_t level = 0;  // number of leading dots
  ScopeId scope = 0;
  GroupId group = kNoGroup;
};

struct Binding {
  enum class Kind { import, parameter, assignment, function, class_, loop, with, except, other };
  Kind kind = Kind::other;
  NodeId node = kNoNode;     // the bound identifier
  std::uint32_t import = 0;  // for Kind::import: index in imports()
};

// All bindings of a name in a scope, and its uses.
struct Group {
  std::string_view name;
  ScopeId scope = 0;
  std::vector<Binding> bindings;
  std::vector<NodeId> uses;  // identifiers that read it, from any scope, in the order of the text
  std::string qualified;     // not empty: every relevant binding imports this (others may set it to None)
};

// A use of an imported name including all attributes: `F.silu` in `F.silu(x)`.
struct Reference {
  NodeId node = kNoNode;  // the longest chain
  NodeId root = kNoNode;  // the identifier at its start
  GroupId group = kNoGroup;
  std::string qualified;
};

class Names {
 public:
  // `path` and `package` as in ConvertOptions; they resolve relative imports.
  Names(const Tree& tree, std::string_view path, std::string_view package);

  const Tree& tree() const { return *tree_; }
  const std::vector<Scope>& scopes() const { return scopes_; }
  const std::vector<ImportItem>& imports() const { return imports_; }
  const std::vector<Group>& groups() const { return groups_; }
  const std::vector<Reference>& references() const { return references_; }

  // The name bound directly in that scope.
  GroupId find(ScopeId scope, std::string_view name) const;
  // The group that an identifier reads or binds; kNoGroup for attributes, keywords and builtins.
  GroupId group_of(NodeId identifier) const;
  // The qualified name of an identifier, an attribute chain or a dotted name in a `case` that refers to an
  // import; else empty.
  std::string qualified(NodeId node) const;
  // The innermost scope that contains the node.
  ScopeId scope_at(NodeId node) const;
  // True if any scope of the file binds the name.
  bool binds(std::string_view name) const;
  // The dotted module of this file ("hf.models.attention").
  const std::string& module() const { return module_; }

 private:
  friend class NamesBuilder;
  const Tree* tree_;
  std::string module_;
  bool is_package_ = false;  // an __init__.py
  std::vector<Scope> scopes_;
  std::vector<ImportItem> imports_;
  std::vector<Group> groups_;
  std::vector<Reference> references_;
  std::vector<std::unordered_map<std::string_view, GroupId>> by_scope_;
  std::vector<GroupId> group_by_node_;
};

// Judged by the file name.
inline bool is_python(std::string_view path) {
  return path.ends_with(".py");
}

// The value of an assignment whose only target is the name at `bound`; kNoNode for other bindings.
NodeId assigned_value(const Tree& tree, NodeId bound);

// The identifier at the start of an attribute chain: `self` for `self.x.y`. kNoNode if another expression is
// there.
NodeId root_of(const Tree& tree, NodeId chain);

// The dotted module of a file in a package: ("models/x.py", "hf") -> "hf.models.x".
std::string module_of(std::string_view path, std::string_view package);

}  // namespace mintport
