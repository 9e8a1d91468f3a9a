// Statements of a port that say what the conversion says in an older spelling. Private to this folder.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "core/merge/document.hh"

namespace mintport {

struct Respelled {
  std::string text;
  std::size_t statements = 0;  // that took the base's spelling
};

// `ours` with every statement (and header) that differs from the base's by spelling alone as the base has it.
// Both documents were read with the spellings.
Respelled respell(const Document& base, const Document& ours);

}  // namespace mintport
