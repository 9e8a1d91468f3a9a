#include "app/validate/harness.hh"

#include <string>

#include "app/tree/files.hh"

namespace mintport {
namespace {

constexpr std::string_view kPython = "harness/", kRequirements = "requirements.txt";

}  // namespace

Result<void> write_harness(const std::filesystem::path& folder) {
  for (const EmbeddedFile& file : harness_files()) {
    if (!file.name.starts_with(kPython)) continue;
    const auto path = folder / file.name.substr(kPython.size());
    if (auto written = write_file(path, file.text, std::nullopt); !written) return written;
  }
  return {};
}

std::string_view harness_requirements() {
  for (const EmbeddedFile& file : harness_files()) {
    if (file.name == kRequirements) return file.text;
  }
  return {};
}

}  // namespace mintport
