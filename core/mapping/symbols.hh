// Lists of names that make_targets.py and make_port_names.py write. Both classes hold views into the given
// text, which must outlive them.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "core/mapping/tables.hh"

namespace mintport {

// Parses "(input,dim=,*,out=)". A text without parentheses has no parameters.
std::vector<Parameter> parse_parameters(std::string_view text);
// The inverse, with defaults shown as "...": "(input, dim=..., *, out=...)".
std::string to_string(const std::vector<Parameter>& parameters);

class SymbolList {
 public:
  SymbolList() = default;
  explicit SymbolList(std::string_view text);

  const Symbol* find(std::string_view name) const;
  std::string_view version() const { return version_; }
  std::size_t size() const { return symbols_.size(); }
  std::string_view name(std::size_t index) const { return symbols_[index].first; }
  // The index of the first name that is not less.
  std::size_t lower_bound(std::string_view name) const;
  // The library: the first word of the version.
  std::string_view root() const { return version_.substr(0, version_.find(' ')); }

 private:
  std::string_view version_;                                  // "mindspore 2.10.0"
  std::vector<std::pair<std::string_view, Symbol>> symbols_;  // sorted by name
  std::unordered_map<std::string_view, std::uint32_t> by_name_;
};

// Lines "module name name ...", sorted by module.
class ModuleNames {
 public:
  ModuleNames();
  explicit ModuleNames(std::string_view text);

  bool has_module(std::string_view module) const;
  bool has(std::string_view module, std::string_view name) const;
  // Calls `visit` with each name of `module`, and for every other module that has `name` with that name.
  void around(std::string_view module, std::string_view name,
              const std::function<void(std::string_view module, std::string_view name)>& visit) const;
  // Replaces all modules of the package with those of `other`.
  void replace(std::string_view package, const ModuleNames& other);

 private:
  // The modules that have a name, by the name, sorted; made when first asked.
  struct Index;
  const Index& index() const;

  std::vector<std::pair<std::string_view, std::string_view>> modules_;  // module, its line; sorted
  std::shared_ptr<Index> index_;
};

}  // namespace mintport
