#include "core/mapping/releases.hh"

#include "core/mapping/embedded.hh"

namespace mintport {

// A list of names begins with "# mindspore 2.10.0: ..." (see mappings/make_targets.py).
std::vector<std::string_view> known_releases() {
  std::vector<std::string_view> out;
  for (const EmbeddedFile& file : embedded_files()) {
    if (!file.name.starts_with("targets/") || !file.text.starts_with("# ")) continue;
    out.push_back(file.text.substr(2, file.text.find(':') - 2));
  }
  return out;
}

}  // namespace mintport
