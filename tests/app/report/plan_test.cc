// Plans and support tables in every format, compared whole.
#include "app/report/plan.hh"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

namespace mintport {
namespace {

using Json = nlohmann::json;

const Plan kPlan{.source_version = "0.9.0",
                 .port_version = "0.8.0",
                 .files = {{.path = "models/low.py",
                            .category = Category::models,
                            .findings = {{FindingKind::unmapped, 2}, {FindingKind::difference, 1}},
                            .hand_lines = 2,
                            .helpers = {"ours.layers: pad", "ours.random: draw"},
                            .utilities = {"utils/a.py: \"quoted\""},
                            .packages = {{"pack", "ours.pack, for 2 of 3 names"}, {"other", "stays"}}},
                           {.path = "models/top.py",
                            .category = Category::models,
                            .state = PortState::behind,
                            .missing = {"Extra", "Top.run"},
                            .imports = {"models/low.py", "utils/elsewhere.py"}},
                           {.path = "utils/a.py",
                            .category = Category::utilities,
                            .state = PortState::converted,
                            .imports = {"utils/b.py"}},
                           {.path = "utils/b.py",
                            .category = Category::utilities,
                            .state = PortState::edited,
                            .imports = {"utils/a.py"}}},
                 .cycles = {{"utils/a.py", "utils/b.py"}}};

const std::vector<SupportRow> kRows = {{Category::models, "Low", "models/low.py", Support::missing},
                                       {Category::models, "Top", "models/top.py", Support::behind, 2},
                                       {Category::pipelines, "Line", "pipelines/line.py", Support::behind, 1},
                                       {Category::pipelines, "Pipe", "pipelines/a,b.py", Support::present}};

const std::string kSums =
    "sources: version 0.9.0\n"
    "port: version 0.8.0\n"
    "\n"
    "category          files   absent  converted   edited   behind   findings  lines\n"
    "models                2        1          0        0        1          3      2\n"
    "utilities             2        0          1        1        0          0      0\n"
    "\n"
    "cycle: utils/a.py <-> utils/b.py\n"
    "\n"
    "      state      findings  lines  file (after the files that it imports)\n";

TEST(PlanReport, TextInShort) {
  EXPECT_EQ(write_plan(kPlan, false), kSums +
                                          "   1  absent            3      2  models/low.py\n"
                                          "   2  behind            0      0  models/top.py\n"
                                          "   3  converted         0      0  utils/a.py\n"
                                          "   4  edited            0      0  utils/b.py\n");
}

TEST(PlanReport, TextInFull) {
  EXPECT_EQ(write_plan(kPlan, true),
            kSums +
                "   1  absent            3      2  models/low.py\n"
                "        findings   2 unmapped, 1 difference\n"
                "        helpers    ours.layers: pad; ours.random: draw\n"
                "        utilities  utils/a.py: \"quoted\"\n"
                "        packages   pack (ours.pack, for 2 of 3 names), other (stays)\n"
                "   2  behind            0      0  models/top.py\n"
                "        lacks      Extra, Top.run\n"
                "        imports    models/low.py utils/elsewhere.py\n"
                "   3  converted         0      0  utils/a.py\n"
                "        imports    utils/b.py\n"
                "   4  edited            0      0  utils/b.py\n"
                "        imports    utils/a.py\n");
}

TEST(PlanReport, Markdown) {
  EXPECT_EQ(write_plan_markdown(kPlan),
            "| # | file | category | state | findings | lines | helpers | packages |\n"
            "| ---: | --- | --- | --- | --- | ---: | --- | --- |\n"
            "| 1 | `models/low.py` | models | absent | 2 unmapped, 1 difference | 2 | "
            "ours.layers: pad; ours.random: draw | pack (ours.pack, for 2 of 3 names), other (stays) |\n"
            "| 2 | `models/top.py` | models | behind |  | 0 |  |  |\n"
            "| 3 | `utils/a.py` | utilities | converted |  | 0 |  |  |\n"
            "| 4 | `utils/b.py` | utilities | edited |  | 0 |  |  |\n"
            "\n"
            "Cycle: `utils/a.py`, `utils/b.py`\n");
}

TEST(PlanReport, JsonHasEverything) {
  EXPECT_EQ(Json::parse(write_plan_json(kPlan)), Json::parse(R"-({
    "source_version": "0.9.0", "port_version": "0.8.0",
    "files": [
      {"path": "models/low.py", "category": "models", "state": "absent", "missing": [],
       "findings": {"unmapped": 2, "difference": 1}, "hand_lines": 2,
       "helpers": ["ours.layers: pad", "ours.random: draw"], "utilities": ["utils/a.py: \"quoted\""],
       "packages": {"pack": "ours.pack, for 2 of 3 names", "other": "stays"}, "imports": [], "validated": null},
      {"path": "models/top.py", "category": "models", "state": "behind", "missing": ["Extra", "Top.run"],
       "findings": {}, "hand_lines": 0, "helpers": [], "utilities": [], "packages": {},
       "imports": ["models/low.py", "utils/elsewhere.py"], "validated": null},
      {"path": "utils/a.py", "category": "utilities", "state": "converted", "missing": [], "findings": {},
       "hand_lines": 0, "helpers": [], "utilities": [], "packages": {}, "imports": ["utils/b.py"], "validated": null},
      {"path": "utils/b.py", "category": "utilities", "state": "edited", "missing": [], "findings": {},
       "hand_lines": 0, "helpers": [], "utilities": [], "packages": {}, "imports": ["utils/a.py"], "validated": null}],
    "cycles": [["utils/a.py", "utils/b.py"]]})-"));
}

TEST(PlanReport, CsvQuotesCells) {
  EXPECT_EQ(write_plan_csv(kPlan),
            "order,path,category,state,findings,lines,helpers,utilities,packages,imports,validated\n"
            "1,models/low.py,models,absent,3,2,ours.layers: pad; ours.random: draw,"
            "\"utils/a.py: \"\"quoted\"\"\",\"pack (ours.pack, for 2 of 3 names); other (stays)\",,\n"
            "2,models/top.py,models,behind,0,0,,,,models/low.py utils/elsewhere.py,\n"
            "3,utils/a.py,utilities,converted,0,0,,,,utils/b.py,\n"
            "4,utils/b.py,utilities,edited,0,0,,,,utils/a.py,\n");
}

TEST(PlanReport, Graphviz) {
  EXPECT_EQ(write_graphviz(kPlan),
            "digraph imports {\n"
            "  rankdir=LR;\n"
            "  node [shape=box, style=filled];\n"
            "  \"models/low.py\" [fillcolor=white];\n"
            "  \"models/top.py\" [fillcolor=lightsalmon];\n"
            "  \"models/top.py\" -> \"models/low.py\";\n"
            "  \"models/top.py\" -> \"utils/elsewhere.py\";\n"
            "  \"utils/a.py\" [fillcolor=lightyellow];\n"
            "  \"utils/a.py\" -> \"utils/b.py\";\n"
            "  \"utils/b.py\" [fillcolor=palegreen];\n"
            "  \"utils/b.py\" -> \"utils/a.py\";\n"
            "}\n");
}

TEST(PlanReport, MermaidLeavesOutWhatIsNotInThePlan) {
  EXPECT_EQ(write_mermaid(kPlan),
            "flowchart LR\n"
            "  f0[\"models/low.py\"]:::absent\n"
            "  f1[\"models/top.py\"]:::behind\n"
            "  f1 --> f0\n"
            "  f2[\"utils/a.py\"]:::converted\n"
            "  f2 --> f3\n"
            "  f3[\"utils/b.py\"]:::edited\n"
            "  f3 --> f2\n"
            "  classDef absent fill:white\n"
            "  classDef converted fill:lightyellow\n"
            "  classDef edited fill:palegreen\n"
            "  classDef behind fill:lightsalmon\n");
}

TEST(SupportReport, Text) {
  const std::string blanks(49, ' ');
  EXPECT_EQ(write_support(kRows),
            "              present   behind  missing\n"
            "models              0        1        1\n"
            "pipelines           1        1        0\n"
            "\n"
            "models       missing  Low" +
                blanks +
                " \n"
                "models       behind   Top" +
                blanks +
                " lacks 2 definitions\n"
                "pipelines    behind   Line" +
                blanks +
                "lacks 1 definition\n"
                "pipelines    present  Pipe" +
                blanks + "\n");
}

TEST(SupportReport, MarkdownHasATableForEachCategory) {
  EXPECT_EQ(write_support_markdown(kRows),
            "## models\n"
            "\n"
            "| name | supported | file |\n"
            "| --- | :---: | --- |\n"
            "| `Low` | no | `models/low.py` |\n"
            "| `Top` | behind: lacks 2 definitions | `models/top.py` |\n"
            "\n"
            "## pipelines\n"
            "\n"
            "| name | supported | file |\n"
            "| --- | :---: | --- |\n"
            "| `Line` | behind: lacks 1 definition | `pipelines/line.py` |\n"
            "| `Pipe` | yes | `pipelines/a,b.py` |\n");
}

TEST(SupportReport, Json) {
  EXPECT_EQ(Json::parse(write_support_json(kRows)), Json::parse(R"-([
    {"name": "Low", "category": "models", "path": "models/low.py", "support": "missing", "lacking": 0, "validated": null},
    {"name": "Top", "category": "models", "path": "models/top.py", "support": "behind", "lacking": 2, "validated": null},
    {"name": "Line", "category": "pipelines", "path": "pipelines/line.py", "support": "behind", "lacking": 1, "validated": null},
    {"name": "Pipe", "category": "pipelines", "path": "pipelines/a,b.py", "support": "present",
     "lacking": 0, "validated": null}])-"));
}

TEST(SupportReport, Csv) {
  EXPECT_EQ(write_support_csv(kRows),
            "category,name,path,support,lacking,validated\n"
            "models,Low,models/low.py,missing,0,\n"
            "models,Top,models/top.py,behind,2,\n"
            "pipelines,Line,pipelines/line.py,behind,1,\n"
            "pipelines,Pipe,\"pipelines/a,b.py\",present,0,\n");
}

TEST(PlanReport, WhatWasValidatedHasAColumn) {
  Plan plan = kPlan;
  plan.files.resize(2);
  plan.files[1].validated = FileVerdict::passed;
  const std::string text = write_plan(plan, false);
  EXPECT_NE(text.find("      state      findings  lines  validated  file (after"), std::string::npos) << text;
  EXPECT_NE(text.find("  -          models/low.py\n"), std::string::npos) << text;
  EXPECT_NE(text.find("  passed     models/top.py\n"), std::string::npos) << text;
  EXPECT_NE(write_plan_markdown(plan).find("packages | validated |\n"), std::string::npos);
  EXPECT_NE(write_plan_markdown(plan).find("|  |  | passed |\n"), std::string::npos);
  EXPECT_NE(write_plan_csv(plan).find("utils/elsewhere.py,passed\n"), std::string::npos);
  EXPECT_EQ(Json::parse(write_plan_json(plan))["files"][1]["validated"], "passed");
}

TEST(SupportReport, WhatWasValidatedHasAColumn) {
  std::vector<SupportRow> rows(kRows.begin(), kRows.end());
  rows[1].validated = FileVerdict::stale;
  const std::string text = write_support(rows);
  EXPECT_NE(text.find("models       behind   stale      Top "), std::string::npos) << text;
  EXPECT_NE(text.find("models       missing  -          Low "), std::string::npos) << text;
  EXPECT_NE(write_support_markdown(rows).find("`models/top.py` | stale |\n"), std::string::npos);
  EXPECT_NE(write_support_csv(rows).find("models/top.py,behind,2,stale\n"), std::string::npos);
  EXPECT_EQ(Json::parse(write_support_json(rows))[1]["validated"], "stale");
}

}  // namespace
}  // namespace mintport
