// What the functions and classes of a project take: an index by name over many files, cheap enough to make
// before a conversion. Only `def` and `class` headers are read (with the same parser as everything else),
// never bodies.
#pragma once

#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace mintport {

struct Signature {
  std::string name;                     // the function's; of a constructor, the class's
  std::string module;                   // dotted, of the file that defines it
  bool method = false;                  // the first parameter is self or cls, and not listed
  std::vector<std::string> parameters;  // in order; `*args` and `**kwargs` with their stars
  friend bool operator==(const Signature&, const Signature&) = default;
};

// Those of one file. Text that does not parse gives what can be read of it.
std::vector<Signature> signatures_in(std::string_view text, std::string_view module);

class SignatureIndex {
 public:
  void add(std::vector<Signature> signatures);
  // All functions, methods and constructors of that name, in the order they were added.
  const std::vector<Signature>* find(std::string_view name) const;
  bool empty() const { return by_name_.empty(); }

 private:
  std::map<std::string, std::vector<Signature>, std::less<>> by_name_;
};

}  // namespace mintport
