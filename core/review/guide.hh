// What a person does next: the next place in a file that wants a look, and the next file that is not done.
// Pure.
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

// An open finding, or a hunk that was not reviewed and is more than renames.
struct OpenPlace {
  std::size_t row = 0;  // of the diff
  bool finding = false;
  std::size_t index = 0;  // of the finding or the hunk
  friend bool operator==(const OpenPlace&, const OpenPlace&) = default;
};

// In the order of rows; at one row, findings first. `reviewed` is as long as the hunks, or empty (none is).
std::vector<OpenPlace> open_places(std::span<const TrackedFinding> findings, const Diff& diff,
                                   const std::vector<bool>& reviewed);

// The first place below `row`, else (and without a row) the first of all; its index. Nothing when there are
// none.
std::optional<std::size_t> place_after(std::span<const OpenPlace> places, std::optional<std::size_t> row);

// The first file behind `path` that is neither staged nor committed, round the end; `path` itself comes last.
// With an empty path the search begins with the first. Files come in the order of `order`, which holds paths;
// those that it lacks come behind it, by path. `inside`: only files whose paths begin with it. nullptr: all
// files are done.
const FileEntry* next_file(const State& state, std::span<const std::string> order, std::string_view path,
                           std::string_view inside = {});

// What of a hunk a review mark holds for: the lines of both sides, wherever in the file they stand.
Fingerprint hunk_fingerprint(const LineHunk& hunk, const Lines& source, const Lines& port);

}  // namespace mintport
