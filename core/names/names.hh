// Scopes, bindings and what names mean: which identifiers lead to an import, and the qualified name they
// stand for. A Names refers to its Tree, which must outlive it. Python's own rules decide: a class scope is
// not seen from the functions inside it, comprehensions and lambdas have scopes of their own, `global` and
// `nonlocal` are followed.
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
  ScopeId parent = 0;  // the module's is itself
};

// One name that an import statement binds.
struct ImportItem {
  NodeId statement = kNoNode;
  NodeId item = kNoNode;    // the dotted_name, aliased_import or wildcard_import inside it
  std::string module;       // absolute: relative ones are resolved against the file's place in its package
  std::string name;         // what is imported from the module; empty for `import M`, "*" for a star
  std::string bound;        // the name bound; for `import a.b` that is "a"
  std::string qualified;    // what the bound name means: "torch.nn.functional"
  std::uint32_t level = 0;  // leading dots
  ScopeId scope = 0;
  GroupId group = kNoGroup;
};

struct Binding {
  enum class Kind { import, parameter, assignment, function, class_, loop, with, except, other };
  Kind kind = Kind::other;
  NodeId node = kNoNode;     // the identifier that is bound
  std::uint32_t import = 0;  // index into imports() for Kind::import
};

// All bindings of one name in one scope, and where it is used.
struct Group {
  std::string_view name;
  ScopeId scope = 0;
  std::vector<Binding> bindings;
  std::vector<NodeId> uses;  // identifiers that read it, from any scope; in the order of the text
  std::string
      qualified;  // not empty: every binding that counts is an import of this (others may set it to None)
};

// A use of an imported name with all attributes behind it: `F.silu` in `F.silu(x)`.
struct Reference {
  NodeId node = kNoNode;  // the longest chain
  NodeId root = kNoNode;  // the identifier at its start
  GroupId group = kNoGroup;
  std::string qualified;
};

class Names {
 public:
  // `path` and `package` as in ConvertOptions: they place relative imports.
  Names(const Tree& tree, std::string_view path, std::string_view package);

  const Tree& tree() const { return *tree_; }
  const std::vector<Scope>& scopes() const { return scopes_; }
  const std::vector<ImportItem>& imports() const { return imports_; }
  const std::vector<Group>& groups() const { return groups_; }
  const std::vector<Reference>& references() const { return references_; }

  // The name bound in that scope itself.
  GroupId find(ScopeId scope, std::string_view name) const;
  // The group that an identifier reads or binds; kNoGroup for attributes, keywords and builtins.
  GroupId group_of(NodeId identifier) const;
  // The qualified name of an identifier, attribute chain or dotted name of a `case` that leads to an import;
  // else empty.
  std::string qualified(NodeId node) const;
  // The innermost scope that holds the node.
  ScopeId scope_at(NodeId node) const;
  // True when any scope of the file binds the name.
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

// By its name.
inline bool is_python(std::string_view path) {
  return path.ends_with(".py");
}

// The value of the assignment that binds the name at `bound` alone; kNoNode where it is bound otherwise.
NodeId assigned_value(const Tree& tree, NodeId bound);

// The identifier at the start of a chain of attributes, of `self.x.y` its `self`; kNoNode when something else
// is there.
NodeId root_of(const Tree& tree, NodeId chain);

// The dotted module of a file in a package: ("models/x.py", "hf") -> "hf.models.x".
std::string module_of(std::string_view path, std::string_view package);

}  // namespace mintport
