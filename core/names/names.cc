#include "core/names/names.hh"

#include <algorithm>

#include "core/base/text.hh"

namespace mintport {
namespace {

bool is_comprehension(Kind kind) {
  return kind == Kind::list_comprehension || kind == Kind::dictionary_comprehension ||
         kind == Kind::set_comprehension || kind == Kind::generator_expression;
}

}  // namespace

std::string module_of(std::string_view path, std::string_view package) {
  std::string module(package);
  if (path.ends_with(".py")) path.remove_suffix(3);
  if (path == "__init__") path = {};
  if (path.ends_with("/__init__")) path.remove_suffix(9);
  if (path.empty()) return module;
  if (!module.empty()) module += '.';
  for (char c : path) module += c == '/' ? '.' : c;
  return module;
}

NodeId assigned_value(const Tree& tree, NodeId bound) {
  const NodeId up = tree[bound].parent;
  return tree[up].kind == Kind::assignment ? tree.child(up, Field::right) : kNoNode;
}

NodeId root_of(const Tree& tree, NodeId chain) {
  while (chain != kNoNode && tree[chain].kind == Kind::attribute) chain = tree.child(chain, Field::object);
  return chain != kNoNode && tree[chain].kind == Kind::identifier ? chain : kNoNode;
}

class NamesBuilder {
 public:
  explicit NamesBuilder(Names& names) : names_(names), tree_(*names.tree_) {}

  void run() {
    names_.scopes_.push_back({Scope::Kind::module, 0, 0});
    names_.by_scope_.emplace_back();
    outside_.push_back({});
    const auto nodes = tree_.nodes();
    for (NodeId id = 1; id < nodes.size(); ++id) {
      while (nodes[names_.scopes_[current_].node].last <= id) current_ = outside_[current_].around;
      visit(id);
    }
    resolve_uses();
    name_groups();
    collect_references();
  }

 private:
  struct Use {
    NodeId node;
    ScopeId scope;
  };
  // The nodes of a scope that are read in the enclosing scope, and that scope.
  struct Outside {
    ScopeId around = 0;
    NodeId begin = 0, end = 0;
  };

  void visit(NodeId id) {
    const Node& node = tree_[id];
    switch (node.kind) {
      case Kind::import_statement:
      case Kind::import_from_statement:
        add_imports(id);
        break;
      case Kind::function_definition:
        bind_name_child(id, Binding::Kind::function);
        open(Scope::Kind::function, id);
        break;
      case Kind::class_definition:
        bind_name_child(id, Binding::Kind::class_);
        open(Scope::Kind::class_, id);
        break;
      case Kind::lambda:
        open(Scope::Kind::expression, id);
        break;
      case Kind::global_statement:
      case Kind::nonlocal_statement:
        for (NodeId name : tree_.named_children(id))
          outer_[{current_, tree_.text(name)}] = node.kind == Kind::global_statement;
        break;
      case Kind::identifier:
        visit_identifier(id);
        break;
      default:
        if (is_comprehension(node.kind)) open(Scope::Kind::expression, id);
        break;
    }
  }

  void open(Scope::Kind kind, NodeId id) {
    names_.scopes_.push_back({kind, id, reading_scope(id)});
    names_.by_scope_.emplace_back();
    outside_.push_back(read_outside(id));
    current_ = static_cast<ScopeId>(names_.scopes_.size() - 1);
  }

  // For a definition, the parts before its body (bases, defaults, annotations); for a comprehension, the
  // first iterable.
  Outside read_outside(NodeId id) const {
    if (!is_comprehension(tree_[id].kind)) {
      const NodeId body = tree_.child(id, Field::body);
      return {current_, id, body == kNoNode ? tree_[id].last : body};
    }
    const NodeId clause = tree_.child(id, Kind::for_in_clause);
    const NodeId iterable = clause == kNoNode ? kNoNode : tree_.child(clause, Field::right);
    return iterable == kNoNode ? Outside{current_, id, id}
                               : Outside{current_, iterable, tree_[iterable].last};
  }

  // The scope in which an expression at this place is evaluated.
  ScopeId reading_scope(NodeId id) const {
    ScopeId scope = current_;
    while (outside_[scope].begin <= id && id < outside_[scope].end) scope = outside_[scope].around;
    return scope;
  }

  void bind_name_child(NodeId id, Binding::Kind kind) {
    const NodeId name = tree_.child(id, Field::name);
    if (name != kNoNode) bind(current_, tree_.text(name), {kind, name, 0});
  }

