#include "app/commands/version.hh"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "app/commands/commands.hh"
#include "core/mapping/releases.hh"

namespace mintport::cli {

std::string version_text() {
  std::string out = kVersion;
  if (*kCommit != '\0') out += fmt::format(" ({})", kCommit);
  return out + fmt::format("\ntables: {}", fmt::join(known_releases(), ", "));
}

}  // namespace mintport::cli
