// `mintport findings` as people run it.
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <set>

#include "support/git_sandbox.hh"
#include "support/process.hh"

namespace mintport::testing {
namespace {

using Json = nlohmann::json;

const std::string kInPort = "import torch\n\n\ndef f(x):\n    return torch.linalg.lstsq(x, x)\n";
const std::string kNotInPort =
    "import torch\n\nx = torch.cat(1)\ny = torch.linalg.svd(x)\ny = torch.linalg.svd(x)\n";

// models/a.py is in the port, b.py is not.
class Findings : public ::testing::Test {
 protected:
  void SetUp() override {
    sandbox_.write("hf/models/a.py", kInPort);
    sandbox_.write("hf/b.py", kNotInPort);
    sandbox_.write("mintport.json", manifest("[]"));
    ASSERT_EQ(run_mintport({"convert", "--src-file", "hf/models/a.py", "-o", "port/models/a.py"}).status, 0);
    port_ = sandbox_.read("port/models/a.py");
    sandbox_.git({"add", "."});
    sandbox_.git({"commit", "-q", "-m", "Begin"});
  }
  static std::string manifest(const std::string& waived) {
    return R"({"source": {"root": "hf"}, "port": {"root": "port"}, "waived": )" + waived + "}";
  }
  ProcessResult run_mintport(std::vector<std::string> arguments) const {
    arguments.insert(arguments.begin(), MINTPORT_PROGRAM);
    return run(arguments, {.folder = sandbox_.root(), .environment = {{"TERM", "dumb"}}});
  }
  ProcessResult findings(std::vector<std::string> arguments) const {
    arguments.insert(arguments.begin(), "findings");
    return run_mintport(std::move(arguments));
  }
  Json json(std::vector<std::string> arguments) const {
    arguments.emplace_back("--json");
    return Json::parse(findings(std::move(arguments)).out);
  }
  // By symbol and order.
  std::vector<std::pair<std::string, std::string>> ids() const {
    std::vector<std::pair<std::string, std::string>> out;
    const Json all = json({"--life", "all"});
    for (const Json& finding : all["findings"])
      out.emplace_back(finding["symbol"].get<std::string>(), finding["id"].get<std::string>());
    return out;
  }

