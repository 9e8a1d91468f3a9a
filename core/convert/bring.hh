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
};

struct Brought {
  std::string text;                // of the port's module, with what came; empty: nothing did
  std::vector<std::string> names;  // what it defines or imports now, sorted
  // (module, name) of imports that came along: the module may lack it too.
  std::set<std::pair<std::string, std::string>> imports;
  // Wanted names that stay away, with the reason: "wrap: it still needs torch".
  std::vector<std::string> refused;
  friend bool operator==(const Brought&, const Brought&) = default;
};

// Takes each wanted definition with what it reads, as far as the port's module binds no such name: what
// stands there is never replaced. A definition that reads torch is refused.
Brought bring(const ModulePair& modules);

}  // namespace mintport
