// Writes what `mintport check` found, for people and for programs.
#pragma once

#include <string>
#include <vector>

#include "app/report/report.hh"
#include "core/check/check.hh"

namespace mintport {

struct CheckRow {
  std::string path, rule;
  Level level = Level::warning;
  std::string symbol, message;
  std::string code;  // the line at which it begins, trimmed
  Place at;
  std::vector<ReportedFix> fixes;
  friend bool operator==(const CheckRow&, const CheckRow&) = default;
};

struct CheckFailure {
  std::string path;
  std::uint32_t line = 0;  // 1-based; 0: none
  std::string what;
  friend bool operator==(const CheckFailure&, const CheckFailure&) = default;
};

struct CheckOutcome {
  std::string version;  // mintport's
  std::string target;   // "mindspore 2.10"
  std::string root;     // of the paths, as a URI reference; only for SARIF; may be empty
  std::size_t files = 0;
  std::vector<CheckRow> rows;  // by path and line
  std::vector<CheckFailure> failures;
  friend bool operator==(const CheckOutcome&, const CheckOutcome&) = default;
};

// The findings of a file with `text`.
std::vector<CheckRow> check_rows(const std::string& path, const std::string& text,
                                 const std::vector<CheckFinding>& findings);

// "PATH:LINE:COLUMN: LEVEL RULE: MESSAGE" for each, then the sum.
std::string write_check_text(const CheckOutcome& outcome, bool colour);

// {"tool", "version", "target", "findings": [{"path", "line", "column", "end_line", "end_column", "rule",
// "level", "symbol", "message", "code", "fixes": [{"title", "applicability", "edits": [{"start", "end",
// "text"}]}]}], "failures": [{"path", "line", "what"}], "totals": {"files", "findings", "fixable",
// "failed"}}. Fields may be added, but none is renamed; such a report is also a baseline
// (core/check/baseline.hh).
std::string write_check_json(const CheckOutcome& outcome);

// SARIF 2.1.0, with the reasons and examples of the rules.
std::string write_check_sarif(const CheckOutcome& outcome);

// Workflow commands of GitHub, which shows them beside the lines: "::error file=PATH,line=1,...::MESSAGE".
std::string write_check_github(const CheckOutcome& outcome);

}  // namespace mintport
