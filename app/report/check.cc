#include "app/report/check.hh"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "app/report/number_of.hh"
#include "app/report/sarif_parts.hh"
#include "core/check/catalog.hh"

namespace mintport {
namespace {

using sarif::Json;

constexpr const char* kCheckRoot = "ROOT";  // uriBaseId of the folder of the paths

bool is_certain(const CheckRow& row) {
  return std::any_of(row.fixes.begin(), row.fixes.end(),
                     [](const ReportedFix& fix) { return fix.applicability == Applicability::machine; });
}

std::size_t certain_fixes(const CheckOutcome& outcome) {
  return static_cast<std::size_t>(std::count_if(outcome.rows.begin(), outcome.rows.end(), is_certain));
}

// "3 findings in 2 files; --fix repairs 1"
std::string sum_of(const CheckOutcome& outcome) {
  if (outcome.rows.empty()) return "no findings in " + number_of(outcome.files, "file");
  std::set<std::string> paths;
  std::map<Level, std::size_t> levels;
  for (const CheckRow& row : outcome.rows) {
    paths.insert(row.path);
    ++levels[row.level];
  }
  std::string parts;
  for (auto level = levels.rbegin(); level != levels.rend(); ++level)
    parts += (parts.empty() ? "" : ", ") + number_of(level->second, to_string(level->first));
  std::string out = fmt::format("{} in {} of {}: {}", number_of(outcome.rows.size(), "finding"), paths.size(),
                                number_of(outcome.files, "file"), parts);
  if (const std::size_t certain = certain_fixes(outcome); certain > 0)
    out += fmt::format("; --fix repairs {}", certain);
  return out;
}

std::string coloured(std::string_view text, Level level, bool colour) {
  if (!colour) return std::string(text);
  const int code = level == Level::error ? 31 : level == Level::warning ? 33 : 36;
  return fmt::format("\x1b[{}m{}\x1b[0m", code, text);
}

Json json_of(const CheckRow& row) {
  Json fixes = Json::array();
  for (const ReportedFix& fix : row.fixes) {
    Json edits = Json::array();
    for (const auto& [edit, at] : fix.edits)
      edits.push_back({{"start", edit.range.begin}, {"end", edit.range.end}, {"text", edit.text}});
    fixes.push_back(
        {{"title", fix.title}, {"applicability", to_string(fix.applicability)}, {"edits", std::move(edits)}});
  }
  return {{"path", row.path},
          {"line", row.at.begin.line},
          {"column", row.at.begin.column},
          {"end_line", row.at.end.line},
          {"end_column", row.at.end.column},
          {"rule", row.rule},
          {"level", to_string(row.level)},
          {"symbol", row.symbol},
          {"message", row.message},
          {"code", row.code},
          {"fixes", std::move(fixes)}};
}

Json rule_json(const CheckRule& rule) {
  std::string help = std::string(rule.why) + ".";
  if (!rule.example.empty()) help += "\nExample: " + std::string(rule.example);
  return {{"id", rule.id},
          {"shortDescription", {{"text", rule.does}}},
          {"fullDescription", {{"text", rule.why}}},
          {"help", {{"text", help}}},
          {"defaultConfiguration", {{"level", to_string(rule.level)}}}};
}

// Escaped as the runner of the workflow wants it.
std::string escaped(std::string_view text, bool property) {
  std::string out;
  for (const char c : text) {
    const bool special = c == '%' || c == '\r' || c == '\n' || (property && (c == ':' || c == ','));
    out += special ? fmt::format("%{:02X}", static_cast<unsigned char>(c)) : std::string(1, c);
  }
  return out;
}

}  // namespace

std::vector<CheckRow> check_rows(const std::string& path, const std::string& text,
                                 const std::vector<CheckFinding>& findings) {
  std::vector<CheckRow> out;
  if (findings.empty()) return out;
  const auto source = Source::make(path, text);
  if (!source) return out;  // it was read before
  for (const auto& [finding, level, code] : findings) {
    CheckRow row{path,
                 finding.rule,
                 level,
                 finding.symbol,
                 finding.message,
                 code,
                 place_of(*source, finding.converted),
                 {}};
    for (const Fix& fix : finding.fixes) {
      ReportedFix& to = row.fixes.emplace_back(ReportedFix{fix.title, fix.applicability, {}});
      for (const Edit& edit : fix.edits) to.edits.push_back({edit, place_of(*source, edit.range)});
    }
    out.push_back(std::move(row));
  }
  return out;
}

std::string write_check_text(const CheckOutcome& outcome, bool colour) {
  std::string out;
  for (const CheckRow& row : outcome.rows) {
    out += fmt::format("{}:{}:{}: {} {}: {}{}\n", row.path, row.at.begin.line, row.at.begin.column,
                       coloured(to_string(row.level), row.level, colour), row.rule, row.message,
                       is_certain(row) ? " [--fix]" : "");
  }
  return out + sum_of(outcome) + "\n";
}

std::string write_check_json(const CheckOutcome& outcome) {
  Json findings = Json::array(), failures = Json::array();
  for (const CheckRow& row : outcome.rows) findings.push_back(json_of(row));
  for (const CheckFailure& failure : outcome.failures)
    failures.push_back({{"path", failure.path}, {"line", failure.line}, {"what", failure.what}});
  const Json whole{{"tool", "mintport"},
                   {"version", outcome.version},
                   {"target", outcome.target},
                   {"findings", std::move(findings)},
                   {"failures", std::move(failures)},
                   {"totals",
                    {{"files", outcome.files},
                     {"findings", outcome.rows.size()},
                     {"fixable", certain_fixes(outcome)},
                     {"failed", outcome.failures.size()}}}};
  return whole.dump(1, ' ', false, Json::error_handler_t::replace) + "\n";
}

std::string write_check_sarif(const CheckOutcome& outcome) {
  std::map<std::string, std::size_t, std::less<>> index;
  Json rules = Json::array(), results = Json::array(), failures = Json::array();
  for (const CheckRule* rule : check_rules()) {
    index.emplace(rule->id, index.size());
    rules.push_back(rule_json(*rule));
  }
  for (const CheckRow& row : outcome.rows) {
    Json result{{"ruleId", row.rule},
                {"ruleIndex", index.at(row.rule)},
                {"level", to_string(row.level)},
                {"message", {{"text", row.message}}},
                {"locations", Json::array({{{"physicalLocation",
                                             {{"artifactLocation", sarif::artifact(row.path, kCheckRoot)},
                                              {"region", sarif::region(row.at)}}}}})},
                {"properties", {{"symbol", row.symbol}}}};
    Json fixes = Json::array();
    for (const ReportedFix& fix : row.fixes) {
      if (!fix.edits.empty()) fixes.push_back(sarif::fix(row.path, kCheckRoot, fix));
    }
    if (!fixes.empty()) result["fixes"] = std::move(fixes);
    results.push_back(std::move(result));
  }
  for (const CheckFailure& failure : outcome.failures) {
    failures.push_back(
        {{"level", "error"},
         {"message", {{"text", failure.what}}},
         {"locations",
          Json::array(
              {{{"physicalLocation", {{"artifactLocation", sarif::artifact(failure.path, kCheckRoot)}}}}})}});
  }
  Json invocation{{"executionSuccessful", failures.empty()}};
  if (!failures.empty()) invocation["toolExecutionNotifications"] = std::move(failures);
  Json run{{"tool",
            {{"driver", {{"name", "mintport"}, {"version", outcome.version}, {"rules", std::move(rules)}}}}},
           {"invocations", Json::array({std::move(invocation)})},
           {"columnKind", "unicodeCodePoints"},
           {"results", std::move(results)}};
  if (!outcome.root.empty()) run["originalUriBaseIds"] = {{kCheckRoot, {{"uri", outcome.root}}}};
  return sarif::log(std::move(run));
}

std::string write_check_github(const CheckOutcome& outcome) {
  std::string out;
  for (const CheckRow& row : outcome.rows) {
    const std::string_view word = row.level == Level::note ? "notice" : to_string(row.level);
    out += fmt::format("::{} file={},line={},endLine={},col={},title={}::{}\n", word, escaped(row.path, true),
                       row.at.begin.line, row.at.last_line, row.at.begin.column, escaped(row.rule, true),
                       escaped(row.message, false));
  }
  for (const CheckFailure& failure : outcome.failures) {
    out += fmt::format("::error file={},line={}::{}\n", escaped(failure.path, true),
                       std::max(failure.line, 1U), escaped(failure.what, false));
  }
  return out;
}

}  // namespace mintport