  GroupId bind(ScopeId scope, std::string_view name, Binding binding) {
    if (const auto outer = outer_.find({scope, name}); outer != outer_.end()) {
      scope = outer->second ? 0 : enclosing_function(names_.scopes_[scope].parent);
    }
    auto [at, fresh] = names_.by_scope_[scope].try_emplace(name, static_cast<GroupId>(names_.groups_.size()));
    if (fresh) {
      Group group;
      group.name = name;
      group.scope = scope;
      names_.groups_.push_back(std::move(group));
    }
    names_.groups_[at->second].bindings.push_back(binding);
    names_.group_by_node_[binding.node] = at->second;
    return at->second;
  }

  ScopeId enclosing_function(ScopeId scope) const {
    while (scope != 0 && names_.scopes_[scope].kind != Scope::Kind::function)
      scope = names_.scopes_[scope].parent;
    return scope;
  }

  void visit_identifier(NodeId id) {
    const Node& node = tree_[id];
    const Node& parent = tree_[node.parent];
    switch (parent.kind) {
      case Kind::attribute:
        if (node.field == Field::attribute) return;
        break;
      case Kind::keyword_argument:
        if (node.field == Field::name) return;
        break;
      case Kind::function_definition:
      case Kind::class_definition:
        if (node.field == Field::name) return;  // bound above, in the enclosing scope
        break;
      case Kind::parameters:
      case Kind::lambda_parameters:
      case Kind::typed_parameter:
        bind(current_, tree_.text(id), {Binding::Kind::parameter, id, 0});
        return;
      case Kind::default_parameter:
      case Kind::typed_default_parameter:
        if (node.field == Field::name) {
          bind(current_, tree_.text(id), {Binding::Kind::parameter, id, 0});
          return;
        }
        break;
      case Kind::list_splat_pattern:
      case Kind::dictionary_splat_pattern:
        if (in_parameters(node.parent)) {
          bind(current_, tree_.text(id), {Binding::Kind::parameter, id, 0});
          return;
        }
        break;
      case Kind::dotted_name:
      case Kind::aliased_import:
        if (in_import(id)) return;
        if (tree_.first_child(node.parent) != id) return;  // case torch.float16: an attribute
        if (captures(node.parent)) {
          bind(current_, tree_.text(id), {Binding::Kind::assignment, id, 0});
          return;
        }
        break;
      case Kind::keyword_pattern:
        return;
      case Kind::splat_pattern:
        bind(current_, tree_.text(id), {Binding::Kind::assignment, id, 0});
        return;
      case Kind::as_pattern:
        if (tree_[parent.parent].kind != Kind::case_pattern) break;
        bind(current_, tree_.text(id), {Binding::Kind::assignment, id, 0});
        return;
      case Kind::global_statement:
      case Kind::nonlocal_statement:
        return;
      default:
        break;
    }
    if (const Binding::Kind kind = target_kind(id); kind != Binding::Kind::other) {
      // Assignment expressions bind in the function around a comprehension; loop variables stay inside it.
      ScopeId scope = current_;
      if (parent.kind == Kind::named_expression) {
        while (names_.scopes_[scope].kind == Scope::Kind::expression &&
               tree_[names_.scopes_[scope].node].kind != Kind::lambda) {
          scope = names_.scopes_[scope].parent;
        }
      }
      const bool also_read = parent.kind == Kind::augmented_assignment;
      bind(scope, tree_.text(id), {kind, id, 0});
      if (also_read) uses_.push_back({id, current_});
      return;
    }
    uses_.push_back({id, reading_scope(id)});
  }

  // A single name in a `case` captures the value, unless it is the class of a class pattern.
  bool captures(NodeId dotted_name) const {
    const Node& node = tree_[dotted_name];
    return tree_.next_sibling(tree_.first_child(dotted_name)) == kNoNode &&
           tree_[node.parent].kind != Kind::class_pattern;
  }

  bool in_parameters(NodeId id) const {
    const Kind parent = tree_[tree_[id].parent].kind;
    return parent == Kind::parameters || parent == Kind::lambda_parameters || parent == Kind::typed_parameter;
  }

  bool in_import(NodeId id) const {
    for (NodeId at = tree_[id].parent; at != kNoNode; at = tree_[at].parent) {
      const Kind kind = tree_[at].kind;
      if (is_import(kind)) return true;
      if (kind != Kind::dotted_name && kind != Kind::aliased_import && kind != Kind::relative_import)
        return false;
    }
    return false;
  }

