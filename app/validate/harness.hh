// The worker's Python files, which the binary carries.
#pragma once

#include <filesystem>
#include <span>
#include <string_view>

#include "core/base/error.hh"
#include "core/mapping/embedded.hh"

namespace mintport {

// Names are relative to this folder: "harness/worker.py", "requirements.txt". The views live as long as the
// program.
std::span<const EmbeddedFile> harness_files();

// Writes the Python files below `folder`, which need not exist: `folder`/worker.py.
Result<void> write_harness(const std::filesystem::path& folder);

// The pinned packages that `mintport validate --setup` installs, as pip reads them.
std::string_view harness_requirements();

}  // namespace mintport
