// The memory of a parse. Part of core/syntax.
#pragma once

#include <cstddef>

namespace mintport {

// Bytes of addresses that a thread keeps for its parses; memory is taken as they are used.
inline constexpr std::size_t kParseRegion = std::size_t{512} << 20;

// While one is alive on a thread, what tree-sitter allocates on that thread comes from the thread's own
// region, which is free again as a whole when the arena goes: parser and tree need no deletion then. Arenas
// of a thread must not nest. Makes itself tree-sitter's allocator on first use.
class ParseArena {
 public:
  // `most`: bytes that come from the region.
  explicit ParseArena(std::size_t most);
  ~ParseArena();
  ParseArena(const ParseArena&) = delete;
  ParseArena& operator=(const ParseArena&) = delete;

  // The region was too small (a source of many megabytes): the rest came from malloc, and parser and tree
  // must be deleted before the arena goes.
  bool spilled() const;
};

}  // namespace mintport
