// A file of keys for a test or a bug report to press, one after the other.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/base/error.hh"
#include "views/input/event.hh"

namespace mintport::ui {

// Key names of the key table, separated by blanks or line ends: `j ctrl-d space`. "Text in quotes" is typed
// character by character and must end on its line; inside, \" and \\ stand for a quote and a backslash. A
// line that begins with # and a blank is a comment.
//
// Errors are of kind usage, with `file` and line: an unknown key, an unclosed quote.
Result<std::vector<Key>> parse_key_file(std::string_view text, const std::string& file);

}  // namespace mintport::ui
