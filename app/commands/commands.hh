// Shared parts of the commands: tables, errors, colours. Each command's run() is in the file of its name. It
// prints to the process's streams, returns errors for main() to print, and itself prints errors about single
// files.
#pragma once

#include <cstdio>
#include <string>
#include <string_view>

#include "app/cli/command.hh"
#include "app/commands/tables.hh"
#include "core/base/error.hh"
#include "core/project/manifest.hh"
#include "core/worktree/worktree.hh"

namespace mintport::cli {

inline constexpr const char* kVersion = MINTPORT_VERSION;

// The mintport.json of a project whose HF sources are there. Errors: none (kind not_found), one that cannot
// be read, no sources (see find_sources), a port in a repository inside of this one.
Result<Manifest> read_manifest(WorkTree& work_tree);

// A folder as a URI that ends in '/'.
std::string file_uri(const std::string& folder);

// "mintport: error: FILE:LINE: what; hint" on stderr.
void print_error(const Error& error);

// Writes all of `text` to stdout. A full disk is an error.
Result<void> print_text(std::string_view text);

// True if `stream` (stdout or stderr) is a terminal and NO_COLOR is not set.
bool wants_colour(std::FILE* stream);

}  // namespace mintport::cli
