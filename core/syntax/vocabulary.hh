// Maps the grammar's numbers to Kind and Field. Part of core/syntax.
#pragma once

#include <tree_sitter/api.h>

#include <vector>

#include "core/syntax/kind.hh"

extern "C" const TSLanguage* tree_sitter_python(void);

namespace mintport {

struct Vocabulary {
  std::vector<Kind> kinds;    // by public TSSymbol
  std::vector<Field> fields;  // by TSFieldId; 0 means none
};

// Built on first use.
const Vocabulary& vocabulary();

}  // namespace mintport
