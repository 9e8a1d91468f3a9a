#include "app/report/findings.hh"

#include <fmt/format.h>

#include <array>
#include <nlohmann/json.hpp>

#include "app/report/csv.hh"
#include "app/report/sarif_rules.hh"
#include "core/base/text.hh"

namespace mintport {
namespace {

using Json = nlohmann::ordered_json;

// "3 findings in 2 files".
std::string count_of(const std::vector<ListedFinding>& rows) {
  std::size_t files = 0;
  for (std::size_t i = 0; i < rows.size(); ++i) files += i == 0 || rows[i].file != rows[i - 1].file;
  return rows.empty() ? "no findings" : plural(rows.size(), "finding") + " in " + plural(files, "file");
}

std::string life_text(const TrackedFinding& found) {
  return found.life == Life::open    ? ""
         : found.life == Life::fixed ? " (fixed)"
                                     : " (waived: " + found.reason + ")";
}

Json row_json(const ListedFinding& row, const State& state) {
  const TrackedFinding& found = *row.found;
  Json fixes = Json::array();
  for (const Fix& fix : found.finding.fixes)
    fixes.push_back({{"title", fix.title}, {"applicability", to_string(fix.applicability)}});
  return {{"id", found.id},
          {"path", row.file->path},
          {"source", state.source_path(row.file->path)},
          {"source_line", found.source_line},
          {"port", row.file->ported ? Json(state.port_path(row.file->path)) : Json(nullptr)},
          {"port_line", row.file->ported ? Json(found.line) : Json(nullptr)},
          {"kind", to_string(found.finding.kind)},
          {"rule", found.finding.rule},
          {"symbol", found.finding.symbol},
          {"message", found.finding.message},
          {"code", found.code},
          {"life", to_string(found.life)},
          {"reason", found.life == Life::waived ? Json(found.reason) : Json(nullptr)},
          {"fixes", std::move(fixes)}};
}

Json row_sarif(const ListedFinding& row, sarif::Rules& rules) {
  const TrackedFinding& found = *row.found;
  const Finding& finding = found.finding;
  Json out{{"ruleId", finding.rule},
           {"ruleIndex", rules.at(finding.rule, finding.kind)},
           {"level", sarif::level(finding.kind)},
           {"message", {{"text", finding.symbol + ": " + finding.message}}},
           {"locations", Json::array({{{"physicalLocation",
                                        {{"artifactLocation", {{"uri", sarif::percent_encoded(row.place)}}},
                                         {"region", {{"startLine", row.line}}}}}}})},
           {"partialFingerprints", {{"mintportId/v1", found.id}}},
           {"properties",
            {{"kind", to_string(finding.kind)},
             {"symbol", finding.symbol},
             {"life", to_string(found.life)},
             {"sourceLine", found.source_line}}}};
  if (found.life == Life::waived)
    out["suppressions"] = Json::array({{{"kind", "external"}, {"justification", found.reason}}});
  if (found.life == Life::fixed) out["baselineState"] = "absent";
  return out;
}

}  // namespace

ListedFinding listed(const State& state, const FileEntry& file, const TrackedFinding& found) {
  return {&file, &found, file.ported ? state.port_path(file.path) : state.source_path(file.path),
          file.ported ? found.line : found.source_line};
}

std::string write_text(const FindingsReport& report) {
  std::string out;
  for (const ListedFinding& row : report.findings) {
    const Finding& finding = row.found->finding;
    out += fmt::format("{}:{}: {} {}: {}{} [{}]\n", row.place, row.line, to_string(finding.kind),
                       finding.symbol, finding.message, life_text(*row.found), row.found->id);
  }
  return out + count_of(report.findings) + "\n";
}

std::string write_json(const FindingsReport& report) {
  std::array<std::size_t, 3> lives{};
  Json findings = Json::array(), failed = Json::array();
  for (const ListedFinding& row : report.findings) {
    ++lives[static_cast<std::size_t>(row.found->life)];
    findings.push_back(row_json(row, report.state));
  }
  for (const FileEntry* file : report.failed)
    failed.push_back({{"path", file->path}, {"error", file->error}});
  const Json out{{"tool", "mintport"},
                 {"version", report.version},
                 {"target", report.target},
                 {"findings", std::move(findings)},
                 {"failed", std::move(failed)},
                 {"totals",
                  {{"findings", report.findings.size()},
                   {"open", lives[0]},
                   {"fixed", lives[1]},
                   {"waived", lives[2]}}}};
  return out.dump(1, ' ', false, Json::error_handler_t::replace) + "\n";
}

std::string write_sarif(const FindingsReport& report) {
  sarif::Rules rules;
  Json results = Json::array(), failures = Json::array();
  for (const FileEntry* file : report.failed) {
    const std::string uri = sarif::percent_encoded(report.state.source_path(file->path));
    failures.push_back(sarif::failure(file->error, {{"uri", uri}}));
  }
  for (const ListedFinding& row : report.findings) results.push_back(row_sarif(row, rules));
  return sarif::log(sarif::run(report.version, std::move(rules), std::move(failures), std::move(results)));
}

std::string write_csv(const FindingsReport& report) {
  std::string out = "id,place,line,kind,symbol,life,message,reason,code\n";
  for (const ListedFinding& row : report.findings) {
    const Finding& finding = row.found->finding;
    out += fmt::format("{},{},{},{},{},{},{},{},{}\n", row.found->id, csv_cell(row.place), row.line,
                       to_string(finding.kind), csv_cell(finding.symbol), to_string(row.found->life),
                       csv_cell(finding.message), csv_cell(row.found->reason), csv_cell(row.found->code));
  }
  return out;
}

std::string write_markdown(const FindingsReport& report) {
  const auto cell = [](std::string_view text) {
    std::string out;
    for (const char c : text) out += c == '|' ? std::string("\\|") : std::string(1, c);
    return out;
  };
  std::string out = "| place | kind | symbol | finding | life |\n| --- | --- | --- | --- | --- |\n";
  for (const ListedFinding& row : report.findings) {
    const Finding& finding = row.found->finding;
    const std::string reason = row.found->reason.empty() ? "" : ": " + cell(row.found->reason);
    out += fmt::format("| `{}:{}` | {} | `{}` | {} | {}{} |\n", row.place, row.line, to_string(finding.kind),
                       cell(finding.symbol), cell(finding.message), to_string(row.found->life), reason);
  }
  return out + "\n" + count_of(report.findings) + "\n";
}

}  // namespace mintport
