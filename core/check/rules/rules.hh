// What several rules share. A rule's file defines `kRule` in a namespace of its own name.
#pragma once

#include <algorithm>
#include <vector>

#include "core/check/port/rule.hh"
#include "core/syntax/views.hh"

namespace mintport::check {

// True if code expects the statement to fail or to be skipped: below `try` with an except for imports, and
// below an `if` other than TYPE_CHECKING.
bool is_guarded(const CheckContext& context, NodeId statement);

// True below `if TYPE_CHECKING:`, which runs only for tools.
bool is_type_checking(const Tree& tree, NodeId node);

// A class at the top of the file.
struct TopClass {
  NodeId node = kNoNode;
  Found found;
  std::string_view name() const { return found.definition->name; }
};
// Those that are defined once.
std::vector<TopClass> top_classes(const CheckContext& context);

// The classes that inherit from the library's pipeline, at the top of the file.
std::vector<TopClass> pipelines(const CheckContext& context);

// The methods in which the classes of the file compute: `construct`, or `forward` in the library itself.
std::vector<NodeId> compute_methods(const CheckContext& context);

// Calls `look` with each node of the kind in the subtree, without those in functions and classes inside.
template <class Look>
void each_inside(const Tree& tree, NodeId root, Kind kind, Look look) {
  const auto all = tree.of(kind);
  const auto end = std::lower_bound(all.begin(), all.end(), tree[root].last);
  for (auto at = std::upper_bound(all.begin(), all.end(), root); at != end; ++at) {
    NodeId up = tree[*at].parent;
    while (up != root && !tree.is(up, Kind::function_definition, Kind::class_definition, Kind::lambda))
      up = tree[up].parent;
    if (up == root) look(*at);
  }
}

// "; similar: a, b", or nothing.
std::string similar(const std::vector<std::string>& names);

}  // namespace mintport::check
