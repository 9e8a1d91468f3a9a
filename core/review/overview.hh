// Views of a whole review: the tree of files, totals, and findings by symbol. Values that are recomputed
// after each change of the state.
#pragma once

#include <array>
#include <cstdint>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "core/review/pipelines.hh"
#include "core/review/state.hh"

namespace mintport {

inline constexpr std::size_t kFileStages = 5;

// Nothing is left to do: the file is committed, and none of its findings is open.
bool is_done(const FileEntry& file);

struct Summary {
  std::size_t files = 0, counted = 0;
  std::array<std::size_t, kFileStages> states{};  // number of files by FileStage
  std::size_t with_open = 0;                      // files with open findings
  std::size_t done = 0;                           // files for which is_done() holds
  std::size_t open = 0, fixed = 0, waived = 0;    // findings
  std::array<std::size_t, kFindingKinds> open_kinds{};
  friend bool operator==(const Summary&, const Summary&) = default;
};
// Counts the files below `folder`; all files if it is empty.
Summary summarize(const State& state, std::string_view folder = {});

struct TreeRow {
  int depth = 0;
  std::string name;  // "models/unets" for a folder that contains only another folder
  std::string path;
  bool folder = false, open = true;
  FileStage state = FileStage::unconverted;  // of a folder: the lowest stage of its files
  bool by_hand = false;
  Staged staged = Staged::no;  // of a folder: `partly` if anything in it is staged
  bool counted = true;
  std::size_t files = 1, done = 0;  // done: is_done()
  std::size_t open_findings = 0;
  FileReach reach;  // of a file
  friend bool operator==(const TreeRow&, const TreeRow&) = default;
};
// `folded` holds the paths of closed folders.
std::vector<TreeRow> tree_rows(const State& state, const std::set<std::string>& folded);

struct FindingPlace {
  std::string path;
  std::size_t finding = 0;  // index in the findings of the file
  std::uint32_t line = 0;   // in the port
  std::string code;
  FindingKind kind = FindingKind::unmapped;
  std::string message;
  friend bool operator==(const FindingPlace&, const FindingPlace&) = default;
};
struct SymbolGroup {
  std::string symbol;
  std::size_t files = 0;      // number of files with these findings
  std::size_t pipelines = 0;  // number of pipelines that need one of those files
  bool in_all = false;        // these are all pipelines of the project
  std::vector<FindingPlace> places;
  friend bool operator==(const SymbolGroup&, const SymbolGroup&) = default;
};
// Groups open findings. Sorted by the number of files, then of pipelines that they block, most first.
// `filter` holds words that must all occur in symbol, kind, path or code; "kind:unmapped" matches only the
// kind, "in:models/unets" only that folder. Empty: all findings. Without `pipelines` those counts are 0.
std::vector<SymbolGroup> group_findings(const State& state, std::string_view filter = {},
                                        const PipelinesOf& pipelines = {});

}  // namespace mintport
