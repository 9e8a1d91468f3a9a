// What nodes of some kinds are made of, by name: instead of children asked for one by one.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "core/syntax/tree.hh"

namespace mintport {

// f(a, b=1). Not f(x for x in y): there the argument has no list around it.
struct CallView {
  NodeId function, list;
};
// Nothing for what is no such call, and for kNoNode.
std::optional<CallView> call_view(const Tree& tree, NodeId node);

// object.name
struct AttributeView {
  NodeId object, name;
};
std::optional<AttributeView> attribute_view(const Tree& tree, NodeId node);

// The arguments of a call, without comments; none for what is no call.
std::vector<NodeId> arguments_of(const Tree& tree, NodeId call);

// The name of a keyword argument; empty for any other argument.
std::string_view keyword_of(const Tree& tree, NodeId argument);

}  // namespace mintport
