// Facts about a Hugging Face library: the names of its package and of the parts that rules ask about. Data:
// the field "library" of a profile (mappings/profiles/*.json).
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace mintport {

struct LibraryFacts {
  std::string package;       // import path of the root package
  std::string port;          // import path of the port
  std::string helpers;       // the module whose names other modules re-export; may be empty
  std::string pipeline;      // the class whose methods code calls on self; may be empty
  std::string scheduler;     // the class with the attributes of any object called `scheduler`; may be empty
  std::string model_output;  // the class with the fields of models' results; may be empty
  std::vector<std::string> module_roots;  // last names of classes whose subclasses are modules
  // What the library's conventions call things; empty: it has no such convention.
  struct Conventions {
    std::string config_base;             // last name of the class of objects with a configuration
    std::string config_decorator;        // of __init__: stores its arguments as the configuration
    std::vector<std::string> registers;  // methods that store arguments of __init__
    // Top names of other packages that come with an installation of the port or of its target.
    std::vector<std::string> packages;
    std::string attention;                     // the function of the port that layers call for attention
    std::vector<std::string> fused_attention;  // operators of the target that it calls
    std::vector<std::string> no_grad;  // decorators of pipelines: of the library's framework, of the target
    std::string support_list;          // file in the port's folder whose tables name what the port supports
    std::string support_prefix;  // of the modules that stand in it: "pipeline_" for the rows of pipelines
    friend bool operator==(const Conventions&, const Conventions&) = default;
  } conventions;

  // True for the package, or a name in it.
  bool has(std::string_view qualified) const;
  // The qualified name of the helper with that last name; empty if there is no such module.
  std::string helper(std::string_view name) const;
  // The root package of the port: the first part of `port`.
  std::string_view port_root() const;
  // The port's counterpart of a module of the package.
  std::string in_port(std::string_view module) const;

  friend bool operator==(const LibraryFacts&, const LibraryFacts&) = default;
};

// The library of the default profile, used if nothing else is given.
const LibraryFacts& default_library();

}  // namespace mintport
