// Finds the HF sources of a project, wherever mintport.json says that they are.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "core/base/error.hh"
#include "core/project/manifest.hh"
#include "core/worktree/worktree.hh"

namespace mintport {

// The package's folder on disk, absolute. `source.root` of mintport.json is one of:
// - a folder, relative to the work tree, absolute or below "~": the package's own, or that of a project which
//   holds the package;
// - with `source.revision`: the same in a git clone, at a tag or another revision;
// - a wheel or another zip archive;
// - "NAME==VERSION": an installed package. It is sought in the environment of `source.python` (an interpreter
//   or a folder), else in the active environment, those of the interpreters in PATH, and the user's packages.
// git's setting mintport.source replaces root and revision in one clone. A revision and an archive are
// unpacked once, below the git directory. Errors (kind content): there is none; the hint says what this
// machine has, and how to use it.
Result<std::filesystem::path> find_sources(const WorkTree& tree, const Manifest& manifest);

// "NAME==VERSION" of an installed package that has the version of mintport.json, or any if that says none.
// Empty: there is none.
std::string installed_source(const WorkTree& tree, const Manifest& manifest);

// Sets mintport.source for this clone. Errors: as find_sources; the setting is then as it was.
Result<void> use_source(WorkTree& tree, const Manifest& manifest, const std::string& source);

// The path that names a folder, an archive or a clone, whether or not it is there. Of an installed package:
// its folder, or an empty path.
std::filesystem::path source_location(const WorkTree& tree, const Manifest& manifest);

// True if git's setting mintport.source names sources for this clone.
bool has_own_source(const WorkTree& tree);

// True for "NAME==VERSION".
bool is_requirement(std::string_view text);

// The folder of an installed package, sought as above. Kind not_found: it is not installed.
Result<std::filesystem::path> find_installed(std::string_view requirement, std::string_view package,
                                             const std::filesystem::path& python = {});

}  // namespace mintport
