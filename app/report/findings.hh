// The findings of a review, written for people and for programs.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/review/state.hh"

namespace mintport {

struct ListedFinding {
  const FileEntry* file = nullptr;
  const TrackedFinding* found = nullptr;
  std::string place;       // the file that `line` is of, from the root of the work tree
  std::uint32_t line = 1;  // of the port; of HF's file where the port lacks it
};

// `file` and its finding `found`, which must outlive the result.
ListedFinding listed(const State& state, const FileEntry& file, const TrackedFinding& found);

// `findings` by path and line. The state must outlive it.
struct FindingsReport {
  std::string version;  // mintport's
  std::string target;   // "mindspore 2.10"
  const State& state;
  std::vector<ListedFinding> findings;
  std::vector<const FileEntry*> failed;  // files that cannot be converted
};

std::string write_text(const FindingsReport& report);
std::string write_csv(const FindingsReport& report);
std::string write_markdown(const FindingsReport& report);

// docs/schemas/findings.json describes it. Fields may be added, but none is renamed.
std::string write_json(const FindingsReport& report);

// SARIF 2.1.0. Paths are relative to the root of the work tree. Waived findings are suppressed; fixed ones
// are absent.
std::string write_sarif(const FindingsReport& report);

}  // namespace mintport
