// The outcome of a run for each file, as a value that does not need the texts: it holds lines and columns
// instead. Other headers write it as text, JSON and SARIF.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/range.hh"
#include "core/convert/convert.hh"

namespace mintport {

// A range of a text, in lines and columns.
struct Place {
  LineColumn begin, end;        // half open
  std::uint32_t last_line = 1;  // of the last byte
  friend bool operator==(const Place&, const Place&) = default;
};

Place place_of(const Source& source, ByteRange range);

struct ReportedChange {
  std::uint32_t id = 0;
  std::string rule, note;
  Applicability applicability = Applicability::machine;
  std::uint32_t line = 1, converted_line = 1;
  std::string evidence;  // the code that proves it; may be empty
  friend bool operator==(const ReportedChange&, const ReportedChange&) = default;
};

struct ReportedFix {
  struct Replacement {
    Edit edit;  // bytes of the converted text
    Place at;   // the same range in lines and columns
    friend bool operator==(const Replacement&, const Replacement&) = default;
  };
  std::string title;
  Applicability applicability = Applicability::maybe;
  std::vector<Replacement> edits;
  friend bool operator==(const ReportedFix&, const ReportedFix&) = default;
};

struct ReportedFinding {
  FindingKind kind = FindingKind::unmapped;
  std::string rule, symbol, message;
  Place original, converted;
  std::vector<ReportedFix> fixes;
  friend bool operator==(const ReportedFinding&, const ReportedFinding&) = default;
};

enum class FileState {
  converted,  // its text changed
  unchanged,  // Python that needs no change
  copied,     // not Python
  failed,     // `error` says why; nothing was written
  refused,    // its target was changed since the last conversion; nothing was written
};
// The spelling in the JSON report, where `refused` is also "failed".
std::string_view to_string(FileState state);

struct FileReport {
  std::string path;  // below the roots, with '/'
  FileState state = FileState::unchanged;
  std::string error;             // of failed and refused: what is wrong and what to do
  std::uint32_t error_line = 0;  // 1-based in the source; 0 when no line is concerned
  std::vector<ReportedChange> changes;
  std::vector<ReportedFinding> findings;
  friend bool operator==(const FileReport&, const FileReport&) = default;
};

// Takes the parts of a conversion that reports need. Errors (kind content): the converted text cannot be
// parsed again.
Result<FileReport> report_of(std::string path, const Conversion& conversion);

struct Report {
  std::string version;      // mintport's
  std::string target;       // "mindspore 2.10"
  std::string target_root;  // folder of the converted files, as a URI reference; only for SARIF; may be empty
  std::vector<FileReport> files;
  friend bool operator==(const Report&, const Report&) = default;
};

struct Totals {
  std::size_t files = 0, converted = 0, unchanged = 0, copied = 0, failed = 0, refused = 0;
  std::size_t changes = 0, findings = 0;
  friend bool operator==(const Totals&, const Totals&) = default;
};
Totals totals(const Report& report);

}  // namespace mintport
