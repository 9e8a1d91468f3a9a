// What files of a project say about each other beside what functions take: bases of classes, and names that
// are imported from elsewhere in it. Read from the text line by line, cheap enough to do before a conversion.
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
    std::vector<std::string> bases;  // the last part of each: "Module" of nn.Module
    friend bool operator==(const Header&, const Header&) = default;
  };
  std::vector<Header> classes;
  std::vector<std::string> imported;  // by `from ... import`, and named in the lists of lazy packages
  friend bool operator==(const ClassHeaders&, const ClassHeaders&) = default;
};

// Those of one file; `package` for an __init__.py, whose strings name what it exports.
ClassHeaders class_headers_in(std::string_view text, bool package);

class ClassIndex {
 public:
  void add(ClassHeaders headers);
  // True when nothing was added: nothing is known of other files then.
  bool empty() const { return bases_.empty() && imported_.empty(); }
  // A class of that name inherits, over any number of steps, from one of `roots` (last parts of names).
  bool inherits(std::string_view name, const std::set<std::string, std::less<>>& roots) const;
  // Those of all classes of that name, in the order they were added.
  const std::vector<std::string>& bases(std::string_view name) const;
  bool is_imported(std::string_view name) const { return imported_.contains(name); }

 private:
  TextMap<std::vector<std::string>> bases_;  // of all classes of a name
  TextSet imported_;
};

}  // namespace mintport
