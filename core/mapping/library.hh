// What one library of Hugging Face is: what its package and the things that rules ask about are called. Data:
// the field "library" of a profile (mappings/profiles/*.json).
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace mintport {

struct Library {
  std::string package;       // import path of its root package
  std::string port;          // that of the port
  std::string helpers;       // the module whose names other modules re-export; empty: none
  std::string pipeline;      // the class whose methods code calls on self; empty: none
  std::string scheduler;     // the class whose attributes anything called `scheduler` has; empty: none
  std::string model_output;  // the class whose fields the results of models have; empty: none
  std::vector<std::string> module_roots;  // last names of classes that make what inherits from them a module

  // The package, or a name in it.
  bool has(std::string_view qualified) const;
  // What helpers of that last name are called; empty when there is no such module.
  std::string helper(std::string_view name) const;
  // The package of the port's packages: the first part of `port`.
  std::string_view port_root() const;
  // Where the port has a module of the package.
  std::string in_port(std::string_view module) const;

  friend bool operator==(const Library&, const Library&) = default;
};

// That of the default profile: what is converted where nothing else is said.
const Library& default_library();

}  // namespace mintport
