// The Python interpreter that has MindSpore: found, or made.
#pragma once

#include <filesystem>
#include <string>

#include "core/base/error.hh"

namespace mintport {

// `given`, else `remembered`, else that of the active virtual environment, else python3 in PATH. `given` may
// be the folder of a virtual environment. Does not start it. Errors (kind not_found): there is none, or it
// cannot be executed.
Result<std::string> find_interpreter(const std::string& given, const std::string& remembered);

// Makes a virtual environment in `folder` with the interpreter `base`, and installs the pinned packages in
// it. Both programs print to this process's streams. Returns the new interpreter. Errors: a program failed.
Result<std::string> make_interpreter(const std::string& base, const std::filesystem::path& folder);

}  // namespace mintport
