// Table entries proposed from manual edits.
#include "core/review/entry.hh"

#include <gtest/gtest.h>

#include <algorithm>

#include "core/review/entry_places.hh"
#include "core/worktree/fake.hh"

namespace mintport {
namespace {

using Strings = std::vector<std::string>;

const Tables& tables() {
  static const Tables out = *Tables::embedded();
  return out;
}

Conversion converted(const std::string& source, const Tables& with, const ConvertOptions& options) {
  return convert(std::make_shared<const Source>(*Source::make(options.path, source)), with, options);
}

// With this table the converter reproduces the manual edit.
bool writes_it(const std::string& table, const std::string& source, std::string_view from,
               std::string_view to) {
  const ConvertOptions options{.path = "models/a.py"};
  Tables more = tables().copy();
  EXPECT_TRUE(more.add("the entry", table));
  const Conversion without = converted(source, tables(), options), with = converted(source, more, options);
  std::string port = without.text;
  port.replace(port.find(from), from.size(), to);
  FakeWorkTree git;
  const auto by_hand = *git.diff(without.text, port), hunks = *git.diff(without.text, with.text);
  const auto places =
      entry_places({without.text, with.text, port, by_hand, "models/a.py", "mindone.diffusers"}, hunks, true);
  return std::any_of(places.begin(), places.end(),
                     [](const EntryPlace& place) { return place.state == EntryPlace::State::done; });
}

// The conversion of `source`, edited by replacing `from` with `to`. The source already has the import that
// the edit needs, so that the edit is one hunk.
EntryProposals propose(const std::string& source, std::string_view from, std::string_view to,
                       const std::string& path = "models/a.py") {
  ConvertOptions options{.path = path};
  const Conversion conversion = converted(source, tables(), options);
  std::string port = conversion.text;
  const std::size_t at = port.find(from);
  if (at == std::string::npos) return {{}, {"the test's text is not there:\n" + port}};
  port.replace(at, from.size(), to);
  const auto hunks = FakeWorkTree().diff(conversion.text, port);
  return propose_entries({conversion, port, hunks->at(0)}, tables(), options);
}

Strings tables_of(const EntryProposals& proposals) {
  Strings out;
  for (const EntryProposal& one : proposals.entries) out.push_back(one.table);
  for (const std::string& reason : proposals.unsaid) out.push_back("unsaid: " + reason);
  return out;
}

std::string entry(const std::string& fields) {
  return "{\n  \"entries\": [\n    {" + fields + "}\n  ]\n}\n";
}

std::string named(const std::string& source, const std::string& target, const std::string& category,
                  const std::string& more = "") {
  return entry("\"source\": \"" + source + "\", \"target\": \"" + target + "\", \"category\": \"" + category +
               "\"" + more);
}

std::string word(const std::string& fields) {
  return "{\n  \"words\": [\n    {" + fields + "}\n  ]\n}\n";
}

// Each edit proposes exactly this table, or (unsaid) exactly one reason with this beginning.
struct Case {
  std::string what, source, from, to, proposed;
};

class Proposes : public ::testing::TestWithParam<Case> {};

TEST_P(Proposes, AsTheTreesSay) {
  const Case& at = GetParam();
  const Strings out = tables_of(propose(at.source, at.from, at.to));
  if (!at.proposed.starts_with("unsaid: ")) {
    EXPECT_EQ(out, Strings{at.proposed});
    EXPECT_TRUE(writes_it(at.proposed, at.source, at.from, at.to));
  } else {
    ASSERT_EQ(out.size(), 1u);
    EXPECT_EQ(out[0].substr(0, at.proposed.size()), at.proposed) << out[0];
  }
}

std::string in_f(const std::string& line, const std::string& imports = "") {
  return "import torch\n" + imports + "\n\ndef f(x: torch.Tensor, b):\n    " + line + "\n";
}

const std::string kLayer =
    "import torch\nfrom torch import nn\n\n\nclass Net(nn.Module):\n    def f(self):\n        "
    "self.requires_grad_(False)\n";

INSTANTIATE_TEST_SUITE_P(
    Names, Proposes,
    ::testing::Values(
        Case{"AnyModule", in_f("return torch.linalg.lstsq(x, b)", "import ours.lin as lin\n"),
             "torch.linalg.lstsq", "lin.solve", named("torch.linalg.lstsq", "ours.lin.solve", "function")},
        Case{"ByItself", in_f("return torch.linalg.lstsq(x, b)", "from ours.lin import solve\n"),
             "torch.linalg.lstsq", "solve", named("torch.linalg.lstsq", "ours.lin.solve", "function")},
        Case{
            "OfTheFile",
            "import torch\n\n\ndef mine(x):\n    return x\n\n\ndef f(x):\n    return torch.linalg.lstsq(x)\n",
            "torch.linalg.lstsq", "mine",
            "unsaid: `mine` is defined in this file, which cannot import itself"},
        Case{"InThePlaceOfAnEntry", in_f("return torch.cat([x, b])"), "mint.cat", "mint.concat",
             named("torch.cat", "mindspore.mint.concat", "function")},
        Case{"ThroughAnAlias",
             "import torch.nn.functional as F\nimport ours\n\n\ndef f(x):\n    return F.silu(x) + 1\n",
             "mint.nn.functional.silu", "ours.silu",
             named("torch.nn.functional.silu", "ours.silu", "function")},
        Case{"WithOneKeyword", in_f("return torch.linalg.lstsq(x, b, left=True)", "import ours\n"),
             "torch.linalg.lstsq(x, b, left=True)", "ours.solve(x, b, side=True)",
             named("torch.linalg.lstsq", "ours.solve", "function", R"(, "rename": {"left": "side"})")},
        Case{"NotImported", in_f("return torch.linalg.lstsq(x, b)"), "torch.linalg.lstsq", "ours.solve",
             "unsaid: `ours.solve` has no full name: the port's file does not import `ours`"},
        Case{"OfNoTorch", in_f("return math.floor(b)", "import math\nimport ours\n"), "math.floor",
             "ours.floor", "unsaid: `math.floor` does not come from a torch name"},
        Case{"AnotherConstruct", in_f("return torch.linalg.lstsq(x, b)"), "torch.linalg.lstsq(x, b)", "x @ b",
             "unsaid: `torch.linalg.lstsq(x, b)` became `x @ b`"},
        Case{"ALocal", in_f("y = b\n    return y"), "y = b\n    return y", "z = b\n    return z",
             "unsaid: "}),
    [](const auto& info) { return info.param.what; });

INSTANTIATE_TEST_SUITE_P(
    Methods, Proposes,
    ::testing::Values(
        Case{"OfATensor", in_f("return x.as_strided(b)"), "x.as_strided", "x.stride_as",
             named("torch.Tensor.as_strided", "mindspore.Tensor.stride_as", "method")},
        Case{"AFunction", in_f("return x.as_strided(b)", "import ours\n"), "x.as_strided(b)",
             "ours.strided(x, b)",
             named("torch.Tensor.as_strided", "ours.strided", "method", R"(, "form": "function")")},
        Case{
            "Gone", in_f("return x.ccol_indices()"), "x.ccol_indices()", "x",
            entry(
                R"("source": "torch.Tensor.ccol_indices", "target": null, "category": "method", "form": "drop_call")")},
        Case{"OfAModule", kLayer, "self.requires_grad_", "self.set_grad",
             named("torch.nn.Module.requires_grad_", "mindspore.nn.Cell.set_grad", "module")},
        Case{"OfNobodyKnown", "def f(x):\n    return x.repeat(1)\n", "x.repeat", "x.again",
             "unsaid: `.repeat` became `.again`: nothing in HF's line 2 shows whose method it is"},
        Case{
            "OfTheProject", "def f(x):\n    return x.pt_to_pil_once(1)\n", "x.pt_to_pil_once",
            "x.ms_to_pil_once",
            word(
                R"("use": "interface", "from": "pt_to_pil_once", "to": "ms_to_pil_once", "reason": "the name in the port")")}),
    [](const auto& info) { return info.param.what; });

INSTANTIATE_TEST_SUITE_P(
    Arguments, Proposes,
    ::testing::Values(
        Case{
            "Renamed", in_f("return torch.quantile(x, 0.5, out=b)"), "out=b", "into=b",
            entry(
                R"("source": "torch.quantile", "target": "mindspore.ops.quantile", "category": "function", "rename": {"dim": "axis", "keepdim": "keepdims", "out": "into"}, "drop": {"interpolation": ["'linear'", "\"linear\""]}, "unlike": [{"argument": "q", "given": "int", "write": "float"}], "numpy": {"function": "numpy.quantile", "difference": "numpy 1 returns float64 for every tensor type and the result has no gradient; cast it where the type matters"})")},
        Case{"Gathered", in_f("return torch.linalg.lstsq(x, b)", "import ours\n"), "torch.linalg.lstsq(x, b)",
             "ours.solve((x, b))",
             named("torch.linalg.lstsq", "ours.solve", "function", R"(, "form": "tuple")")},
        Case{"Gone", in_f("return torch.cat([x, b], out=x)"), ", out=x", "",
             named("torch.cat", "mindspore.mint.cat", "function", R"(, "drop": {"out": ["x"]})")},
        Case{
            "OfTheProject", "def f(x):\n    return g(x, torch_kind=1)\n", "torch_kind", "mindspore_kind",
            word(
                R"("use": "interface", "from": "torch_kind", "to": "mindspore_kind", "reason": "the name in the port")")},
        Case{"Came", in_f("return torch.cat([x, b])"), "[x, b])", "[x, b], way=1)", "unsaid: `way=1` is new"},
        Case{"WithoutAKeyword", in_f("return torch.cat([x, b])"), "[x, b])", "[x, b], 1)",
             "unsaid: `mint.cat([x, b])`: the edit adds or removes an argument without a keyword"}),
    [](const auto& info) { return info.param.what; });

INSTANTIATE_TEST_SUITE_P(
    Elsewhere, Proposes,
    ::testing::Values(
        Case{"AModule", "from diffusers.utils.things import thing\n\n\nx = thing()\n",
             "mindone.diffusers.utils.things", "mindone.diffusers.things",
             "{\n  \"module_moves\": {\n    \"diffusers.utils.things\": \"mindone.diffusers.things\"\n  "
             "}\n}\n"},
        Case{"ARelativeModule", "from ..utils.things import thing\n\n\nx = thing()\n", "..utils.things",
             "..things",
             "{\n  \"module_moves\": {\n    \"diffusers.utils.things\": \"mindone.diffusers.things\"\n  "
             "}\n}\n"},
        Case{
            "AnOption", "def f(x, kind=\"pt\"):\n    return x\n", "\"pt\"", "\"ms\"",
            word(
                R"("use": "option", "from": "pt", "to": "ms", "of": "kind", "reason": "the name in the port")")},
        Case{"APieceOfText", "def f(x):\n    \"\"\"Runs on a cuda card.\"\"\"\n    return x\n", "a cuda card",
             "an npu card",
             word(R"("use": "text", "from": "a cuda", "to": "an npu", "reason": "the wording of the port")")},
        Case{"AParameter", "def f(pt_x):\n    return 1\n", "pt_x", "ms_x",
             word(R"("use": "interface", "from": "pt_x", "to": "ms_x", "reason": "the name in the port")")},
        Case{"TorchItself", "import torch\n\n\ndef f(x):\n    return torch.linalg.lstsq(x)\n", "import torch",
             "import ours", "unsaid: imports of torch follow from the code"},
        Case{"LinesThatCame", "x = 1\n", "x = 1\n", "x = 1\ny = 2\n", "unsaid: the edit adds lines"},
        Case{"StatementsThatCame", "x = 1\n", "x = 1\n", "y = 2\nz = 2\n",
             "unsaid: the edit adds or removes statements (1 became 2)"}),
    [](const auto& info) { return info.param.what; });

TEST(ProposeEntries, SaysWhatItRestsOnAndWhatToLookAt) {
  const EntryProposals out = propose(in_f("return x.as_strided(b)"), "x.as_strided", "x.nothing_like_it");
  ASSERT_EQ(out.entries.size(), 1u);
  EXPECT_EQ(out.entries[0].title, "torch.Tensor.as_strided -> mindspore.Tensor.nothing_like_it");
  EXPECT_EQ(out.entries[0].remarks,
            (Strings{"x has the type tensor: annotation in line 4",
                     "replaces: torch.Tensor.as_strided -> nothing (methods.json)",
                     "mindspore 2.10 has no mindspore.Tensor.nothing_like_it that mintport knows"}));
}

TEST(ProposeEntries, KnowsExceptionsAsItKnowsFunctions) {
  for (const char* name : {"len", "MemoryError", "ValueError"}) {
    EXPECT_EQ(tables_of(propose(in_f("return torch.zeros"), "mint.zeros", name)),
              (Strings{named("torch.zeros", name, "function")}));
  }
}

TEST(ProposeEntries, ProposesOneEntryForEachName) {
  const EntryProposals out = propose(in_f("return torch.linalg.det(torch.linalg.inv(x))", "import ours\n"),
                                     "ops.det(mint.linalg.inv(x))", "ours.det(ours.inv(x))");
  EXPECT_EQ(tables_of(out), (Strings{named("torch.linalg.det", "ours.det", "function"),
                                     named("torch.linalg.inv", "ours.inv", "function")}));
}

}  // namespace
}  // namespace mintport
