// Reads import statements in text that was written, not parsed. Part of core/syntax.
#pragma once

#include <string_view>

namespace mintport {

// A byte of an identifier.
bool is_letter(char c);
// An identifier that is no keyword, not even a soft one, in any version of Python that the grammar takes.
bool is_name(std::string_view text);
bool is_dotted_name(std::string_view text);

// One whole import statement without its line end, and nothing else.
bool is_import(std::string_view text);
// Whole lines that hold import statements, comments and nothing, from the first column; the last may lack its
// line end.
bool is_import_lines(std::string_view text);

}  // namespace mintport
