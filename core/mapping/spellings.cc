#include "core/mapping/spellings.hh"

#include "core/base/text.hh"
#include "core/mapping/embedded.hh"

namespace mintport {

std::vector<std::pair<std::string, std::string>> older_spellings() {
  std::vector<std::pair<std::string, std::string>> out;
  for (const EmbeddedFile& file : embedded_files()) {
    if (file.name != "upgrade/spellings.txt") continue;
    for (const std::string_view line : split(file.text, '\n')) {
      const auto words = split(trim(line), ' ');
      if (words.size() == 2 && !line.starts_with('#')) out.emplace_back(words[0], words[1]);
    }
  }
  return out;
}

}  // namespace mintport
