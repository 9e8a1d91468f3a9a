// Cells of a CSV file.
#pragma once

#include <string>
#include <string_view>

namespace mintport {

// Quoted where it must be.
inline std::string csv_cell(std::string_view text) {
  if (text.find_first_of(",\"\r\n") == text.npos) return std::string(text);
  std::string out = "\"";
  for (const char c : text) out += c == '"' ? std::string("\"\"") : std::string(1, c);
  return out + "\"";
}

}  // namespace mintport
