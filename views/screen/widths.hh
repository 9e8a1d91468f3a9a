// The width of a code point in a terminal, from a built-in table. The C library's wcwidth depends on the
// locale, and drawn screens must not.
#pragma once

namespace mintport::ui {

// 0 for combining marks and format characters, 2 for wide East Asian characters and emoji, else 1. Callers
// must handle control characters (1; U+0000: 0).
int code_point_width(char32_t c);

}  // namespace mintport::ui
