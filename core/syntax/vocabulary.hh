// Our kinds and fields by the grammar's numbers. Part of core/syntax.
#pragma once

#include <tree_sitter/api.h>

#include <vector>

#include "core/syntax/kind.hh"

extern "C" const TSLanguage* tree_sitter_python(void);

namespace mintport {

struct Vocabulary {
  std::vector<Kind> kinds;    // by public TSSymbol
  std::vector<Field> fields;  // by TSFieldId; 0 is none
};

// Looked up by name once.
const Vocabulary& vocabulary();

}  // namespace mintport
