#include "core/mapping/standard_modules.hh"

#include <algorithm>

#include "core/base/text.hh"
#include "core/mapping/embedded.hh"

namespace mintport {

const std::vector<std::string>& standard_modules() {
  static const std::vector<std::string> kModules = [] {
    std::vector<std::string> out;
    for (const EmbeddedFile& file : embedded_files()) {
      if (file.name != "standard_modules.txt") continue;
      for (const std::string_view line : split(file.text, '\n')) {
        if (!line.empty() && !line.starts_with('#')) out.emplace_back(line);
      }
    }
    std::sort(out.begin(), out.end());
    return out;
  }();
  return kModules;
}

bool is_standard_module(std::string_view name) {
  return std::binary_search(standard_modules().begin(), standard_modules().end(), name, std::less<>());
}

}  // namespace mintport
