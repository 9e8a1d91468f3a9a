// Facts about a class definition: its bases by their last names, and the declarations of __init__'s
// parameters.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/syntax/tree.hh"

namespace mintport {

// True if the last part of a base's name is among `names`; false for kNoNode.
bool derives_from_any(const Tree& tree, NodeId class_definition, const std::vector<std::string>& names);

// True if the class itself defines a method of that name; false for kNoNode.
bool has_method(const Tree& tree, NodeId class_definition, std::string_view name);

// True if __init__ has a parameter of that name that is annotated int or float, or has a number as its
// default.
bool is_number_parameter(const Tree& tree, NodeId class_definition, std::string_view name);

}  // namespace mintport
