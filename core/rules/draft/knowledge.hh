// Knowledge about types from the tables.
#pragma once

#include "core/mapping/tables.hh"
#include "core/names/signatures.hh"
#include "core/names/types.hh"

namespace mintport {

// Both must outlive the result. `signatures` may be nullptr.
Knowledge knowledge_of(const Tables& tables, const SignatureIndex* signatures);

}  // namespace mintport
