// All passes in the order in which they run.
#pragma once

#include <span>

#include "core/rules/draft/pass.hh"

namespace mintport {

std::span<const Pass* const> all_passes();

}  // namespace mintport
