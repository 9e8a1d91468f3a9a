// What the tables tell of types.
#pragma once

#include "core/mapping/tables.hh"
#include "core/names/signatures.hh"
#include "core/names/types.hh"

namespace mintport {

// Both must outlive it; `signatures` may be nullptr.
Knowledge knowledge_of(const Tables& tables, const SignatureIndex* signatures);

}  // namespace mintport
