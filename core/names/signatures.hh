// What the functions and classes of a project take: an index by name over many files, cheap enough to make
// before a conversion. Only the text of `def` and `class` headers is read, without a tree, and of bodies only
// what is returned where `return_dict` is asked.
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
  std::string name;                     // the function's; of a constructor, the class's
  std::string module;                   // dotted, of the file that defines it
  bool method = false;                  // the first parameter is self or cls, and not listed
  std::vector<std::string> parameters;  // in order; `*args` and `**kwargs` with their stars
  std::string owner;                    // the class around a method or constructor; empty: none
  // Of a function with a parameter `return_dict`, where its code says so: what the tuple holds that it gives
  // when that is false, by the names of the object's fields ("": no field of the object).
  std::vector<std::string> fields;
  std::uint32_t line = 0;  // of its `def`, from 1
  friend bool operator==(const Signature&, const Signature&) = default;
};

// Those of one file. Text that does not parse gives what can be read of it.
std::vector<Signature> signatures_in(std::string_view text, std::string_view module);

// All that the index wants to know of one file of a project.
struct FileHeaders {
  std::string module;  // dotted
  std::vector<Signature> signatures;
  ClassHeaders classes;
};
// `package`: as for class_headers_in.
FileHeaders headers_in(std::string_view text, std::string_view module, bool package);

class SignatureIndex {
 public:
  void add(std::vector<Signature> signatures);
  void add(FileHeaders file);  // of a project that is converted together
  // All functions, methods and constructors of that name, in the order they were added.
  const std::vector<Signature>* find(std::string_view name) const;
  // Some function, method or constructor of that name has a parameter that is called so.
  bool any_takes(std::string_view name, std::string_view parameter) const;
  bool empty() const { return by_name_.empty(); }
  // The names of all fields that signatures have.
  const TextSet& fields() const { return fields_; }

  ClassIndex classes;  // of the same files; empty when only some files of the project were read
  // The project's modules that are converted together, dotted; empty when a file is converted alone.
  std::set<std::string, std::less<>> modules;

 private:
  TextMap<std::vector<Signature>> by_name_;
  TextMap<TextSet> takers_;  // by parameter: names of what has it
  TextSet fields_;
};

}  // namespace mintport
