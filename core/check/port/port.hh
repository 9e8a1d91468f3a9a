// All files of a port that rules may ask about: the checked ones, and those that they import. Answers what a
// module offers and what a qualified name refers to. Where the files do not show it, the answer is unknown.
#pragma once

#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/check/port/module.hh"

namespace mintport {

enum class Known { no, yes, unknown };

// A definition and the file that holds it.
struct Found {
  const PortFile* file = nullptr;
  const PortDefinition* definition = nullptr;
  explicit operator bool() const { return definition != nullptr; }
};

// The file in which a port says what it supports. Without a path: the port has none.
struct SupportList {
  std::string path;  // in reports
  std::string text;
  TextSet modules;  // last parts of the names of all modules of the port that it may list
};

class Port {
 public:
  // `tables` must outlive the port; they know the modules of the port that are not on disk.
  explicit Port(const Tables& tables) : tables_(tables) {}

  void add(std::unique_ptr<const PortFile> file);
  // A module that the disk lacks, though its package may be there.
  void add_absent(std::string module) { absent_.insert(std::move(module)); }
  // A folder without an __init__.py.
  void add_folder(std::string module) { folders_.insert(std::move(module)); }

  void set_support_list(SupportList list) { support_list_ = std::move(list); }
  const SupportList& support_list() const { return support_list_; }

  // All files, in no order.
  std::vector<const PortFile*> files() const;
  // nullptr: not among the files.
  const PortFile* file(std::string_view module) const;
  // Modules below `root` that questions about `checked` need and nobody added yet: what the files import, and
  // from there the definitions of those names and of their bases. To be asked again after adding them.
  std::set<std::string> wanted(const std::vector<const PortFile*>& checked, std::string_view root) const;

  Known has_module(std::string_view module) const;
  // Whether `from module import name` works.
  Known has(std::string_view module, std::string_view name) const;
  // What a qualified name refers to, through re-exports. Nothing if the files do not show it.
  Found find(std::string_view qualified) const;
  // True if the class inherits, directly or not, from one of `roots` (last parts of names). The class itself
  // does not count.
  bool inherits(const Found& type, const std::set<std::string, std::less<>>& roots) const;
  // The method, of the class or of the nearest base that has it. Nothing if a base on the way is unknown.
  Found method(const Found& type, std::string_view name) const;

 private:
  static constexpr int kMostSteps = 12;  // of re-exports or bases, which may form a cycle
  Known has(std::string_view module, std::string_view name, int steps) const;
  Found find(std::string_view qualified, int steps) const;
  Found find_in(const PortFile& file, std::string_view name, int steps) const;
  bool inherits(const Found& type, const std::set<std::string, std::less<>>& roots, int steps) const;
  Found method(const Found& type, std::string_view name, int steps) const;
  friend class Demand;

  const Tables& tables_;
  TextMap<std::unique_ptr<const PortFile>> files_;  // by module
  TextSet absent_, folders_;
  SupportList support_list_;
};

}  // namespace mintport
