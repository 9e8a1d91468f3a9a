#include <nlohmann/json.hpp>

#include "app/report/write.hh"

namespace mintport {
namespace {

using Json = nlohmann::ordered_json;

Json json(const ReportedFix& fix) {
  Json edits = Json::array();
  for (const auto& [edit, at] : fix.edits) {
    edits.push_back({{"start", edit.range.begin}, {"end", edit.range.end}, {"text", edit.text}});
  }
  return {{"title", fix.title}, {"applicability", to_string(fix.applicability)}, {"edits", std::move(edits)}};
}

Json json(const ReportedFinding& finding) {
  Json out{{"kind", to_string(finding.kind)},
           {"rule", finding.rule},
           {"symbol", finding.symbol},
           {"message", finding.message},
           {"line", finding.original.begin.line},
           {"column", finding.original.begin.column},
           {"end_line", finding.original.last_line},
           {"converted_line", finding.converted.begin.line},
           {"converted_column", finding.converted.begin.column},
           {"converted_end_line", finding.converted.last_line},
           {"fixes", Json::array()}};
  for (const ReportedFix& fix : finding.fixes) out["fixes"].push_back(json(fix));
  return out;
}

Json json(const ReportedChange& change) {
  Json out{{"id", change.id},     {"rule", change.rule},
           {"note", change.note}, {"applicability", to_string(change.applicability)},
           {"line", change.line}, {"converted_line", change.converted_line}};
  if (!change.evidence.empty()) out["evidence"] = change.evidence;
  return out;
}

Json json(const FileReport& file) {
  Json out{{"path", file.path},
           {"status", to_string(file.state)},
           {"error", file.error.empty() ? Json(nullptr) : Json(file.error)},
           {"error_line", file.error_line == 0 ? Json(nullptr) : Json(file.error_line)},
           {"refused", file.state == FileState::refused},
           {"changes", Json::array()},
           {"findings", Json::array()}};
  for (const ReportedChange& change : file.changes) out["changes"].push_back(json(change));
  for (const ReportedFinding& finding : file.findings) out["findings"].push_back(json(finding));
  return out;
}

// File names need not be UTF-8; invalid bytes become U+FFFD.
std::string dump(const Json& value) {
  return value.dump(-1, ' ', false, Json::error_handler_t::replace);
}

}  // namespace

// Builds the report file by file: one JSON value for the whole report would take ten times the memory.
std::string write_json(const Report& report) {
  const Totals sum = totals(report);
  const Json totals_json{{"files", sum.files},         {"changes", sum.changes},
                         {"findings", sum.findings},   {"failed", sum.failed + sum.refused},
                         {"refused", sum.refused},     {"converted", sum.converted},
                         {"unchanged", sum.unchanged}, {"copied", sum.copied}};
  std::string out = "{\"tool\": \"mintport\", \"version\": " + dump(report.version) +
                    ", \"target\": " + dump(report.target) + ",\n\"files\": [";
  const char* separator = "\n";
  for (const FileReport& file : report.files) {
    out += separator + dump(json(file));
    separator = ",\n";
  }
  return out + "\n],\n\"totals\": " + dump(totals_json) + "}\n";
}

}  // namespace mintport
