#include "app/report/report.hh"

#include <gtest/gtest.h>

#include <memory>
#include <nlohmann/json.hpp>

#include "app/report/write.hh"

namespace mintport {
namespace {

using Json = nlohmann::json;

// "é = torch.fft(x)\n", with an import added above it.
Conversion small_conversion() {
  Conversion out;
  out.source =
      std::make_shared<const Source>(*Source::make("a b.py", "import torch\n\xC3\xA9 = torch.fft(x)\n"));
  Change change{.id = 1, .rule = "import", .note = "torch is mindspore", .edits = {}};
  change.edits.push_back(Edit{{0, 12}, "import numpy\nimport mindspore"});
  out.edits = change.edits;
  out.changes.push_back(change);
  out.text = mintport::apply(out.source->text(), out.edits);
  Fix fix{"take mint", Applicability::maybe, {}};
  fix.edits.push_back(Edit{{35, 40}, "mint"});
  out.findings.push_back({.kind = FindingKind::unmapped,
                          .rule = "torch-function",
                          .symbol = "torch.fft",
                          .message = "no target",
                          .original = {18, 27},
                          .converted = {35, 44},
                          .fixes = {fix}});
  return out;
}

Report small_report() {
  return {.version = "1",
          .target = "mindspore 2.10",
          .target_root = "file:///port/",
          .files = {*report_of("a b.py", small_conversion()),
                    {.path = "bad.py", .state = FileState::failed, .error = "NUL byte", .error_line = 3}}};
}

TEST(Report, TakesPlacesFromBothTexts) {
  const Place original{{2, 5}, {2, 14}, 2}, converted{{3, 5}, {3, 14}, 3};
  FileReport wanted{.path = "a b.py", .state = FileState::converted};
  wanted.changes = {
      {.id = 1, .rule = "import", .note = "torch is mindspore", .line = 1, .converted_line = 1}};
  ReportedFix fix{"take mint", Applicability::maybe, {}};
  fix.edits.push_back({Edit{{35, 40}, "mint"}, Place{{3, 5}, {3, 10}, 3}});
  wanted.findings = {{.kind = FindingKind::unmapped,
                      .rule = "torch-function",
                      .symbol = "torch.fft",
                      .message = "no target",
                      .original = original,
                      .converted = converted,
                      .fixes = {fix}}};
  EXPECT_EQ(*report_of("a b.py", small_conversion()), wanted);
}

TEST(Report, CountsWhatItHolds) {
  EXPECT_EQ(totals(small_report()),
            (Totals{.files = 2, .converted = 1, .failed = 1, .changes = 1, .findings = 1}));
}

TEST(Report, WritesTheJsonContract) {
  const Json wanted = Json::parse(R"json({
    "tool": "mintport", "version": "1", "target": "mindspore 2.10",
    "files": [
      {"path": "a b.py", "status": "converted", "error": null, "error_line": null, "refused": false,
       "changes": [{"id": 1, "rule": "import", "note": "torch is mindspore", "applicability": "machine", "line": 1,
                    "converted_line": 1}],
       "findings": [{"kind": "unmapped", "rule": "torch-function", "symbol": "torch.fft", "message": "no target",
                     "line": 2, "column": 5, "end_line": 2, "converted_line": 3, "converted_column": 5,
                     "converted_end_line": 3,
                     "fixes": [{"title": "take mint", "applicability": "maybe",
                                "edits": [{"start": 35, "end": 40, "text": "mint"}]}]}]},
      {"path": "bad.py", "status": "failed", "error": "NUL byte", "error_line": 3, "refused": false, "changes": [],
       "findings": []}],
    "totals": {"files": 2, "changes": 1, "findings": 1, "failed": 1, "refused": 0, "converted": 1, "unchanged": 0,
               "copied": 0}})json");
  EXPECT_EQ(Json::parse(write_json(small_report())), wanted);
}

TEST(Report, AnEmptyRunIsValidJson) {
  EXPECT_EQ(Json::parse(write_json({}))["files"], Json::array());
}

TEST(Report, WritesSarif) {
  const Json wanted = Json::parse(R"json({
    "$schema": "https://json.schemastore.org/sarif-2.1.0.json", "version": "2.1.0",
    "runs": [{
      "tool": {"driver": {"name": "mintport", "version": "1", "rules": [
        {"id": "torch-function", "shortDescription": {"text": "A torch name that has no MindSpore equivalent"},
         "defaultConfiguration": {"level": "warning"}}]}},
      "invocations": [{"executionSuccessful": false, "toolExecutionNotifications": [
        {"level": "error", "message": {"text": "NUL byte"}, "locations": [
          {"physicalLocation": {"artifactLocation": {"uri": "bad.py", "uriBaseId": "PORT"}}}]}]}],
      "columnKind": "unicodeCodePoints",
      "originalUriBaseIds": {"PORT": {"uri": "file:///port/"}},
      "results": [{
        "ruleId": "torch-function", "ruleIndex": 0, "level": "warning",
        "message": {"text": "torch.fft: no target (line 2 of the source)"},
        "locations": [{"physicalLocation": {
          "artifactLocation": {"uri": "a%20b.py", "uriBaseId": "PORT"},
          "region": {"startLine": 3, "startColumn": 5, "endLine": 3, "endColumn": 14}}}],
        "properties": {"kind": "unmapped", "symbol": "torch.fft", "sourceLine": 2, "sourceColumn": 5},
        "fixes": [{"description": {"text": "take mint"}, "artifactChanges": [{
          "artifactLocation": {"uri": "a%20b.py", "uriBaseId": "PORT"},
          "replacements": [{"deletedRegion": {"startLine": 3, "startColumn": 5, "endLine": 3, "endColumn": 10},
                            "insertedContent": {"text": "mint"}}]}]}]}]}]})json");
  EXPECT_EQ(Json::parse(write_sarif(small_report())), wanted);
}

