// The forward pass that assigns a fact to every expression. Part of core/names: others include types.hh.
#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "core/names/annotations.hh"
#include "core/names/classes.hh"
#include "core/names/type_env.hh"

namespace mintport {

// The arguments must outlive this. A passed Env holds the facts before a node, and on return those after it.
class TypePass {
 public:
  TypePass(const Names& names, const Knowledge& knowledge, const Classes& classes,
           std::vector<TypeFact>& facts);
  void run();

 private:
  struct ClassFacts {
    std::unordered_map<std::string_view, TypeFact> attributes;
  };
  // The facts that all `return`s of a function agree on.
  struct Returned {
    TypeFact whole{Fact::none, Evidence::none, kNoNode};  // Fact::none: no return yet
    std::vector<TypeFact> elements;                       // of the tuples, if all have the same size
    bool tuples = true;                                   // all results are tuples of that size
  };

  // Statements in their order (type_statements.cc).
  void block(NodeId id, Env& env);
  void statement(NodeId id, Env& env);
  void expression_statement(NodeId id, Env& env);
  TypeFact assignment(NodeId id, Env& env);
  bool assign_elements(NodeId left, NodeId right, Env& env);
  void assign(NodeId target, TypeFact value, Env& env);
  void set_attribute(std::string_view name, TypeFact value);
  void function(NodeId id, Env& outer);
  void bind_parameter(NodeId parameter, Env& env);
  void class_body(NodeId id, Env& outer);
  void annotate_class_attribute(NodeId statement);
  bool is_init(NodeId id) const;

  // Branching statements, and the joins of their paths (type_branches.cc).
  bool ends(NodeId body) const;
  void if_statement(NodeId id, Env& env);
  void narrow(NodeId condition, bool holds, Env& env);
  void narrow_by_call(NodeId condition, Env& env);
  void for_statement(NodeId id, Env& env);
  void iterate(NodeId left, NodeId right, Env& env);
  void loop(NodeId condition, NodeId body, Env& env);
  void match_statement(NodeId id, Env& env);
  void forget_captures(NodeId pattern, Env& env) const;
  void try_statement(NodeId id, Env& env);
  void with_statement(NodeId id, Env& env);

  // Expressions (type_expressions.cc).
  void evaluate_children(NodeId id, Env& env);
  TypeFact evaluate(NodeId id, Env& env);
  TypeFact compute(NodeId id, Env& env);
  TypeFact as_pattern(NodeId id, Env& env);
  TypeFact conditional(NodeId id, Env& env);
  TypeFact comprehension(NodeId id, Env& env);
  TypeFact identifier(NodeId id, Env& env);
  TypeFact attribute(NodeId id, Env& env);
  Fact of_interface(NodeId object, std::string_view attribute) const;
  bool is_plain_index(NodeId subscript) const;
  TypeFact subscript(NodeId id, Env& env);
  TypeFact arithmetic(TypeFact a, TypeFact b, NodeId id) const;
  TypeFact comparison(NodeId id, Env& env);

  // Calls (type_calls.cc).
  TypeFact call(NodeId id, Env& env);
  TypeFact known_call(NodeId id, const std::string& q);
  TypeFact method_call(NodeId id, NodeId function, NodeId list);
  bool is_reshaped(NodeId value) const;
  TypeFact encoding_call(NodeId function, NodeId list, NodeId id) const;

  // Return values of the file's functions (type_returns.cc).
  void note_return(TypeFact value);
  void note_elements(NodeId value);
  std::vector<TypeFact> elements_of(NodeId value) const;
  NodeId local_callee(NodeId call) const;
  TypeFact returned_by(NodeId function, NodeId call) const;
  std::vector<TypeFact> elements_returned(NodeId call) const;

  // The fact found so far; unknown for kNoNode.
  TypeFact known(NodeId id) const { return id < facts_.size() ? facts_[id] : TypeFact{}; }

  const Names& names_;
  const Tree& tree_;
  const Knowledge& knowledge_;
  const Classes& classes_;
  const Annotations annotations_;
  std::vector<TypeFact>& facts_;  // by node: the result
  std::vector<TypeFact> hints_;   // by group
  std::unordered_map<NodeId, Returned> returns_;
  ClassFacts* class_ = nullptr;
  NodeId class_node_ = kNoNode;
  Returned returned_;
  std::vector<Env>* exits_ = nullptr;  // receives the facts at `break` and `continue` of the current loop
};

}  // namespace mintport