  GitSandbox sandbox_;
  std::string port_;
};

TEST_F(Findings, AreListedByPathAndLine) {
  const auto all = findings({});
  EXPECT_EQ(all.status, 0) << all.errors;
  EXPECT_EQ(
      all.out,
      "hf/b.py:1: unmapped torch: still imported: names from it remain below [9ffca44cbc1c]\n"
      "hf/b.py:4: unmapped torch.linalg.svd: mindspore.ops.svd returns (S, U, V), with V not transposed; "
      "convert the results by hand [6f78dbdf84af]\n"
      "hf/b.py:5: unmapped torch.linalg.svd: mindspore.ops.svd returns (S, U, V), with V not transposed; "
      "convert the results by hand [183068877d1b]\n"
      "port/models/a.py:1: unmapped torch: still imported: names from it remain below [7f131f87f041]\n"
      "port/models/a.py:5: unmapped torch.linalg.lstsq: use numpy.linalg.lstsq on "
      "the host [0c03fe9db7fc]\n"
      "5 findings in 2 files\n");
}

TEST_F(Findings, AreChosenByPathKindAndSymbol) {
  const std::string fft = findings({"b.py"}).out;
  EXPECT_EQ(findings({"hf/b.py"}).out, fft);
  EXPECT_EQ(findings({(sandbox_ / "hf/b.py").string()}).out, fft);
  EXPECT_EQ(findings({"port/models", "--symbol", "torch.linalg", "--csv"}).out,
            "id,place,line,kind,symbol,life,message,reason,code\n"
            "0c03fe9db7fc,port/models/a.py,5,unmapped,torch.linalg.lstsq,open,use "
            "numpy.linalg.lstsq on the host,,\"return "
            "torch.linalg.lstsq(x, x)\"\n");
  EXPECT_EQ(findings({"port", "--symbol", "torch.lin"}).out, "no findings\n");
  EXPECT_EQ(findings({"--kind", "maybe-tensor"}).out, "no findings\n");
  EXPECT_EQ(findings({"models", "--symbol", "torch.linalg.lstsq", "--markdown"}).out,
            "| place | kind | symbol | finding | life |\n| --- | --- | --- | --- | --- |\n"
            "| `port/models/a.py:5` | unmapped | `torch.linalg.lstsq` | use "
            "numpy.linalg.lstsq on the host | open |\n\n1 finding in 1 file\n");
  EXPECT_EQ(findings({"models/c.py"}),
            (ProcessResult{2, "",
                           "mintport: error: no file or folder 'models/c.py' in the HF sources; give a path "
                           "below 'hf' or 'port'\n"}));
}

TEST_F(Findings, SayWhichStateTheyAreIn) {
  const std::string line = "    return torch.linalg.lstsq(x, x)\n";
  std::string text = port_;
  ASSERT_NE(text.find(line), text.npos) << text;
  sandbox_.write("mintport.json", manifest(Json::array({{{"file", "models/a.py"},
                                                         {"kind", "unmapped"},
                                                         {"symbol", "torch.linalg.lstsq"},
                                                         {"code", "return torch.linalg.lstsq(x, x)"},
                                                         {"reason", "never runs"}}})
                                               .dump()));
  EXPECT_EQ(json({"models", "--life", "all"})["totals"],
            Json::parse(R"({"findings": 2, "open": 1, "fixed": 0, "waived": 1})"));
  EXPECT_EQ(findings({"models", "--life", "waived"}).out,
            "port/models/a.py:5: unmapped torch.linalg.lstsq: use numpy.linalg.lstsq "
            "on the host (waived: never runs) [0c03fe9db7fc]\n1 finding in 1 file\n");
  text.replace(text.find(line), line.size(), "    return ours(x)\n");
  sandbox_.write("port/models/a.py", text);
  EXPECT_EQ(json({"models", "--life", "fixed"})["totals"],
            Json::parse(R"({"findings": 1, "open": 0, "fixed": 1, "waived": 0})"));
}

TEST_F(Findings, KeepTheirIdsWhenOtherLinesChange) {
  const auto before = ids();
  ASSERT_EQ(before.size(), 5U);
  EXPECT_EQ(std::set(before.begin(), before.end()).size(), 5U);
  sandbox_.write("port/models/a.py", "# one more line\n" + port_);
  sandbox_.write("hf/b.py", "import os\n\n" + kNotInPort + "\nos.remove('a')\n");
  EXPECT_EQ(ids(), before);
}

TEST_F(Findings, FailOnlyWhenAskedAndOpen) {
  EXPECT_EQ(findings({"--fail-on-findings"}).status, 1);
  EXPECT_EQ(findings({"--fail-on-findings", "--kind", "attention"}).status, 0);
  sandbox_.write("hf/b.py", std::string("x = '\xff'\n"));
  const auto broken = findings({"b.py", "--fail-on-findings"});
  EXPECT_EQ(broken.status, 3);
  EXPECT_EQ(broken.errors, "mintport: error: b.py:1: is not valid UTF-8; save the file as UTF-8\n");
}

TEST_F(Findings, AreASarifLog) {
  sandbox_.write("mintport.json", manifest(Json::array({{{"file", "models/a.py"},
                                                         {"kind", "unmapped"},
                                                         {"symbol", "torch.linalg.lstsq"},
                                                         {"code", "return torch.linalg.lstsq(x, x)"},
                                                         {"reason", "never runs"}}})
                                               .dump()));
  const Json log = Json::parse(findings({"models", "--life", "all", "--sarif"}).out);
  const Json& run = log["runs"][0];
  EXPECT_EQ(run["invocations"][0]["executionSuccessful"], true);
  ASSERT_EQ(run["results"].size(), 2U);
  const Json& waived = run["results"][1];
  EXPECT_EQ(waived["partialFingerprints"]["mintportId/v1"], "0c03fe9db7fc");
  EXPECT_EQ(waived["locations"][0]["physicalLocation"],
            Json::parse(R"({"artifactLocation": {"uri": "port/models/a.py"}, "region": {"startLine": 5}})"));
  EXPECT_EQ(waived["suppressions"], Json::parse(R"([{"kind": "external", "justification": "never runs"}])"));
  EXPECT_EQ(run["tool"]["driver"]["rules"][waived["ruleIndex"].get<std::size_t>()]["id"], waived["ruleId"]);
  EXPECT_EQ(findings({"--sarif", "--json"}).status, 2);
}

TEST_F(Findings, NameFilesThatCannotBeConverted) {
  sandbox_.write("hf/b.py", std::string("x = '\xff'\n"));
  EXPECT_EQ(
      json({"b.py"})["failed"],
      Json::parse(R"([{"path": "b.py", "error": "b.py:1: is not valid UTF-8; save the file as UTF-8"}])"));
  const Json log = Json::parse(findings({"b.py", "--sarif"}).out);
  EXPECT_EQ(log["runs"][0]["invocations"][0]["executionSuccessful"], false);
}

TEST_F(Findings, AreOfAnotherRepository) {
  const std::string here = findings({}).out;
  const auto there = run({MINTPORT_PROGRAM, "findings", "--repo", sandbox_.root().string()},
                         {.folder = sandbox_.folder(), .environment = {{"TERM", "dumb"}}, .input = {}});
  EXPECT_EQ(there.out, here) << there.errors;
}

TEST_F(Findings, ChangeNothing) {
  std::filesystem::remove_all(sandbox_ / ".git/mintport");  // the conversion was a step
  const std::string before = sandbox_.git({"for-each-ref"});
  EXPECT_EQ(findings({}).status, 0);
  EXPECT_EQ(sandbox_.git({"status", "--short"}), "");
  EXPECT_EQ(sandbox_.git({"for-each-ref"}), before);
  EXPECT_FALSE(std::filesystem::exists(sandbox_ / ".git/mintport"));
}

TEST_F(Findings, WantAProject) {
  sandbox_.git({"rm", "-q", "-f", "mintport.json"});
  const auto none = findings({});
  EXPECT_EQ(none.status, 3);
  EXPECT_NE(none.errors.find("mintport.json: not found; create it"), none.errors.npos) << none.errors;
}

}  // namespace
}  // namespace mintport::testing
