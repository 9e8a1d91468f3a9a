// Appends definitions to a module of the port that it lacks and its converted source has.
#pragma once

#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/names/names.hh"

namespace mintport {

// A module on both sides. `path` and `package` resolve its relative imports; see Names.
struct ModulePair {
  const Names& source;  // of the converted text
  const Names& port;    // of the port's module
  std::set<std::string> wanted;
  // (module, name) of imports that the port cannot resolve. Definitions that read them are refused.
  std::set<std::pair<std::string, std::string>> absent = {};
};

struct Brought {
  std::string text;                // of the port's module with the additions; empty: nothing was added
  std::vector<std::string> names;  // added names, sorted
  // (module, name) of imports that were added, or that the package should re-export: their modules may lack
  // them too.
  std::set<std::pair<std::string, std::string>> imports;
  // Refused names with the reason: "wrap: it still needs torch". Omits names that the source lacks.
  std::vector<std::string> refused;
  friend bool operator==(const Brought&, const Brought&) = default;
};

// Adds each wanted definition with the names that it reads, unless the port's module binds these: existing
// code is never replaced. Refuses a definition that reads torch or an absent import, and a name of a lazily
// loading package, where a top-level import would be circular.
Brought bring(const ModulePair& modules);

}  // namespace mintport
