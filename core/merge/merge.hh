// Merges three versions of a Python file: by line first, and conflicting lines by syntax. Pure: the caller
// provides the merge by line.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/base/error.hh"

namespace mintport {

// Merges texts by line; nullopt on a conflict.
using LineMerge = std::function<std::optional<std::string>(std::string_view base, std::string_view ours,
                                                           std::string_view theirs)>;

struct MergeInput {
  std::string_view base, ours, theirs;
};

struct MergeOptions {
  LineMerge lines;
  // Pairs of an older and a newer spelling of a word: {"ops", "mint"}. A statement of ours that differs from
  // the base only by these takes the base's spelling before the merge. If theirs did not change the file, it
  // stays as it is.
  std::vector<std::pair<std::string, std::string>> spellings;
};

// Whole lines of the result. A piece without a conflict has its text in `ours`; the other two are empty.
struct MergePiece {
  bool conflict = false;
  std::string base, ours, theirs;
  friend bool operator==(const MergePiece&, const MergePiece&) = default;
};

// A statement (or header) of ours that took the newer spelling, without its indent.
struct Respelling {
  std::uint32_t line = 0;  // of ours, 1-based
  std::string before, after;
  friend bool operator==(const Respelling&, const Respelling&) = default;
};

// A name that ours imported and used, but that nothing in the result uses.
struct ImportGone {
  std::uint32_t line = 0;  // of ours, 1-based
  std::string name;        // the bound name
  friend bool operator==(const ImportGone&, const ImportGone&) = default;
};

// Everything of ours is in the pieces, in `respelled`, or in `imports_gone`.
struct Merge {
  std::vector<MergePiece> pieces;
  bool by_line = false;  // the merge by line was enough
  std::vector<Respelling> respelled;
  std::vector<ImportGone> imports_gone;

  std::size_t conflicts() const;
  friend bool operator==(const Merge&, const Merge&) = default;
};

// Errors (kind content): Source rejects a side. With every conflict resolved as ours, the result parses if
// ours does.
Result<Merge> merge_files(const MergeInput& input, const MergeOptions& options);

// True if the texts differ only in layout. Compares bytes unless both are Python.
bool same_but_for_layout(std::string_view a, std::string_view b);

enum class Favor { ours, theirs, both };

// Resolves every conflict in favor of one side, or as ours if the result would not parse (and ours does).
// `both` puts ours before theirs.
std::string decide(const Merge& merge, Favor favor);

struct MarkerLabels {
  std::string ours = "ours", base = "base", theirs = "theirs";
};

// Puts diff3 markers around the sides of each conflict.
std::string with_markers(const Merge& merge, const MarkerLabels& labels);

// Puts markers and the other sides in comments, so that the file parses and behaves as ours.
std::string with_comment_markers(const Merge& merge, const MarkerLabels& labels);

}  // namespace mintport
