// Short ways to make tables and entries in tests of core/mapping.
#pragma once

#include <string_view>
#include <utility>
#include <vector>

#include "core/mapping/tables.hh"

namespace mintport {

// Loaded once; copy() where a test changes them.
inline const Tables& embedded() {
  static const Tables tables = Tables::embedded().value();
  return tables;
}

// `entry` as the tables hand it out: with the drops that hold for every entry behind its own.
inline Entry with_common_drops(Entry entry, std::vector<std::string_view> but_not = {}) {
  for (const Entry::Drop& drop : embedded().drops_everywhere()) {
    bool left_out = false;
    for (const std::string_view name : but_not) left_out = left_out || name == drop.argument;
    if (!left_out) entry.drops.push_back(drop);
  }
  return entry;
}

}  // namespace mintport
