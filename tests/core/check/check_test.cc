// Comments that cover findings, settings and baselines.
#include "core/check/check.hh"

#include "core/check/baseline.hh"
#include "core/check/catalog.hh"
#include "core/check/support.hh"

namespace mintport::testing {
namespace {

using Findings = std::vector<std::string>;

Findings all(const std::string& text, const CheckSettings& settings = {}) {
  return SmallPort(Texts{{"a.py", text}}).findings("a.py", settings);
}

TEST(IgnoreComments, CoverTheirOwnLineOrTheNextOne) {
  EXPECT_EQ(all("import torch  # mintport: ignore[torch-left] reads old files\n"), Findings{});
  EXPECT_EQ(all("# mintport: ignore[torch-left] reads old files\nimport torch\n"), Findings{});
  EXPECT_EQ(all("# mintport: ignore[torch-left, undefined-name] both\nimport torch; print(x)\n"), Findings{});
}

TEST(IgnoreComments, AreFindingsThemselvesWithoutAReasonOrAFinding) {
  EXPECT_EQ(all("import torch  # mintport: ignore[torch-left]\n"), Findings{"1 ignore-comment torch-left"});
  EXPECT_EQ(all("x = 1  # mintport: ignore[torch-left] old\n"), Findings{"1 ignore-comment torch-left"});
  EXPECT_EQ(all("import torch  # mintport: ignore[torch] old\n"),
            (Findings{"1 torch-left torch", "1 ignore-comment torch"}));
  EXPECT_EQ(all("x = 1  # mintport: ignore[torch-left] old\n", {.only = {"undefined-name"}}), Findings{});
}

TEST(CheckSettings, AreReadFromTheManifest) {
  EXPECT_EQ(*parse_check_settings("{}"), CheckSettings{});
  const auto read = parse_check_settings(R"({"source": {}, "check": {"rules": {"copied-from": "off",
    "torch-left": "note"}, "exclude": ["port/old"], "baseline": "known.json", "fail_on": "error"}})");
  ASSERT_TRUE(read) << to_string(read.error());
  EXPECT_EQ(*read, (CheckSettings{.off = {"copied-from"},
                                  .levels = {{"torch-left", Level::note}},
                                  .exclude = {"port/old"},
                                  .baseline = "known.json",
                                  .fail_on = Level::error}));
  EXPECT_TRUE(read->excludes("port/old/a.py"));
  EXPECT_FALSE(read->excludes("port/older.py"));
}

TEST(CheckSettings, NameTheFieldThatIsWrong) {
  const auto what = [](std::string_view json) { return parse_check_settings(json).error().what; };
  EXPECT_EQ(what(R"({"check": []})"), "'check' must be an object");
  EXPECT_EQ(what(R"({"check": {"rulez": {}}})"), "'check' has no field 'rulez'");
  EXPECT_EQ(what(R"({"check": {"rules": {"torch": "off"}}})"), "'check.rules' names no rule 'torch'");
  EXPECT_EQ(what(R"({"check": {"rules": {"torch-left": "on"}}})"),
            "'check.rules.torch-left' must be off, note, warning or error");
  EXPECT_EQ(what(R"({"check": {"fail_on": 1}})"), "'check.fail_on' must be a string");
}

TEST(CheckSettings, ChangeRulesAndLevels) {
  const std::string text = "import torch\n\nprint(x)\n";
  EXPECT_EQ(all(text), (Findings{"1 torch-left torch", "3 undefined-name x"}));
  EXPECT_EQ(all(text, {.off = {"torch-left"}}), Findings{"3 undefined-name x"});
  const auto findings = SmallPort(Texts{{"a.py", text}})
                            .check("a.py", {.only = {"torch-left"}, .levels = {{"torch-left", Level::note}}});
  ASSERT_EQ(findings.size(), 1U);
  EXPECT_EQ(findings[0].level, Level::note);
  EXPECT_EQ(findings[0].code, "import torch");
}

TEST(Baseline, KnowsAFindingAsOftenAsItIsListed) {
  auto baseline = Baseline::parse("known.json", R"({"findings": [
    {"path": "a.py", "rule": "torch-left", "symbol": "torch", "code": "import torch", "line": 7}]})");
  ASSERT_TRUE(baseline);
  const CheckFinding finding = SmallPort(Texts{{"a.py", "import torch\n"}}).check("a.py").front();
  EXPECT_FALSE(baseline->take("b.py", finding));
  EXPECT_TRUE(baseline->take("a.py", finding));
  EXPECT_FALSE(baseline->take("a.py", finding));
  EXPECT_EQ(
      to_string(Baseline::parse("known.json", "[]").error()),
      "known.json: is not a JSON report of check; write one: mintport check --report json > known.json");
}

TEST(CheckCatalog, SaysWhatEachRuleDoesAndWhy) {
  std::set<std::string_view> ids;
  for (const CheckRule* rule : check_rules()) {
    EXPECT_TRUE(ids.insert(rule->id).second) << rule->id;
    EXPECT_FALSE(rule->does.empty() || rule->why.empty() || rule->example.empty()) << rule->id;
    EXPECT_EQ(find_check_rule(rule->id), rule);
  }
  EXPECT_EQ(
      explain_check_rule("undefined-name"),
      "check undefined-name (error): a name that is read and that nothing in the file defines or imports\n"
      "  why: the line raises NameError when it runs\n"
      "  example: return torch.cat(parts) -> return mint.cat(parts)\n");
  EXPECT_EQ(explain_check_rule("torch"), "");
}

}  // namespace
}  // namespace mintport::testing