  // The kind of binding at this identifier; Kind::other if it is read.
  Binding::Kind target_kind(NodeId id) const {
    NodeId at = id;
    for (NodeId up = tree_[at].parent; up != kNoNode; at = up, up = tree_[up].parent) {
      switch (tree_[up].kind) {
        case Kind::pattern_list:
        case Kind::tuple_pattern:
        case Kind::list_pattern:
        case Kind::list_splat_pattern:
        case Kind::tuple:
        case Kind::list:
        case Kind::parenthesized_expression:
        case Kind::expression_list:
          continue;
        case Kind::assignment:
        case Kind::augmented_assignment:
          return tree_[at].field == Field::left ? Binding::Kind::assignment : Binding::Kind::other;
        case Kind::named_expression:
          return tree_[at].field == Field::name ? Binding::Kind::assignment : Binding::Kind::other;
        case Kind::for_statement:
        case Kind::for_in_clause:
          return tree_[at].field == Field::left ? Binding::Kind::loop : Binding::Kind::other;
        case Kind::as_pattern_target: {
          const NodeId clause = tree_[tree_[up].parent].parent;
          const bool except = clause != kNoNode && tree_[clause].kind == Kind::except_clause;
          return except ? Binding::Kind::except : Binding::Kind::with;
        }
        case Kind::type_parameter:
        case Kind::delete_statement:
        default:
          return Binding::Kind::other;
      }
    }
    return Binding::Kind::other;
  }

  std::string absolute(std::uint32_t level, std::string_view tail) const {
    if (level == 0) return std::string(tail);
    std::string base = names_.module_;
    for (std::uint32_t up = names_.is_package_ ? 1 : 0; up < level; ++up) {
      const std::size_t dot = base.rfind('.');
      // Above the root package: use a name that cannot be mistaken for an absolute module.
      base = dot == std::string::npos ? std::string(".") : base.substr(0, dot);
    }
    if (!tail.empty()) base += "." + std::string(tail);
    return base;
  }

  void add_import(NodeId statement, NodeId item, std::string module, std::uint32_t level, std::string name,
                  std::string_view bound, std::string qualified, NodeId bound_node) {
    ImportItem out{
        statement, item,     std::move(module), std::move(name), std::string(bound), std::move(qualified),
        level,     current_, kNoGroup};
    const auto index = static_cast<std::uint32_t>(names_.imports_.size());
    if (out.name != "*") out.group = bind(current_, bound, {Binding::Kind::import, bound_node, index});
    names_.imports_.push_back(std::move(out));
  }

  void add_imports(NodeId id) {
    if (tree_[id].kind == Kind::import_statement) {
      for (NodeId item : tree_.named_children(id)) {
        const bool aliased = tree_[item].kind == Kind::aliased_import;
        const NodeId path = aliased ? tree_.child(item, Field::name) : item;
        const NodeId alias = aliased ? tree_.child(item, Field::alias) : kNoNode;
        if (path == kNoNode) continue;
        const std::string module(tree_.text(path));
        const NodeId first = tree_.first_child(path);
        if (alias != kNoNode) {
          add_import(id, item, module, 0, "", tree_.text(alias), module, alias);
        } else if (first != kNoNode) {
          const std::string_view root = tree_.text(first);
          add_import(id, item, module, 0, "", root, std::string(root), first);
        }
      }
      return;
    }
    const NodeId source = tree_.child(id, Field::module_name);
    if (source == kNoNode) return;
    std::uint32_t level = 0;
    std::string_view tail = tree_.text(source);
    while (tail.starts_with('.')) {
      ++level;
      tail.remove_prefix(1);
      tail = trim(tail);
    }
    const std::string module = absolute(level, tail);
    for (NodeId item : tree_.named_children(id)) {
      if (item == source) continue;
      if (tree_[item].kind == Kind::wildcard_import) {
        add_import(id, item, module, level, "*", "*", module, item);
        continue;
      }
      const bool aliased = tree_[item].kind == Kind::aliased_import;
      const NodeId name = aliased ? tree_.child(item, Field::name) : item;
      const NodeId alias = aliased ? tree_.child(item, Field::alias) : kNoNode;
      if (name == kNoNode) continue;
      const std::string plain(tree_.text(name));
      const std::string_view bound = alias != kNoNode ? tree_.text(alias) : tree_.text(name);
      add_import(id, item, module, level, plain, bound, module + "." + plain,
                 alias != kNoNode ? alias : name);
    }
  }

  void resolve_uses() {
    for (const Use& use : uses_) {
      const std::string_view name = tree_.text(use.node);
      const bool global = [&] {
        const auto outer = outer_.find({use.scope, name});
        return outer != outer_.end() && outer->second;
      }();
      for (ScopeId scope = global ? 0 : use.scope;; scope = names_.scopes_[scope].parent) {
        // Only the body itself sees the names of a class body.
        if (scope == use.scope || names_.scopes_[scope].kind != Scope::Kind::class_) {
          const auto found = names_.by_scope_[scope].find(name);
          if (found != names_.by_scope_[scope].end()) {
            names_.groups_[found->second].uses.push_back(use.node);
            names_.group_by_node_[use.node] = found->second;
            break;
          }
        }
        if (scope == 0) break;
      }
    }
  }

