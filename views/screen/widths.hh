// How many columns one code point takes in a terminal, from a table of our own: the C library's wcwidth
// depends on the locale, and drawn screens must not.
#pragma once

namespace mintport::ui {

// 0 for combining marks and format characters, 2 for East Asian wide ones and emoji, else 1. Control
// characters are the caller's matter (1 here, U+0000 gives 0).
int code_point_width(char32_t c);

}  // namespace mintport::ui