TEST(Report, WritesTextPerFile) {
  const std::string wanted =
      "a b.py: 1 change, 1 finding\n"
      "        3:5  unmapped         torch.fft: no target\n"
      "              fix (maybe): take mint\n"
      "bad.py: failed: NUL byte\n"
      "\n"
      "2 files: 1 converted, 0 unchanged, 1 failed; 1 change, 1 finding\n";
  EXPECT_EQ(write_text(small_report(), false).substr(0, wanted.size()), wanted);
}

TEST(Report, ColoursOnlyWhenAsked) {
  EXPECT_EQ(write_text(small_report(), false).find('\x1b'), std::string::npos);
  EXPECT_NE(write_text(small_report(), true).find("\x1b[1mtorch.fft\x1b[0m"), std::string::npos);
}

TEST(Report, RanksByFilesThenPlaces) {
  const auto finding = [](std::string symbol, std::uint32_t line) {
    return ReportedFinding{
        .symbol = std::move(symbol), .message = "m", .converted = {{line, 1}, {line, 2}, line}};
  };
  Report report;
  report.files = {
      {.path = "1.py",
       .findings = {finding("twice", 4), finding("often", 5), finding("often", 6), finding("often", 7)}},
      {.path = "2.py", .findings = {finding("twice", 8)}}};
  const auto unmapped = FindingKind::unmapped, unknown = FindingKind::unknown;
  report.files[1].findings[0].kind = unknown;  // one symbol is one line, whatever the kinds
  EXPECT_EQ(most_blocking(report, 9), (std::vector<Blocking>{{{unmapped, unknown}, "twice", 2, 2, "1.py:4"},
                                                             {{unmapped}, "often", 1, 3, "1.py:5"}}));
  EXPECT_EQ(most_blocking(report, 1).size(), 1U);
}

}  // namespace
}  // namespace mintport
