// The next task: the next place in a file to look at, and the next file to work on. Pure.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/diff/diff.hh"
#include "core/diff/lines.hh"
#include "core/review/state.hh"

namespace mintport {

// An open finding, or an unreviewed hunk that is more than renames.
struct OpenPlace {
  std::size_t row = 0;  // in the diff
  bool finding = false;
  std::size_t index = 0;  // of the finding or hunk
  friend bool operator==(const OpenPlace&, const OpenPlace&) = default;
};

// In the order of rows; findings come first in a row. `reviewed` is as long as the hunks, or empty (none is
// reviewed).
std::vector<OpenPlace> open_places(std::span<const TrackedFinding> findings, const Diff& diff,
                                   const std::vector<bool>& reviewed);

// The index of the first place below `row`; the first place of all if there is none below, or no row. nullopt
// if there are no places.
std::optional<std::size_t> place_after(std::span<const OpenPlace> places, std::optional<std::size_t> row);

// The first file after `path` that is neither staged nor committed; the search wraps around and ends with
// `path` itself. An empty `path` starts at the first file. `order` lists paths; missing files follow it,
// sorted by path. `inside` restricts the search to paths with this prefix. nullptr: all files are done.
const FileEntry* next_file(const State& state, std::span<const std::string> order, std::string_view path,
                           std::string_view inside = {});

// Identifies the contents of a hunk for review marks: the lines of both sides, wherever they are in the file.
Fingerprint hunk_fingerprint(const LineHunk& hunk, const Lines& source, const Lines& port);

}  // namespace mintport
