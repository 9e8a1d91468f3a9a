// Statements of a port that say what the conversion says in an older spelling. Private to this folder.
#pragma once

#include <vector>

#include "core/edit/edit.hh"
#include "core/merge/document.hh"
#include "core/merge/merge.hh"

namespace mintport {

struct Respelled {
  std::vector<Edit> words;  // of ours, sorted
  std::vector<Respelling> statements;
};

// The words to change so that every statement (and header) of ours that differs from the base's by spelling
// alone says what the base says. Its layout stays. Both documents were read with the spellings.
Respelled respell(const Document& base, const Document& ours);

}  // namespace mintport
