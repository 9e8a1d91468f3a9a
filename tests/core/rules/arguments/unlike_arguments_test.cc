// Forms of arguments for which the tables list a difference of the target: "unlike".

#include <gtest/gtest.h>

#include <stdexcept>

#include "support/conversion/convert_text.hh"

namespace mintport {
namespace {

// The embedded tables, with changed entries of mint.sum, interpolate and Tensor.mean.
const Tables& tables() {
  static const Tables out = [] {
    Tables made = embedded_tables().copy();
    const auto added = made.add("t.json", R"({"category": "function", "entries": [
      {"source": "torch.sum", "target": "mindspore.mint.sum", "unlike": [
        {"argument": "dim", "given": "list", "write": "tuple"},
        {"argument": "keepdim", "given": "keyword", "says": "keepdim by keyword is refused"}]},
      {"source": "torch.std", "target": "mindspore.mint.std", "unlike": [
        {"argument": "dim", "given": "absent", "write": "dim=-1"}]},
      {"source": "torch.nn.functional.interpolate", "target": "mindspore.mint.nn.functional.interpolate", "unlike": [
        {"argument": "scale_factor", "given": "int", "write": "float"}]},
      {"source": "torch.Tensor.mean", "target": "mindspore.Tensor.mean", "category": "method", "unlike": [
        {"argument": "dim", "given": "tuple", "write": "list"},
        {"argument": "dtype", "says": "dtype is ignored"}]},
      {"source": "torch.amin", "target": "mindspore.mint.amin", "unlike": [
        {"argument": "dim", "given": "int", "write": "tuple"}]},
      {"source": "torch.amax", "target": "mindspore.mint.amax", "unlike": [
        {"argument": "dim", "given": "several", "says": "one dimension"},
        {"argument": "keepdim", "given": "True", "says": "True"},
        {"argument": "keepdim", "given": "False", "says": "False"},
        {"argument": "keepdim", "given": "None", "says": "None"}]}]})");
    if (!added) throw std::runtime_error(to_string(added.error()));
    return made;
  }();
  return out;
}

void becomes(const std::string& line, const std::string& after) {
  const std::string before =
      "import torch\nimport torch.nn.functional as F\n\n\ndef f(x: torch.Tensor):\n    return ";
  const std::string start =
      "import mindspore as ms\n" +
      std::string(after.find("mint.") == after.npos ? "" : "from mindspore import mint\n") +
      "\n\ndef f(x: ms.Tensor):\n    return ";
  expect_conversion(before + line + "\n", start + after + "\n", "models/a.py", tables());
}

TEST(UnlikeArguments, ListsBecomeTuples) {
  becomes("torch.sum(x, dim=[0, 1])", "mint.sum(x, dim=(0, 1))");
  becomes("torch.sum(x, [0])", "mint.sum(x, (0,))");
  becomes("torch.sum(x, dim=[-1,])", "mint.sum(x, dim=(-1,))");
  becomes("torch.amin(x, dim=-1)", "mint.amin(x, dim=(-1,))");
}

TEST(UnlikeArguments, TuplesBecomeListsForMethods) {
  becomes("x.mean(dim=(0, 1))", "x.mean(dim=[0, 1])");
  becomes("x.mean((0,))", "x.mean([0,])");
}

TEST(UnlikeArguments, IntegersBecomeFloats) {
  becomes("F.interpolate(x, scale_factor=2)", "mint.nn.functional.interpolate(x, scale_factor=2.0)");
  becomes("F.interpolate(x, None, 2)", "mint.nn.functional.interpolate(x, None, 2.0)");
}

TEST(UnlikeArguments, IntegersInVariablesBecomeFloats) {
  const std::string before = R"py(
import torch
import torch.nn.functional as F


def f(x: torch.Tensor, n: int, s, factor=2):
    k = len(s)
    F.interpolate(x, scale_factor=n)
    F.interpolate(x, scale_factor=k * 2)
    F.interpolate(x, scale_factor=(1, n))
    k = 0.5
    F.interpolate(x, scale_factor=k)
    F.interpolate(x, scale_factor=s)
    F.interpolate(x, scale_factor=factor)
)py";
  const std::string after = R"py(
