// https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
#include "app/report/sarif_parts.hh"
#include "app/report/sarif_rules.hh"
#include "app/report/write.hh"

namespace mintport {
namespace {

using sarif::Json;

constexpr const char* kRoot = "PORT";  // uriBaseId of the folder with the converted files

Json result(const std::string& path, const ReportedFinding& finding, sarif::Rules& rules) {
  const std::string source_line = "line " + std::to_string(finding.original.begin.line) + " of the source";
  Json out{{"ruleId", finding.rule},
           {"ruleIndex", rules.at(finding.rule, finding.kind)},
           {"level", sarif::level(finding.kind)},
           {"message", {{"text", finding.symbol + ": " + finding.message + " (" + source_line + ")"}}},
           {"locations", Json::array({{{"physicalLocation",
                                        {{"artifactLocation", sarif::artifact(path, kRoot)},
                                         {"region", sarif::region(finding.converted)}}}}})},
           {"properties",
            {{"kind", to_string(finding.kind)},
             {"symbol", finding.symbol},
             {"sourceLine", finding.original.begin.line},
             {"sourceColumn", finding.original.begin.column}}}};
  Json fixes = Json::array();
  for (const ReportedFix& fix : finding.fixes) {
    if (!fix.edits.empty())
      fixes.push_back(sarif::fix(path, kRoot, fix));  // SARIF requires a change in each fix
  }
  if (!fixes.empty()) out["fixes"] = std::move(fixes);
  return out;
}

}  // namespace

std::string write_sarif(const Report& report) {
  sarif::Rules rules;
  Json results = Json::array(), failures = Json::array();
  for (const FileReport& file : report.files) {
    if (!file.error.empty())
      failures.push_back(sarif::failure(file.error, sarif::artifact(file.path, kRoot)));
    for (const ReportedFinding& finding : file.findings) results.push_back(result(file.path, finding, rules));
  }
  Json run = sarif::run(report.version, std::move(rules), std::move(failures), std::move(results));
  if (!report.target_root.empty()) run["originalUriBaseIds"] = {{kRoot, {{"uri", report.target_root}}}};
  return sarif::log(std::move(run));
}

}  // namespace mintport