  // A name counts as imported if every binding is the same import, or sets it to None or a constant (as in
  // `except ImportError: torch = None`).
  void name_groups() {
    for (Group& group : names_.groups_) {
      std::string qualified;
      bool plain = true;
      for (const Binding& binding : group.bindings) {
        if (binding.kind == Binding::Kind::import) {
          const std::string& here = names_.imports_[binding.import].qualified;
          if (qualified.empty()) qualified = here;
          if (qualified != here) plain = false;
        } else if (!sets_constant(binding)) {
          plain = false;
        }
      }
      if (plain) group.qualified = std::move(qualified);
    }
  }

  bool sets_constant(const Binding& binding) const {
    if (binding.kind != Binding::Kind::assignment) return false;
    const NodeId value = assigned_value(tree_, binding.node);
    if (value == kNoNode) return false;
    const Kind kind = tree_[value].kind;
    return kind == Kind::none || kind == Kind::true_ || kind == Kind::false_;
  }

  void collect_references() {
    for (const Use& use : uses_) {
      const GroupId id = names_.group_by_node_[use.node];
      if (id == kNoGroup) continue;
      const Group& group = names_.groups_[id];
      if (group.qualified.empty()) continue;
      Reference reference{use.node, use.node, id, group.qualified};
      if (const NodeId up = tree_[use.node].parent; tree_[up].kind == Kind::dotted_name) {
        reference.node = up;  // in a `case`
        reference.qualified = names_.qualified(up);
      }
      for (NodeId up = tree_[use.node].parent;
           up != kNoNode && tree_[up].kind == Kind::attribute && tree_[reference.node].field == Field::object;
           up = tree_[up].parent) {
        const NodeId name = tree_.child(up, Field::attribute);
        if (name == kNoNode) break;
        reference.node = up;
        reference.qualified += "." + std::string(tree_.text(name));
      }
      names_.references_.push_back(std::move(reference));
    }
    std::sort(names_.references_.begin(), names_.references_.end(),
              [](const Reference& a, const Reference& b) { return a.root < b.root; });
  }

  struct OuterHash {
    std::size_t operator()(const std::pair<ScopeId, std::string_view>& key) const {
      return std::hash<std::string_view>()(key.second) * 31 + key.first;
    }
  };

  Names& names_;
  const Tree& tree_;
  ScopeId current_ = 0;
  std::vector<Outside> outside_;  // by scope
  std::vector<Use> uses_;
  std::unordered_map<std::pair<ScopeId, std::string_view>, bool, OuterHash> outer_;  // true: global
};

Names::Names(const Tree& tree, std::string_view path, std::string_view package)
    : tree_(&tree), module_(module_of(path, package)) {
  is_package_ = path == "__init__.py" || path.ends_with("/__init__.py");
  group_by_node_.resize(tree.nodes().size(), kNoGroup);
  NamesBuilder(*this).run();
}

GroupId Names::find(ScopeId scope, std::string_view name) const {
  const auto found = by_scope_[scope].find(name);
  return found == by_scope_[scope].end() ? kNoGroup : found->second;
}

GroupId Names::group_of(NodeId identifier) const {
  return identifier < group_by_node_.size() ? group_by_node_[identifier] : kNoGroup;
}

std::string Names::qualified(NodeId node) const {
  if ((*tree_)[node].kind == Kind::identifier) {
    const GroupId group = group_of(node);
    return group == kNoGroup ? std::string() : groups_[group].qualified;
  }
  if ((*tree_)[node].kind == Kind::dotted_name) {
    const NodeId first = tree_->first_child(node);
    const std::string base = first == kNoNode ? std::string() : qualified(first);
    return base.empty() ? base : base + std::string(tree_->text(node).substr(tree_->text(first).size()));
  }
  if ((*tree_)[node].kind != Kind::attribute) return {};
  const NodeId object = tree_->child(node, Field::object);
  const NodeId name = tree_->child(node, Field::attribute);
  if (object == kNoNode || name == kNoNode) return {};
  std::string base = qualified(object);
  if (!base.empty()) base += "." + std::string(tree_->text(name));
  return base;
}

ScopeId Names::scope_at(NodeId node) const {
  ScopeId best = 0;
  for (ScopeId id = 0; id < scopes_.size() && scopes_[id].node <= node; ++id) {
    if (node < (*tree_)[scopes_[id].node].last) best = id;
  }
  return best;
}

bool Names::binds(std::string_view name) const {
  return std::any_of(groups_.begin(), groups_.end(), [&](const Group& group) { return group.name == name; });
}

}  // namespace mintport
