#include "app/workbench/where.hh"

#include <algorithm>
#include <array>
#include <utility>

namespace mintport::ui {

std::string to_string(const Where& where) {
  const std::array<std::pair<const char*, const std::string*>, 7> fields{{{"page", &where.page},
                                                                          {"above", &where.above},
                                                                          {"focus", &where.focus},
                                                                          {"subject", &where.subject},
                                                                          {"finding", &where.finding},
                                                                          {"selected", &where.selected},
                                                                          {"typed", &where.typed}}};
  std::string out;
  for (const auto& [name, value] : fields) {
    if (!value->empty()) out += std::string(name) + ": " + *value + "\n";
  }
  return out;
}

std::string place_of(const std::string& path, std::uint32_t line) {
  return path + ":" + std::to_string(line);
}

std::string nth(std::size_t index, std::size_t count, const std::string& what) {
  return std::to_string(index + 1) + " of " + std::to_string(count) + ": " + what;
}

std::string with_cursor(const TextField& field) {
  std::string out = field.text;
  return out.insert(std::min(field.cursor, out.size()), "|");
}

std::string to_string(const RowRange& rows) {
  return std::to_string(rows.first + 1) + " to " + std::to_string(rows.last + 1);
}

}  // namespace mintport::ui
