// Memory of a parse. Part of core/syntax.
#pragma once

#include <cstddef>

namespace mintport {

// Bytes of address space that a thread reserves for parses; memory is committed on use.
inline constexpr std::size_t kParseRegion = std::size_t{512} << 20;

// While an arena is alive on a thread, tree-sitter's allocations on that thread come from the thread's own
// region. Destroying the arena frees the whole region, so parser and tree need no deletion. Arenas of a
// thread must not nest. The first arena installs the allocator in tree-sitter.
class ParseArena {
 public:
  // `most`: bytes taken from the region.
  explicit ParseArena(std::size_t most);
  ~ParseArena();
  ParseArena(const ParseArena&) = delete;
  ParseArena& operator=(const ParseArena&) = delete;

  // True if the region was too small (for a source of many megabytes). Then the rest came from malloc, and
  // parser and tree must be deleted before the arena.
  bool spilled() const;
};

// Gives back what this thread's region keeps committed for the next parse, a few megabytes. For a thread that
// has parsed all that it had.
void release_parse_memory();

}  // namespace mintport
