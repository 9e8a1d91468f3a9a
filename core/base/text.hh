// Helpers for UTF-8 text. Returned views point into the argument.
#pragma once

#include <cstddef>
#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

namespace mintport {

// The offset of the first byte that is not valid UTF-8 (overlong forms and surrogates are invalid), or npos.
std::size_t find_invalid_utf8(std::string_view text);

// The number of code points in valid UTF-8.
std::size_t count_code_points(std::string_view text);

// Returns the code point at `at` (< text.size()) and moves `at` past it. Each invalid byte gives U+FFFD.
char32_t next_code_point(std::string_view text, std::size_t& at);

void append_utf8(std::string& out, char32_t code_point);

std::string_view trim(std::string_view text);

// "a.b.c" -> {"a", "b", "c"}. An empty text gives one empty part.
std::vector<std::string_view> split(std::string_view text, char separator);

// Lines with their line ends; the last one may lack it. An empty text has no lines.
std::vector<std::string_view> split_lines(std::string_view text);

// True if `part` stands in `text`. Faster than std::string_view::find for the text of a whole file.
bool contains(std::string_view text, std::string_view part);

bool is_identifier(std::string_view text);

// True for an ASCII letter, digit or underscore, the characters of a word.
bool is_word(char c);

// Lowers ASCII letters only, whatever the locale.
char to_lower(char c);
std::string to_lower(std::string_view text);

// "a.b.c" -> "c". A text without a dot is returned whole.
std::string_view last_part(std::string_view name);

// True if the path is in the folder or below. Every path is in "".
bool is_in_folder(std::string_view path, std::string_view folder);

// "1,234"
std::string grouped(std::size_t number);
// "1 file", "1,234 files"
std::string plural(std::size_t number, std::string_view what);

// True if the text equals one of the words.
bool is_any(std::string_view text, std::initializer_list<std::string_view> words);

}  // namespace mintport
