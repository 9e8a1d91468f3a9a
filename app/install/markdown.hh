// Markdown for generated pages. Private to this folder.
#pragma once

#include <string>
#include <string_view>

namespace mintport::cli {

// Escapes `text` for a table cell.
inline std::string cell(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '|') out += '\\';
    out += c;
  }
  return out;
}

// Formats `text` as code in a table cell; empty for an empty text.
inline std::string code(std::string_view text) {
  if (text.empty()) return {};
  const bool ticks = text.find('`') != std::string_view::npos;
  return ticks ? "`` " + cell(text) + " ``" : "`" + cell(text) + "`";
}

}  // namespace mintport::cli
