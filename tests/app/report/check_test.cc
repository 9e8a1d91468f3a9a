// The reports of `mintport check`, whole.
#include "app/report/check.hh"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

namespace mintport {
namespace {

using Json = nlohmann::json;

const std::string kText = "import torch\n\nx = ms.Parameter(y)\n";

CheckOutcome outcome() {
  const std::vector<CheckFinding> findings = {
      {{FindingKind::convention, "torch-left", "torch", "imports torch: 100%, really", {0, 12}, {0, 12}, {}},
       Level::error,
       "import torch"},
      {{FindingKind::convention,
        "unnamed-parameter",
        "self.x",
        "the parameter has no name",
        {18, 33},
        {18, 33},
        {{"add the name", Applicability::machine, {{{32, 32}, ", name=\"x\""}}}}},
       Level::note,
       "x = ms.Parameter(y)"}};
  return {.version = "1.0",
          .target = "mindspore 2.10",
          .root = "file:///repo/",
          .files = 3,
          .rows = check_rows("a b.py", kText, findings),
          .failures = {{"c.py", 7, "is not valid UTF-8"}}};
}

TEST(CheckReport, Text) {
  EXPECT_EQ(write_check_text(outcome(), false),
            "a b.py:1:1: error torch-left: imports torch: 100%, really\n"
            "a b.py:3:5: note unnamed-parameter: the parameter has no name [--fix]\n"
            "2 findings in 1 of 3 files: 1 error, 1 note; --fix repairs 1\n");
  EXPECT_EQ(write_check_text({.files = 1}, false), "no findings in 1 file\n");
  EXPECT_NE(write_check_text(outcome(), true).find("\x1b[31merror\x1b[0m torch-left"), std::string::npos);
}

TEST(CheckReport, GitHub) {
  EXPECT_EQ(write_check_github(outcome()),
            "::error file=a b.py,line=1,endLine=1,col=1,title=torch-left::imports torch: 100%25, really\n"
            "::notice file=a b.py,line=3,endLine=3,col=5,title=unnamed-parameter::the parameter has no name\n"
            "::error file=c.py,line=7::is not valid UTF-8\n");
}

TEST(CheckReport, Json) {
  EXPECT_EQ(Json::parse(write_check_json(outcome())), Json::parse(R"json({
    "tool": "mintport", "version": "1.0", "target": "mindspore 2.10",
    "findings": [
      {"path": "a b.py", "line": 1, "column": 1, "end_line": 1, "end_column": 13, "rule": "torch-left",
       "level": "error", "symbol": "torch", "message": "imports torch: 100%, really", "code": "import torch",
       "fixes": []},
      {"path": "a b.py", "line": 3, "column": 5, "end_line": 3, "end_column": 20, "rule": "unnamed-parameter",
       "level": "note", "symbol": "self.x", "message": "the parameter has no name",
       "code": "x = ms.Parameter(y)",
       "fixes": [{"title": "add the name", "applicability": "machine",
                  "edits": [{"start": 32, "end": 32, "text": ", name=\"x\""}]}]}],
    "failures": [{"path": "c.py", "line": 7, "what": "is not valid UTF-8"}],
    "totals": {
  "files" : 3, "findings" : 2, "fixable" : 1, "failed" : 1
}
})json"));
}

TEST(CheckReport, Sarif) {
  Json log = Json::parse(write_check_sarif(outcome()));
  Json& run = log["runs"][0];
  const Json rules = run["tool"]["driver"]["rules"];
  const std::size_t torch = run["results"][0]["ruleIndex"], name = run["results"][1]["ruleIndex"];
  EXPECT_EQ(rules[torch]["id"], "torch-left");
  EXPECT_EQ(rules[name]["defaultConfiguration"]["level"], "note");
  run["tool"]["driver"].erase("rules");
  EXPECT_EQ(log, Json::parse(R"({
    "$schema": "https://json.schemastore.org/sarif-2.1.0.json", "version": "2.1.0",
    "runs": [{
      "tool": {"driver": {"name": "mintport", "version": "1.0"}},
      "originalUriBaseIds": {"ROOT": {"uri": "file:///repo/"}},
      "columnKind": "unicodeCodePoints",
      "invocations": [{"executionSuccessful": false, "toolExecutionNotifications": [
        {"level": "error", "message": {"text": "is not valid UTF-8"},
         "locations": [{"physicalLocation": {"artifactLocation": {"uri": "c.py", "uriBaseId": "ROOT"}}}]}]}],
      "results": [
        {"ruleId": "torch-left", "ruleIndex": )" +
                             std::to_string(torch) + R"(, "level": "error",
         "message": {"text": "imports torch: 100%, really"},
         "locations": [{"physicalLocation": {
           "artifactLocation": {"uri": "a%20b.py", "uriBaseId": "ROOT"},
           "region": {"startLine": 1, "startColumn": 1, "endLine": 1, "endColumn": 13}}}],
         "properties": {"symbol": "torch"}},
        {"ruleId": "unnamed-parameter", "ruleIndex": )" +
                             std::to_string(name) + R"(, "level": "note",
         "message": {"text": "the parameter has no name"},
         "locations": [{"physicalLocation": {
           "artifactLocation": {"uri": "a%20b.py", "uriBaseId": "ROOT"},
           "region": {"startLine": 3, "startColumn": 5, "endLine": 3, "endColumn": 20}}}],
         "properties": {"symbol": "self.x"},
         "fixes": [{"description": {"text": "add the name"}, "artifactChanges": [{
           "artifactLocation": {"uri": "a%20b.py", "uriBaseId": "ROOT"},
           "replacements": [{
             "deletedRegion": {"startLine": 3, "startColumn": 19, "endLine": 3, "endColumn": 19},
             "insertedContent": {"text": ", name=\"x\""}}]}]}]}]}]})"));
}

}  // namespace
}  // namespace mintport
