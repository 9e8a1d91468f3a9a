// The signatures of a project's functions and classes, indexed by name over many files. Fast enough to run
// before a conversion: reads only the headers of `def` and `class` without parsing, and from bodies only the
// results of functions that take `return_dict`.
#pragma once

#include <cstdint>
#include <functional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/text_map.hh"
#include "core/names/class_index.hh"

namespace mintport {

struct Signature {
  std::string name;                     // of the function; for a constructor, of the class
  std::string module;                   // dotted module of the defining file
  bool method = false;                  // the first parameter is self or cls, and is not listed
  std::vector<std::string> parameters;  // in order; `*args` and `**kwargs` with their stars
  std::string owner;                    // the class of a method or constructor; may be empty
  // For a function with a parameter `return_dict`, if its code shows it: the elements of the tuple that it
  // returns when the parameter is false, by the names of the object's fields ("": not a field).
  std::vector<std::string> fields;
  std::uint32_t line = 0;  // of its `def`, 1-based
  friend bool operator==(const Signature&, const Signature&) = default;
};

// Reads one file. From text that does not parse, returns what can be read.
std::vector<Signature> signatures_in(std::string_view text, std::string_view module);

// The data that the index needs from one file of a project.
struct FileHeaders {
  std::string module;  // dotted
  std::vector<Signature> signatures;
  ClassHeaders classes;
};
// See class_headers_in for `package`.
FileHeaders headers_in(std::string_view text, std::string_view module, bool package);

class SignatureIndex {
 public:
  void add(std::vector<Signature> signatures);
  void add(FileHeaders file);  // of a project that is converted together
  // All functions, methods and constructors of that name, in the order of adding.
  const std::vector<Signature>* find(std::string_view name) const;
  // Some function, method or constructor of that name has a parameter that is called so.
  bool any_takes(std::string_view name, std::string_view parameter) const;
  bool empty() const { return by_name_.empty(); }
  // The names of all fields that signatures have.
  const TextSet& fields() const { return fields_; }

  ClassIndex classes;  // of the same files; empty if only some files of the project were read
  // The dotted modules that are converted together; empty if a file is converted alone.
  std::set<std::string, std::less<>> modules;

 private:
  struct Named {
    std::uint32_t number = 0;  // in the order of adding
    std::vector<Signature> all;
  };
  TextMap<Named> by_name_;
  TextMap<std::vector<std::uint32_t>> takers_;  // by parameter: the numbers of names that have it, sorted
  TextSet fields_;
};

}  // namespace mintport
