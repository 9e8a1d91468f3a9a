// The classes and functions of a file, and the pairs of HF's and the port's. Pure.
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
  std::uint32_t line = 1, last_line = 1;  // from `class` or `def` to the end of the body
  friend bool operator==(const Definition&, const Definition&) = default;
};

// In the order of the text; an outer definition comes before its inner ones.
std::vector<Definition> definitions_of(const Tree& tree);

// The index of the innermost definition that contains the line.
std::optional<std::size_t> definition_at(std::span<const Definition> definitions, std::uint32_t line);

// The definition on the other side that corresponds to `definitions[index]` (of `side`): the one with the
// same path (with several, the one at the same position among them), else the one next to it in `diff` with a
// name that this side lacks.
std::optional<std::size_t> counterpart(std::span<const Definition> definitions, std::size_t index,
                                       std::span<const Definition> others, Side side, const Diff& diff);

}  // namespace mintport
