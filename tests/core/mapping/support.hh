// Helpers that make tables and entries in tests of core/mapping.
#pragma once

#include <string_view>
#include <utility>
#include <vector>

#include "core/mapping/tables.hh"

namespace mintport {

// Loaded once; use copy() to change them.
inline const Tables& embedded() {
  static const Tables tables = Tables::embedded().value();
  return tables;
}

// `entry` as the tables return it: with the common drops after its own.
inline Entry with_common_drops(Entry entry, std::vector<std::string_view> but_not = {}) {
  for (const Entry::Drop& drop : embedded().drops_everywhere()) {
    bool left_out = false;
    for (const std::string_view name : but_not) left_out = left_out || name == drop.argument;
    if (!left_out) entry.drops.push_back(drop);
  }
  return entry;
}

}  // namespace mintport
