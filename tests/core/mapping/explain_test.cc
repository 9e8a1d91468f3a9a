#include "core/mapping/explain.hh"

#include <gtest/gtest.h>

#include "core/mapping/support.hh"

namespace mintport {
namespace {

const std::string kCat =
    "torch.cat -> mindspore.mint.cat\n  category    function, applied\n  torch       torch.cat(tensors, "
    "dim=..., *, out=...)\n  mindspore   mindspore.mint.cat(tensors, dim=...)\n  renamed     axis to dim\n  "
    "dropped     out (harmless: None)\n  table       functions.json\n";

TEST(Explain, TellsTargetSignaturesAndTable) {
  EXPECT_EQ(explain(embedded(), "torch.cat"), kCat);
  EXPECT_EQ(explain(embedded(), "cat"), kCat);
}

TEST(Explain, KnowsAliasesOfModules) {
  EXPECT_EQ(explain(embedded(), "nn.Linear"), explain(embedded(), "torch.nn.Linear"));
  EXPECT_EQ(explain(embedded(), "F.silu"), explain(embedded(), "torch.nn.functional.silu"));
}

TEST(Explain, TellsRenamesAndDrops) {
  EXPECT_EQ(explain(embedded(), "torch.quantile"),
            "torch.quantile -> mindspore.ops.quantile\n  category    function, applied\n  torch       "
            "torch.quantile(input, q, dim=..., keepdim=..., *, interpolation=..., out=...)\n  mindspore   "
            "mindspore.ops.quantile(input, q, axis=..., keepdims=...)\n  renamed     dim to axis, keepdim to "
            "keepdims\n  dropped     interpolation (harmless: 'linear', \"linear\"), out (harmless: None)\n  "
            "unlike      q int becomes a float\n  table       functions.json\n");
}

TEST(Explain, TellsFormsOfMethods) {
  EXPECT_EQ(
      explain(embedded(), ".size"),
      "torch.Tensor.size -> mindspore.Tensor.shape\n  category    method, applied\n  how         x.size() "
      "becomes x.shape, and x.size(d) x.shape[d]\n  torch       torch.Tensor.size(dim=...)\n  table       "
      "methods.json\n");
  EXPECT_EQ(explain(embedded(), "named_children"),
            "torch.nn.Module.named_children -> mindspore.nn.Cell.name_cells\n  category    module, applied\n "
            " how         x.named_children() becomes x.name_cells().items()\n  torch       "
            "torch.nn.Module.named_children()\n  mindspore   mindspore.nn.Cell.name_cells()\n  table       "
            "modules.json\n");
}

TEST(Explain, TellsWhatStays) {
  EXPECT_EQ(explain(embedded(), "torch.Tensor.clone"),
            "torch.Tensor.clone: stays, as mindspore.Tensor.clone\n  torch       torch.Tensor.clone(*, "
            "memory_format=...)\n  mindspore   mindspore.Tensor.clone()\n");
}

TEST(Explain, TellsWhatHasNoTarget) {
  EXPECT_EQ(explain(embedded(), "torch.cuda.is_available"),
            "torch.cuda.is_available: no equivalent in mindspore 2.10\n"
            "  category    device-check, always a finding\n"
            "  torch       torch.cuda.is_available()\n"
            "  note        MindSpore has no CUDA backend; keep the branch for other devices\n"
            "  table       device.json\n");
  EXPECT_EQ(explain(embedded(), "torch.lobpcg").substr(0, 58),
            "torch.lobpcg: no equivalent in mindspore 2.10; always a fi");
}

TEST(Explain, TellsArgumentsModulesAndTargets) {
  EXPECT_EQ(explain(embedded(), "non_blocking"),
            "argument non_blocking: removed from every call of a mapped name\n  for any value\n");
  EXPECT_EQ(explain(embedded(), "diffusers.utils.torch_utils"),
            "module diffusers.utils.torch_utils -> mindone.diffusers.utils.mindspore_utils\n");
  EXPECT_EQ(explain(embedded(), "mindspore.mint.outer"),
            "mindspore.mint.outer, a name of MindSpore\n  mindspore   mindspore.mint.outer(input, vec2)\n  "
            "from        torch.ger, torch.outer\n");
}

TEST(Explain, NamesWhatIsNear) {
  EXPECT_EQ(explain(embedded(), "torch.catt"), "");
  EXPECT_EQ(explain_unknown(embedded(), "torch.concatt").substr(0, 45),
            "unknown name torch.concatt; similar: torch.co");
  EXPECT_EQ(explain_unknown(embedded(), "qqqqqqqqqqqq"), "unknown name qqqqqqqqqqqq");
}

const std::string kResults =
    "{\"mindspore\": \"2.10.0\", \"torch\": \"2.15.0\", \"device\": \"CPU\", \"entries\": [\n"
    "{\"name\": \"torch.Tensor.clone\", \"target\": \"mindspore.Tensor.clone\", \"not run\": \"no case is "
    "known\"},\n"
    "{\"name\": \"torch.cat\", \"target\": \"mindspore.mint.cat\", \"cases\": 9, \"same\": 5, "
    "\"differs\": [{\"when\": \"element types differ\", \"cases\": 2, \"silent\": 1, "
    "\"example\": \"torch.cat([f32[2], i64[2]])\", \"why\": \"int64, torch float32\"}], "
    "\"refused\": [{\"when\": \"empty\", \"cases\": 1, \"silent\": 0, "
    "\"example\": \"torch.cat([f32[0]])\", \"why\": \"ValueError: empty\"}], "
    "\"no kernel\": {\"when\": \"bool\", \"cases\": 1}}\n"
    "]}\n";

TEST(Explain, TellsWhatCameOfCases) {
  const Verification verification({kResults});
  EXPECT_EQ(explain(embedded(), "torch.cat", verification),
            kCat +
                "  verified    5 of 9 cases the same (mindspore 2.10.0, CPU)\n"
                "  differs     element types differ (2 cases, 1 without a finding)\n"
                "              torch.cat([f32[2], i64[2]])\n"
                "              int64, torch float32\n"
                "  refused     empty (1 case, each with a finding)\n"
                "              torch.cat([f32[0]])\n"
                "              ValueError: empty\n"
                "  no kernel   bool (1 case)\n");
  EXPECT_EQ(explain(embedded(), "torch.Tensor.clone", verification),
            explain(embedded(), "torch.Tensor.clone") +
                "  verified    not run (mindspore 2.10.0, CPU): no case is known\n");
}

TEST(Explain, TellsOfEachDevice) {
  const std::string other =
      "{\"mindspore\": \"2.10.0\", \"torch\": \"2.15.0\", \"device\": \"Ascend\", \"entries\": [\n"
      "{\"name\": \"torch.cat\", \"target\": \"mindspore.mint.cat\", \"cases\": 9, \"same\": 9}\n]}\n";
  const std::string text = explain(embedded(), "torch.cat", Verification({kResults, other}));
  EXPECT_NE(text.find("5 of 9 cases the same (mindspore 2.10.0, CPU)"), std::string::npos);
  EXPECT_NE(text.find("9 of 9 cases the same (mindspore 2.10.0, Ascend)"), std::string::npos);
}

}  // namespace
}  // namespace mintport
