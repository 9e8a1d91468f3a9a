// The little Markdown that generated pages need. Private to this folder.
#pragma once

#include <string>
#include <string_view>

namespace mintport::cli {

// `text` for a cell of a table.
inline std::string cell(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '|') out += '\\';
    out += c;
  }
  return out;
}

// `text` as code in a cell; nothing for an empty text.
inline std::string code(std::string_view text) {
  if (text.empty()) return {};
  const bool ticks = text.find('`') != std::string_view::npos;
  return ticks ? "`` " + cell(text) + " ``" : "`" + cell(text) + "`";
}

}  // namespace mintport::cli
