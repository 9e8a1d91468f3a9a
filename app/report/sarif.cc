// https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
#include <map>

#include "app/report/sarif_parts.hh"
#include "app/report/write.hh"

namespace mintport {
namespace {

using sarif::Json;

constexpr const char* kRoot = "PORT";  // uriBaseId of the folder with the converted files

std::string_view level(FindingKind kind) {
  switch (kind) {
    case FindingKind::syntax:
      return "error";
    case FindingKind::convention:
      return "note";
    default:
      return "warning";
  }
}

std::string_view describe(FindingKind kind) {
  switch (kind) {
    case FindingKind::unmapped:
      return "A torch name that has no MindSpore equivalent";
    case FindingKind::unknown:
      return "A name that looks like torch's and cannot be resolved";
    case FindingKind::maybe_tensor:
      return "A method on a value that may be a tensor";
    case FindingKind::dropped_argument:
      return "An argument that the target does not take";
    case FindingKind::device_check:
      return "A check for devices that MindSpore does not have";
    case FindingKind::dynamic_import:
      return "An import that is resolved only at run time";
    case FindingKind::attention:
      return "Attention that is written out or dispatched";
    case FindingKind::difference:
      return "The target differs in a default, a type or a layout";
    case FindingKind::convention:
      return "Works, but the port writes it differently";
    case FindingKind::syntax:
      return "Text that does not parse";
  }
  return "";
}

// The rules that have results, in the order of their first result.
class RuleIndex {
 public:
  std::size_t at(const ReportedFinding& finding) {
    const auto [entry, fresh] = index_.try_emplace(finding.rule, rules_.size());
    if (fresh) {
      rules_.push_back({{"id", finding.rule},
                        {"shortDescription", {{"text", describe(finding.kind)}}},
                        {"defaultConfiguration", {{"level", level(finding.kind)}}}});
    }
    return entry->second;
  }
  Json take() { return std::move(rules_); }

 private:
  std::map<std::string, std::size_t> index_;
  Json rules_ = Json::array();
};

Json result(const std::string& path, const ReportedFinding& finding, RuleIndex& rules) {
  const std::string source_line = "line " + std::to_string(finding.original.begin.line) + " of the source";
  Json out{{"ruleId", finding.rule},
           {"ruleIndex", rules.at(finding)},
           {"level", level(finding.kind)},
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

Json failure(const FileReport& file) {
  return {{"level", "error"},
          {"message", {{"text", file.error}}},
          {"locations",
           Json::array({{{"physicalLocation", {{"artifactLocation", sarif::artifact(file.path, kRoot)}}}}})}};
}

}  // namespace

std::string write_sarif(const Report& report) {
  RuleIndex rules;
  Json results = Json::array(), failures = Json::array();
  for (const FileReport& file : report.files) {
    if (!file.error.empty()) failures.push_back(failure(file));
    for (const ReportedFinding& finding : file.findings) results.push_back(result(file.path, finding, rules));
  }
  Json invocation{{"executionSuccessful", failures.empty()}};
  if (!failures.empty()) invocation["toolExecutionNotifications"] = std::move(failures);
  Json run{
      {"tool", {{"driver", {{"name", "mintport"}, {"version", report.version}, {"rules", rules.take()}}}}},
      {"invocations", Json::array({std::move(invocation)})},
      {"columnKind", "unicodeCodePoints"},
      {"results", std::move(results)}};
  if (!report.target_root.empty()) run["originalUriBaseIds"] = {{kRoot, {{"uri", report.target_root}}}};
  return sarif::log(std::move(run));
}

}  // namespace mintport
