// Three versions of one Python file into one: by line first, and where lines are in conflict by syntax.
// Pure: who merges lines is handed in.
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

// Merges texts by line; nothing when they are in conflict.
using LineMerge = std::function<std::optional<std::string>(std::string_view base, std::string_view ours,
                                                           std::string_view theirs)>;

struct MergeInput {
  std::string_view base, ours, theirs;
};

struct MergeOptions {
  LineMerge lines;
  // Pairs of words that say the same in an older and a newer spelling: {"ops", "mint"}. A statement of ours
  // that differs from the base's by them alone takes the base's spelling before anything is merged. A file
  // that theirs left alone stays as it is.
  std::vector<std::pair<std::string, std::string>> spellings;
};

// Whole lines of the result. Without a conflict its text is `ours`, and the other two are empty.
struct MergePiece {
  bool conflict = false;
  std::string base, ours, theirs;
  friend bool operator==(const MergePiece&, const MergePiece&) = default;
};

// A statement (or header) of ours that took the newer spelling; whole, without its indent.
struct Respelling {
  std::uint32_t line = 0;  // of ours, 1-based
  std::string before, after;
  friend bool operator==(const Respelling&, const Respelling&) = default;
};

// A name that ours imported and used, and that nothing in the result uses.
struct ImportGone {
  std::uint32_t line = 0;  // of ours, 1-based
  std::string name;        // as it was bound
  friend bool operator==(const ImportGone&, const ImportGone&) = default;
};

// What of ours is in none of the pieces is in `respelled` or `imports_gone`.
struct Merge {
  std::vector<MergePiece> pieces;
  bool by_line = false;  // lines alone were enough
  std::vector<Respelling> respelled;
  std::vector<ImportGone> imports_gone;

  std::size_t conflicts() const;
  friend bool operator==(const Merge&, const Merge&) = default;
};

// Errors (kind content): a side is no text that Source takes. Where every conflict is taken as ours, the
// result parses if ours does.
Result<Merge> merge_files(const MergeInput& input, const MergeOptions& options);

// True when two texts differ in layout alone. Texts that are no Python are compared byte by byte.
bool same_but_for_layout(std::string_view a, std::string_view b);

enum class Favor { ours, theirs, both };

// Every conflict decided one way; where that would not parse (and ours does), as ours. `both` is ours, then
// theirs.
std::string decide(const Merge& merge, Favor favor);

struct MarkerLabels {
  std::string ours = "ours", base = "base", theirs = "theirs";
};

// With diff3 markers around what each side has.
std::string with_markers(const Merge& merge, const MarkerLabels& labels);

// The same, with markers and the other sides' lines in comments: the file parses and does as ours did.
std::string with_comment_markers(const Merge& merge, const MarkerLabels& labels);

}  // namespace mintport
