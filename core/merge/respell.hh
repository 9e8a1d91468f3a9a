// Updates statements of a port that are the conversion in an older spelling. Private to this folder.
#pragma once

#include <vector>

#include "core/edit/edit.hh"
#include "core/merge/document.hh"
#include "core/merge/merge.hh"

namespace mintport {

struct Respelled {
  std::vector<Edit> words;  // edits of ours, sorted
  std::vector<Respelling> statements;
};

// The edits that give the base's spelling to every statement (and header) of ours that differs from the base
// only by spelling. Layout stays. Both documents must be built with the spellings.
Respelled respell(const Document& base, const Document& ours);

}  // namespace mintport
