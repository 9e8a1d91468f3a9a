// Arguments that MindSpore was seen to refuse or to take otherwise: the entries of the tables that mend them.

#include <gtest/gtest.h>

#include "support/conversion/convert_text.hh"

namespace mintport {
namespace {

// One line of a function of a tensor, and what it becomes.
Converted line(const std::string& text) {
  return convert_text(
      "import torch\nimport torch.nn.functional as F\nfrom torch import nn\n\n\ndef f(x: torch.Tensor, n, "
      "g):\n    return " +
      text + "\n");
}

std::string becomes(const std::string& text) {
  const Converted made = line(text);
  EXPECT_EQ(made.findings, std::vector<std::string>{});
  const std::string start = "    return ";
  const std::size_t at = made.text.find(start);
  return made.text.substr(at + start.size(), made.text.size() - at - start.size() - 1);
}

TEST(VerifiedArguments, FloatsWhereIntegersAreRefused) {
  EXPECT_EQ(becomes("F.interpolate(x, scale_factor=2, mode=\"nearest\")"),
            "mint.nn.functional.interpolate(x, scale_factor=2.0, mode=\"nearest\")");
  EXPECT_EQ(becomes("F.interpolate(x, scale_factor=(1, 2.0))"),
            "mint.nn.functional.interpolate(x, scale_factor=(1.0, 2.0))");
  EXPECT_EQ(becomes("F.interpolate(x, scale_factor=n)"), "mint.nn.functional.interpolate(x, scale_factor=n)");
  EXPECT_EQ(becomes("nn.Upsample(scale_factor=2)"), "mint.nn.Upsample(scale_factor=2.0)");
  EXPECT_EQ(becomes("torch.cdist(x, x, p=2)"), "mint.cdist(x, x, p=2.0)");
  EXPECT_EQ(becomes("torch.cdist(x, x, 1)"), "mint.cdist(x, x, 1.0)");
  EXPECT_EQ(becomes("torch.logspace(-1, 0, n + 1, device=x.device)"), "ops.logspace(-1.0, 0.0, n + 1)");
  EXPECT_EQ(becomes("torch.logspace(-1.0, end=n, steps=3, base=2)"),
            "ops.logspace(-1.0, end=n, steps=3, base=2)");
}

TEST(VerifiedArguments, ShapesByTheirPlace) {
  EXPECT_EQ(becomes("torch.randn(size=(2, n), dtype=x.dtype)"), "mint.randn((2, n), dtype=x.dtype)");
  EXPECT_EQ(becomes("torch.rand(size=x.shape)"), "mint.rand(x.shape)");
  EXPECT_EQ(becomes("torch.rand(2, n)"), "mint.rand(2, n)");
  EXPECT_EQ(becomes("torch.randint(0, n, size=(2,))"), "mint.randint(0, n, (2,))");
  EXPECT_EQ(becomes("torch.randint(low=0, high=n, size=(2,))"), "mint.randint(0, n, (2,))");
  EXPECT_EQ(becomes("torch.zeros(size=(2, n))"), "mint.zeros(size=(2, n))");
  EXPECT_EQ(becomes("x.view(size=(2, -1))"), "x.view((2, -1))");
  EXPECT_EQ(becomes("x.view(2, -1)"), "x.view(2, -1)");
  EXPECT_EQ(becomes("x.repeat(repeats=(1, n))"), "x.tile((1, n))");
  EXPECT_EQ(becomes("x.repeat(repeats=[1, n])"), "x.tile((1, n))");
  EXPECT_EQ(becomes("x.expand(size=(n, -1))"), "x.broadcast_to((n, -1))");
  EXPECT_EQ(becomes("x.new_zeros(size=(n, 2))"), "x.new_zeros(size=(n, 2))");
}

TEST(VerifiedArguments, ShapesBehindOtherKeywords) {
  EXPECT_EQ(line("torch.randn(dtype=x.dtype, size=(2, n))"), (Converted{R"py(import mindspore as ms
from mindspore import mint


def f(x: ms.Tensor, n, g):
    return mint.randn(dtype=x.dtype, size=(2, n))
)py",
                                                                        {"difference 6 torch.randn"}}));
}

TEST(VerifiedArguments, ArgumentsOfAutograd) {
  EXPECT_EQ(becomes("x.new_zeros((n, 2), requires_grad=False)"), "x.new_zeros((n, 2))");
  EXPECT_EQ(becomes("x.new_ones(n, 2, requires_grad=False, device=x.device)"), "x.new_ones((n, 2))");
  EXPECT_EQ(becomes("nn.Parameter(x, False)"), "ms.Parameter(x, requires_grad=False)");
  EXPECT_EQ(becomes("nn.Parameter(x, requires_grad=False)"), "ms.Parameter(x, requires_grad=False)");
  EXPECT_EQ(becomes("nn.Parameter(data=x)"), "ms.Parameter(default_input=x)");
}

TEST(VerifiedArguments, DeviationsOfSamples) {
  EXPECT_EQ(becomes("x.std()"), "x.std(correction=1)");
  EXPECT_EQ(becomes("x.std(dim=[0, 1], keepdim=True)"), "x.std(dim=(0, 1), keepdim=True, correction=1)");
  EXPECT_EQ(becomes("x.std(dim=list(range(1, x.ndim)))"), "x.std(dim=tuple(range(1, x.ndim)), correction=1)");
  EXPECT_EQ(becomes("x.std(1, unbiased=False)"), "x.std(1, correction=0)");
  EXPECT_EQ(becomes("x.std(unbiased=n)"), "x.std(correction=int(n))");
  EXPECT_EQ(becomes("x.std(correction=0)"), "x.std(correction=0)");
  EXPECT_EQ(becomes("x.var()"), "x.var(ddof=1)");
  EXPECT_EQ(becomes("x.var(1, keepdim=True)"), "x.var(1, keepdims=True, ddof=1)");
  EXPECT_EQ(becomes("x.var(dim=1, unbiased=False)"), "x.var(axis=1, ddof=0)");
  EXPECT_EQ(line("x.std(1, False)").findings, std::vector<std::string>{"difference 5 .std"});
  EXPECT_EQ(line("x.var(True)").findings, std::vector<std::string>{"difference 5 .var"});
}

TEST(VerifiedArguments, CountsByAxis) {
  EXPECT_EQ(becomes("x.count_nonzero(dim=1)"), "x.count_nonzero(axis=1)");
  EXPECT_EQ(becomes("x.count_nonzero()"), "x.count_nonzero()");
}

TEST(VerifiedArguments, Windows) {
  EXPECT_EQ(becomes("torch.hann_window(n, device=x.device)"), "ops.hann_window(n, dtype=ms.float32)");
  EXPECT_EQ(becomes("torch.kaiser_window(n, beta=2.5, periodic=False)"),
            "ops.kaiser_window(n, beta=2.5, periodic=False, dtype=ms.float32)");
  EXPECT_EQ(becomes("torch.hann_window(n, dtype=x.dtype)"), "ops.hann_window(n, dtype=x.dtype)");
  EXPECT_EQ(becomes("torch.blackman_window(n, False)"), "ops.blackman_window(ms.tensor(n), False)");
}

TEST(VerifiedArguments, WindowsOnADeviceOfAParameter) {
  EXPECT_EQ(convert_text(R"py(
import torch


def _window(n: int, device: torch.device = None):
    return torch.hann_window(
        n + 2,
        device=device,
    ), torch.hann_window(n, device=device)


def f():
    return _window(2, device="cpu")
)py"),
            gives(R"py(
import mindspore as ms
from mindspore import ops


def _window(n: int):
    return ops.hann_window(
        n + 2, dtype=ms.float32,
    ), ops.hann_window(n, dtype=ms.float32)


def f():
    return _window(2)
)py"));
}

TEST(VerifiedArguments, GeneratorsOfNumpyDrawNoValuesInPlace) {
  EXPECT_EQ(line("x.normal_(generator=g)").findings, std::vector<std::string>{"difference 5 .normal_"});
}

TEST(VerifiedArguments, AttentionOfManyHeadsHasAType) {
  EXPECT_EQ(becomes("F.multi_head_attention_forward(x, x, x, n, 2, need_weights=False, dtype=x.dtype)"),
            "ops.function.nn_func.multi_head_attention_forward(x, x, x, n, 2, dtype=x.dtype)");
  EXPECT_EQ(line("F.multi_head_attention_forward(x, x, x, n, 2, need_weights=False)").findings,
            std::vector<std::string>{"difference 6 torch.nn.functional.multi_head_attention_forward"});
}

TEST(VerifiedArguments, StayWithANameThatIsOnlyOffered) {
  EXPECT_EQ(convert_text("from torch.utils.data import DataLoader\n\nx = DataLoader(d, batch_size=2)\n"),
            gives("from torch.utils.data import DataLoader\n\nx = DataLoader(d, batch_size=2)\n",
                  {"unmapped 1 torch.utils.data.DataLoader", "difference 3 torch.utils.data.DataLoader"}));
}

}  // namespace
}  // namespace mintport
