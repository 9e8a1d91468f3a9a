// The files of mappings/ that are embedded in the binary. The views live as long as the program.
#pragma once

#include <span>
#include <string_view>

namespace mintport {

struct EmbeddedFile {
  std::string_view name;  // relative to mappings/: "functions.json", "targets/torch-2.15.txt"
  std::string_view text;
};

std::span<const EmbeddedFile> embedded_files();

}  // namespace mintport
