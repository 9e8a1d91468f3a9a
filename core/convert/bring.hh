// Definitions that a module of the port lacks and its converted source has, put behind what the module has.
#pragma once

#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/names/names.hh"

namespace mintport {

// One module on both sides; `path` and `package` place the relative imports of each, as Names has them.
struct ModulePair {
  const Names& source;  // of the converted text
  const Names& port;    // of the port's module
  std::set<std::string> wanted;
  // (module, name) of imports that the port cannot resolve: what reads one stays away.
  std::set<std::pair<std::string, std::string>> absent = {};
};

struct Brought {
  std::string text;                // of the port's module, with what came; empty: nothing did
  std::vector<std::string> names;  // what it defines or imports now, sorted
  // (module, name) of imports that came along, or that a package without them would hand on: the module may
  // lack it too.
  std::set<std::pair<std::string, std::string>> imports;
  // Wanted names that stay away, with the reason: "wrap: it still needs torch". Names that the source lacks
  // are not told.
  std::vector<std::string> refused;
  friend bool operator==(const Brought&, const Brought&) = default;
};

// Takes each wanted definition with what it reads, as far as the port's module binds no such name: what
// stands there is never replaced. Refused: a definition that reads torch or an absent import, and a name of a
// package that loads its modules when they are asked for, where an import at the top would run in a circle.
Brought bring(const ModulePair& modules);

}  // namespace mintport
