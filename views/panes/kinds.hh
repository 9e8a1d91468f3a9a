// What the kinds of findings mean, in the words of docs/glossary.md.
#pragma once

#include <string_view>

#include "core/edit/finding.hh"

namespace mintport::ui {

// "a known torch name that has no target".
std::string_view meaning_of(FindingKind kind);

}  // namespace mintport::ui
