// What nodes of some kinds are made of, by name: instead of children asked for one by one. Each view is
// nothing, and each search kNoNode or empty, for a node of another kind and for kNoNode:
//
//     if (const auto call = call_view(tree, node); call && tree.is(call->function, Kind::identifier)) ...
//
// Parts that the language asks for are there; those that may be missing say so.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "core/syntax/tree.hh"

namespace mintport {

// ---- calls

// f(a, b=1). Not f(x for x in y): there the argument has no list around it.
struct CallView {
  NodeId function, list;
};
std::optional<CallView> call_view(const Tree& tree, NodeId node);

// f of f(a) and of f(x for x in y)
NodeId callee_of(const Tree& tree, NodeId call);

// object.name
struct AttributeView {
  NodeId object, name;
};
std::optional<AttributeView> attribute_view(const Tree& tree, NodeId node);

// object.name of object.name(a)
std::optional<AttributeView> method_view(const Tree& tree, NodeId call);

// The arguments of a call, without comments; none for what is no call.
std::vector<NodeId> call_arguments(const Tree& tree, NodeId call);

// name=value among arguments
struct KeywordView {
  NodeId name, value;
};
std::optional<KeywordView> keyword_view(const Tree& tree, NodeId argument);

// The name of a keyword argument; empty for any other argument.
std::string_view keyword_of(const Tree& tree, NodeId argument);

// value of f(a, keyword=value)
NodeId keyword_value(const Tree& tree, NodeId call, std::string_view keyword);

// ---- expressions

// object[index]; of object[a, b] the first index.
struct SubscriptView {
  NodeId object, index;
};
std::optional<SubscriptView> subscript_view(const Tree& tree, NodeId node);

// left + right, left and right, left < right, left += right. Not a < b < c, which has three sides.
struct BinaryView {
  NodeId left, op, right;
};
std::optional<BinaryView> binary_view(const Tree& tree, NodeId node);

// yes if condition else no
struct ConditionalView {
  NodeId yes, condition, no;
};
std::optional<ConditionalView> conditional_view(const Tree& tree, NodeId node);

// text of "text", its first piece where f"{values}" part it; kNoNode for "" as well.
NodeId string_content(const Tree& tree, NodeId node);
std::string_view string_text(const Tree& tree, NodeId node);

// ---- statements

// left: type = right, or the statement that it is. `type` and `right` may be missing, but not both.
struct AssignmentView {
  NodeId left, type, right;
};
std::optional<AssignmentView> assignment_view(const Tree& tree, NodeId node);

// if condition: body; elif condition: body. `other` is the first elif or else of an if; it may be missing.
struct BranchView {
  NodeId condition, body, other;
};
std::optional<BranchView> branch_view(const Tree& tree, NodeId node);

// while condition: body. `other` is its else; it may be missing.
std::optional<BranchView> while_view(const Tree& tree, NodeId node);

// for target in iterable: body; and of a comprehension `for target in iterable`, without a body.
struct LoopView {
  NodeId target, iterable, body;
};
std::optional<LoopView> loop_view(const Tree& tree, NodeId node);

// ---- definitions

// The function or class of `@decorator def f(): ...`, and of one without decorators.
NodeId definition_of(const Tree& tree, NodeId statement);

// def name(self): ... in the body of a class; the first of that name.
NodeId method_of(const Tree& tree, NodeId class_definition, std::string_view name);

// The string that says what a function, class or module is for, first in its body; `body` is 0 for the
// module.
NodeId docstring_of(const Tree& tree, NodeId body);

// name of def name(), class name, and name=value among arguments and parameters
std::string_view name_of(const Tree& tree, NodeId node);

// name: type = value among parameters. `type` and `value` may be missing; `name` is *args where that has a
// type.
struct ParameterView {
  NodeId name, type, value;
};
std::optional<ParameterView> parameter_view(const Tree& tree, NodeId parameter);

}  // namespace mintport
