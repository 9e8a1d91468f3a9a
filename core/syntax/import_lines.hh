// Reads import statements in text that was written, not parsed. Part of core/syntax.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

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

// A line of its own with a comment, or an import statement. Refers to the text that it was read from.
struct ImportLine {
  std::uint32_t line = 0;    // where it begins, from 0
  std::string_view comment;  // not empty: a comment, and nothing else is set
  bool from = false;
  std::string_view module;         // of a `from` import, with its dots
  std::vector<std::string> names;  // `a`, `a as b`, `*`; of a plain import, the modules
};

// What is_import_lines() accepts, as a list; nullopt for anything else, and where a comment stands beside or
// inside a statement. A parse says the same about any text, but takes ten times as long.
std::optional<std::vector<ImportLine>> read_import_lines(std::string_view text);

}  // namespace mintport
