// Converts a folder or a file on disk with several threads: reads, converts, protects manual changes, writes.
#pragma once

#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "app/report/report.hh"
#include "core/base/error.hh"
#include "core/convert/convert.hh"
#include "core/worktree/worktree.hh"

namespace mintport {

// A pending write, for a diff. Paths are relative to the work tree, else to the current folder.
struct FilePatch {
  std::string path;
  std::optional<std::string> before;  // nothing: the file is new
  std::string after;
  unsigned mode = 0100644;  // mode bits of git
};

// The environment of a conversion. The references must outlive the call.
struct ConversionContext {
  const Tables& tables;
  WorkTree* work_tree = nullptr;  // the work tree that holds the target; nullptr: none does
  // Called by one thread at a time.
  std::function<void(std::size_t done, std::size_t total)> progress = [](std::size_t, std::size_t) {};
  // Formats a patch in a dry run. Called by several threads.
  std::function<std::string(const FilePatch&)> draw = [](const FilePatch&) { return std::string(); };
};

struct WriteOptions {
  std::string package = "diffusers";  // import path of the root package of the sources
  bool in_place = false;
  bool dry_run = false;
  bool force = false;
  unsigned jobs = 0;                      // 0: one per core
  std::vector<std::string> without = {};  // see ConvertOptions
  bool into_port = false;                 // see ConvertOptions
};

struct Converted {
  std::vector<FileReport> files;  // sorted by path
  std::string diff;               // of a dry run
  std::string text;               // of convert_bytes, and of convert_file without a target
};

// Converts every .py below `source` into `target` (the same folder for in-place). Copies other files with
// their modes, and symlinks as links. A failure is stored in the FileReport of its file; the other files
// continue. An existing target that equals neither the new text nor the last conversion is refused, unless
// forced. Written files are recorded in the work tree. Errors: the folders cannot be used, or the record
// cannot be written.
Result<Converted> convert_folder(const std::filesystem::path& source, const std::filesystem::path& target,
                                 const WriteOptions& options, const ConversionContext& context);

// Converts one file by the same rules. Writes straight into devices and pipes. Without a target (and without
// dry run) only returns the text. Records nothing.
Converted convert_file(const std::filesystem::path& source, const std::filesystem::path& target,
                       const WriteOptions& options, const ConversionContext& context);

// Converts a text in memory. `name` is its name in reports.
Converted convert_bytes(const std::string& name, std::string bytes, const WriteOptions& options,
                        const ConversionContext& context);

// The path of a file in its package, for ConvertOptions: relative to the topmost folder with an __init__.py.
std::string path_in_package(const std::filesystem::path& file);

}  // namespace mintport