import mindspore as ms
from mindspore import mint


def f(x: ms.Tensor, n: int, s, factor=2):
    k = len(s)
    mint.nn.functional.interpolate(x, scale_factor=float(n))
    mint.nn.functional.interpolate(x, scale_factor=float(k * 2))
    mint.nn.functional.interpolate(x, scale_factor=(1.0, float(n)))
    k = 0.5
    mint.nn.functional.interpolate(x, scale_factor=k)
    mint.nn.functional.interpolate(x, scale_factor=s)
    mint.nn.functional.interpolate(x, scale_factor=factor)
)py";
  expect_conversion(before.substr(1), after.substr(1), "models/a.py", tables());
}

TEST(UnlikeArguments, AbsentOnesAreWritten) {
  becomes("torch.std(x)", "mint.std(x, dim=-1)");
  becomes("torch.std(x, keepdim=True)", "mint.std(x, keepdim=True, dim=-1)");
  becomes("x.rot90()", "x.rot90(k=1, dims=(0, 1))");
  becomes("x.rot90(2)", "x.rot90(2, dims=(0, 1))");
}

TEST(UnlikeArguments, StayWhereGivenOtherwise) {
  becomes("torch.sum(x, dim=(0, 1))", "mint.sum(x, dim=(0, 1))");
  becomes("torch.sum(x, dims)", "mint.sum(x, dims)");
  becomes("F.interpolate(x, scale_factor=2.5)", "mint.nn.functional.interpolate(x, scale_factor=2.5)");
  becomes("torch.std(x, 1)", "mint.std(x, 1)");
  becomes("torch.std(*x)", "mint.std(*x)");
}

std::vector<std::string> messages(const std::string& line) {
  const Conversion made = conversion_of(
      "import torch\n\n\ndef f(x: torch.Tensor):\n    return " + line + "\n", {"models/a.py"}, tables());
  std::vector<std::string> out;
  for (const Finding& finding : made.findings) out.push_back(finding.message);
  return out;
}

TEST(UnlikeArguments, AreToldByTheirValue) {
  const auto told = [](const std::string& what) {
    return std::vector<std::string>{"mindspore.mint.amax: " + what};
  };
  EXPECT_EQ(messages("torch.amax(x, (0, 1))"), told("one dimension"));
  EXPECT_EQ(messages("torch.amax(x, dim=[0, -1])"), told("one dimension"));
  EXPECT_EQ(messages("torch.amax(x, 0, keepdim=True)"), told("True"));
  EXPECT_EQ(messages("torch.amax(x, 0, False)"), told("False"));
  EXPECT_EQ(messages("torch.amax(x, 0, keepdim=None)"), told("None"));
  EXPECT_EQ(messages("torch.amax(x, [0], keepdim=k)"), std::vector<std::string>());
}

TEST(UnlikeArguments, AreToldOfMethodsThatBecomeFunctions) {
  EXPECT_EQ(messages("x.dist(x, 2.0)"), std::vector<std::string>{"mindspore.ops.dist: `p` must be an int"});
  EXPECT_EQ(messages("x.dist(x, 2)"), std::vector<std::string>{});
}

TEST(UnlikeArguments, AreToldWhereNothingMendsThem) {
  EXPECT_EQ(messages("torch.sum(x, 0, keepdim=True)"),
            std::vector<std::string>{"mindspore.mint.sum: keepdim by keyword is refused"});
  EXPECT_EQ(messages("x.mean(dtype=x.dtype)"),
            std::vector<std::string>{"mindspore.Tensor.mean: dtype is ignored"});
  EXPECT_EQ(messages("torch.sum(x, 0, True)"), std::vector<std::string>{});
  EXPECT_EQ(messages("x.mean(0)"), std::vector<std::string>{});
}

}  // namespace
}  // namespace mintport
