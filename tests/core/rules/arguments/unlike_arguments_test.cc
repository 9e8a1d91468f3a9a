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
        {"argument": "dtype", "says": "dtype is ignored"}]}]})");
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
}

TEST(UnlikeArguments, TuplesBecomeListsForMethods) {
  becomes("x.mean(dim=(0, 1))", "x.mean(dim=[0, 1])");
  becomes("x.mean((0,))", "x.mean([0,])");
}

TEST(UnlikeArguments, IntegersBecomeFloats) {
  becomes("F.interpolate(x, scale_factor=2)", "mint.nn.functional.interpolate(x, scale_factor=2.0)");
  becomes("F.interpolate(x, None, 2)", "mint.nn.functional.interpolate(x, None, 2.0)");
}

TEST(UnlikeArguments, AbsentOnesAreWritten) {
  becomes("torch.std(x)", "mint.std(x, dim=-1)");
  becomes("torch.std(x, keepdim=True)", "mint.std(x, keepdim=True, dim=-1)");
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
