// Keys kept in a file: what a test or a bug report presses, one after the other.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/base/error.hh"
#include "views/input/event.hh"

namespace mintport::ui {

// Names as the key table has them, separated by blanks or line ends: `j ctrl-d space`. "Text in quotes" is
// typed character by character, and ends in its line; \" and \\ stand for a quote and a backslash there. A
// line that begins with # and a blank is a remark.
//
// Errors are of kind usage, in `file` at the line: a key that does not exist, unclosed quote.
Result<std::vector<Key>> parse_key_file(std::string_view text, const std::string& file);

}  // namespace mintport::ui
