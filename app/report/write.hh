// Writes a Report as a string.
#pragma once

#include <set>
#include <string>

#include "app/report/report.hh"

namespace mintport {

// For people: a block for each file that has findings or errors, then the summary.
std::string write_text(const Report& report, bool colour);

// Totals, findings by kind, and at most `most` of the most blocking symbols.
std::string write_summary(const Report& report, bool colour, std::size_t most = 10);

// This format is stable: fields may be added, but none is renamed. Each file is on a line of its own. Lines
// are 1-based, columns are 1-based in code points, start and end are byte offsets in the converted text.
std::string write_json(const Report& report);

// SARIF 2.1.0. Results are located in the converted file; the place in the source is a related location.
std::string write_sarif(const Report& report);

// A symbol with all its findings. A symbol that blocks more files comes first.
struct Blocking {
  std::set<FindingKind> kinds;
  std::string symbol;
  std::size_t files = 0, places = 0;
  std::string first;  // "models/x.py:10", in the converted text
  friend bool operator==(const Blocking&, const Blocking&) = default;
};
std::vector<Blocking> most_blocking(const Report& report, std::size_t most);

}  // namespace mintport
