// A Report as a string.
#pragma once

#include <set>
#include <string>

#include "app/report/report.hh"

namespace mintport {

// For people: a block per file that has something to say, then the summary.
std::string write_text(const Report& report, bool colour);

// Totals, findings by kind, and the symbols that block most; at most `most` of those.
std::string write_summary(const Report& report, bool colour, std::size_t most = 10);

// The contract: fields may be added, none is renamed. One file a line. Lines are 1-based, columns 1-based in
// code points, start and end are bytes of the converted text.
std::string write_json(const Report& report);

// SARIF 2.1.0. Results stand in the converted file; the place in the source is a related location.
std::string write_sarif(const Report& report);

// A symbol with all its findings; what blocks most files comes first.
struct Blocking {
  std::set<FindingKind> kinds;
  std::string symbol;
  std::size_t files = 0, places = 0;
  std::string first;  // "models/x.py:10", in the converted text
  friend bool operator==(const Blocking&, const Blocking&) = default;
};
std::vector<Blocking> most_blocking(const Report& report, std::size_t most);

}  // namespace mintport
