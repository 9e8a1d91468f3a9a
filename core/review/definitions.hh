// The classes and functions of a file, and which of HF's is which of the port's. Pure.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "core/diff/diff.hh"
#include "core/syntax/tree.hh"

namespace mintport {

struct Definition {
  int depth = 0;
  std::string name;                       // "class Block", "def forward"
  std::string path;                       // "Block.forward"
  std::uint32_t line = 1, last_line = 1;  // from `class` or `def` to the end of its body
  friend bool operator==(const Definition&, const Definition&) = default;
};

// In the order of the text; an outer one before what is in it.
std::vector<Definition> definitions_of(const Tree& tree);

// The innermost one that the line is in; its index.
std::optional<std::size_t> definition_at(std::span<const Definition> definitions, std::uint32_t line);

// Which one of the other side `definitions[index]` (of `side`) became, or came from: the one with the same
// path, in the same turn where several have it; else the one that stands beside it in `diff` under a name
// that this side has not.
std::optional<std::size_t> counterpart(std::span<const Definition> definitions, std::size_t index,
                                       std::span<const Definition> others, Side side, const Diff& diff);

}  // namespace mintport
