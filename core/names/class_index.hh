// Facts about classes that files of a project share: the bases of classes, and the names that other files
// import. Read line by line without parsing, so it is fast enough to run before a conversion.
#pragma once

#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/text_map.hh"

namespace mintport {

struct ClassHeaders {
  struct Header {
    std::string name;
    std::vector<std::string> bases;  // last parts: "Module" for nn.Module
    friend bool operator==(const Header&, const Header&) = default;
  };
  std::vector<Header> classes;
  std::vector<std::string> imported;  // by `from ... import`, and named in the lists of lazy packages
  friend bool operator==(const ClassHeaders&, const ClassHeaders&) = default;
};

// Reads one file. `package` is true for an __init__.py, whose strings name its exports.
ClassHeaders class_headers_in(std::string_view text, bool package);

class ClassIndex {
 public:
  void add(ClassHeaders headers);
  // True if nothing was added, so nothing is known about other files.
  bool empty() const { return bases_.empty() && imported_.empty(); }
  // True if a class of that name inherits, directly or indirectly, from one of `roots` (last parts of names).
  bool inherits(std::string_view name, const std::set<std::string, std::less<>>& roots) const;
  // The bases of all classes of that name, in the order of adding.
  const std::vector<std::string>& bases(std::string_view name) const;
  bool is_imported(std::string_view name) const { return imported_.contains(name); }

 private:
  TextMap<std::vector<std::string>> bases_;  // of all classes of a name
  TextSet imported_;
};

}  // namespace mintport
