// Conversion of a folder or a file on disk, on several threads: what is read, converted, protected and
// written.
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

// What would be written, for a diff. Paths are relative to the work tree, else to the current folder.
struct FilePatch {
  std::string path;
  std::optional<std::string> before;  // nothing: the file is new
  std::string after;
  unsigned mode = 0100644;  // as git has it
};

// What a conversion meets. The references must outlive the call.
struct ConversionContext {
  const Tables& tables;
  WorkTree* work_tree = nullptr;  // that holds the target; nullptr: none does
  // Called from one thread at a time.
  std::function<void(std::size_t done, std::size_t total)> progress = [](std::size_t, std::size_t) {};
  // Draws a patch, for a dry run. Called from several threads.
  std::function<std::string(const FilePatch&)> draw = [](const FilePatch&) { return std::string(); };
};

struct WriteOptions {
  std::string package = "diffusers";  // import path of the source's root package
  bool in_place = false;
  bool dry_run = false;
  bool force = false;
  unsigned jobs = 0;                      // 0: one per core
  std::vector<std::string> without = {};  // as ConvertOptions has it
  bool into_port = false;                 // as ConvertOptions has it
};

struct Converted {
  std::vector<FileReport> files;  // sorted by path
  std::string diff;               // of a dry run
  std::string text;               // of convert_bytes, and of convert_file without a target
};

// Every .py below `source` is converted into `target` (the same folder when in place); other files are copied
// with their modes, symlinks as links. What fails is told in its FileReport, and the others are done. A
// target that exists and is neither what would be written nor what the last conversion wrote is refused,
// unless forced. What was written is recorded in the work tree. Errors: the folders cannot be used, or the
// record cannot be kept.
Result<Converted> convert_folder(const std::filesystem::path& source, const std::filesystem::path& target,
                                 const WriteOptions& options, const ConversionContext& context);

// One file, under the same rules; devices and pipes are written straight. Without a target (and no dry run)
// the text is only returned. Nothing is recorded.
Converted convert_file(const std::filesystem::path& source, const std::filesystem::path& target,
                       const WriteOptions& options, const ConversionContext& context);

// Text in, text out; `name` is what reports call it.
Converted convert_bytes(const std::string& name, std::string bytes, const WriteOptions& options,
                        const ConversionContext& context);

// Where a file stands in its package: `path` below the topmost folder with an __init__.py, as ConvertOptions
// wants it.
std::string path_in_package(const std::filesystem::path& file);

}  // namespace mintport
