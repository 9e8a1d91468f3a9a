#!/usr/bin/env python3
"""Writes widths.cc: the code points that take no column or two columns, as ranges.

Run when Python's Unicode data is newer than the table: views/screen/make_widths.py > views/screen/widths.cc
"""
import unicodedata


def width(code):
    char = chr(code)
    if code == 0x00AD:  # soft hyphen: terminals draw it
        return 1
    if 0x1160 <= code <= 0x11FF or 0xD7B0 <= code <= 0xD7FF:  # Hangul vowels and finals join the consonant before
        return 0
    category = unicodedata.category(char)
    if category in ("Mn", "Me", "Cf"):
        return 0
    if category == "Cn":  # not assigned: only the planes kept for ideographs are wide
        return 2 if 0x20000 <= code <= 0x3FFFD and code & 0xFFFF < 0xFFFE else 1
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1


def ranges(wanted):
    result, code = [], 0xA0
    while code < 0x110000:
        if width(code) == wanted:
            first = code
            while code + 1 < 0x110000 and width(code + 1) == wanted:
                code += 1
            result.append((first, code))
        code += 1
    return result


def table(name, wanted):
    lines, line = [], " "
    for first, last in ranges(wanted):
        item = f" {{0x{first:X}, 0x{last:X}}},"
        if len(line) + len(item) > 110:
            lines.append(line)
            line = " "
        line += item
    lines.append(line)
    return f"constexpr Range {name}[] = {{\n" + "\n".join(lines) + "\n};\n"


print(f"""\
// Made by make_widths.py from Unicode {unicodedata.unidata_version}; do not edit.
#include "views/screen/widths.hh"

#include <algorithm>
#include <iterator>

namespace mintport::ui {{
namespace {{

struct Range {{
  char32_t first, last;
}};

// clang-format off
{table("kZero", 0)}
{table("kWide", 2)}// clang-format on

template <std::size_t N>
bool contains(const Range (&table)[N], char32_t c) {{
  const Range* range =
      std::lower_bound(std::begin(table), std::end(table), c, [](Range r, char32_t value) {{ return r.last < value; }});
  return range != std::end(table) && range->first <= c;
}}

}}  // namespace

int code_point_width(char32_t c) {{
  if (c < 0x300) return c == 0 ? 0 : 1;
  if (contains(kZero, c)) return 0;
  return contains(kWide, c) ? 2 : 1;
}}

}}  // namespace mintport::ui""")
