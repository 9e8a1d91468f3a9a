// Views of a whole review: the tree of files, counts, and findings grouped by symbol. Values, worked out anew
// from the state whenever it changed.
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

inline constexpr std::size_t kFindingKinds = 10;
inline constexpr std::size_t kFileStages = 5;

struct Summary {
  std::size_t files = 0, counted = 0;
  std::array<std::size_t, kFileStages> states{};  // by FileStage
  std::size_t with_open = 0;                      // files with open findings
  std::size_t open = 0, fixed = 0, waived = 0;    // findings
  std::array<std::size_t, kFindingKinds> open_kinds{};
  friend bool operator==(const Summary&, const Summary&) = default;
};
// Of the files below `folder`; all when it is empty.
Summary summarize(const State& state, std::string_view folder = {});

struct TreeRow {
  int depth = 0;
  std::string name;  // "models/unets" when a folder holds nothing but one folder
  std::string path;
  bool folder = false, open = true;
  FileStage state = FileStage::unconverted;  // of a folder: the least of its files
  bool by_hand = false;
  Staged staged = Staged::no;  // of a folder: partly when anything in it is
  bool counted = true;
  std::size_t files = 1, done = 0;  // done: staged or committed
  std::size_t open_findings = 0;
  friend bool operator==(const TreeRow&, const TreeRow&) = default;
};
// `folded` holds paths of folders.
std::vector<TreeRow> tree_rows(const State& state, const std::set<std::string>& folded);

struct FindingPlace {
  std::string path;
  std::size_t finding = 0;  // index in that file's findings
  std::uint32_t line = 0;   // in the port
  std::string code;
  FindingKind kind = FindingKind::unmapped;
  std::string message;
  friend bool operator==(const FindingPlace&, const FindingPlace&) = default;
};
struct SymbolGroup {
  std::string symbol;
  std::size_t files = 0;      // how many files it blocks
  std::size_t pipelines = 0;  // how many pipelines need one of those
  std::vector<FindingPlace> places;
  friend bool operator==(const SymbolGroup&, const SymbolGroup&) = default;
};
// Open findings, those that block most files first, of those the ones that block most pipelines. `filter`
// holds words that must all be found: in symbol, kind, path or code; "kind:unmapped" in the kind only,
// "in:models/unets" for what is in that folder. Empty: all. Without `pipelines` none is known.
std::vector<SymbolGroup> group_findings(const State& state, std::string_view filter = {},
                                        const PipelinesOf& pipelines = {});

}  // namespace mintport
