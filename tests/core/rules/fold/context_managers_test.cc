// Switches of gradients.

#include <gtest/gtest.h>

#include "support/conversion/convert_text.hh"

namespace mintport::rules::context_managers_test {
namespace {

TEST(ContextManagerRules, Decorators) {
  EXPECT_EQ(convert_text(R"py(
import os

import torch

print(os.sep)


class A:
    @torch.no_grad()
    def f(self):
        return 1

    @staticmethod
    @torch.inference_mode
    def g():
        return 2
)py"),
            gives(R"py(
import os


print(os.sep)


class A:
    def f(self):
        return 1

    @staticmethod
    def g():
        return 2
)py"));
}

TEST(ContextManagerRules, WithBlocks) {
  EXPECT_EQ(convert_text(R"py(
import os
import torch

print(os.sep)


def f(x):
    with torch.no_grad():
        y = x + 1
        # a comment
        if y:
            y = """
        text"""
    return y
)py"),
            gives(R"py(
import os

print(os.sep)


def f(x):
    y = x + 1
    # a comment
    if y:
        y = """
        text"""
    return y
)py"));
}

TEST(ContextManagerRules, OneOfTwo) {
  EXPECT_EQ(convert_text(R"py(
import os
import torch

print(os.sep)

with torch.no_grad(), open("f") as f:
    x = f.read()
)py"),
            gives(R"py(
import os

print(os.sep)

with open("f") as f:
    x = f.read()
)py"));
}

TEST(ContextManagerRules, OnOneLine) {
  constexpr std::string_view kText = R"py(
import torch

with torch.no_grad(): x = 1
)py";
  EXPECT_EQ(convert_text(kText), stays(kText, {"unmapped 1 torch", "unmapped 3 torch.no_grad"}));
}

TEST(ContextManagerRules, AutocastThatIsOffGoes) {
  EXPECT_EQ(convert_text(R"py(
import torch


@torch.jit.script
def f(x, device):
    with torch.autocast(device, enabled=False):
        return x
)py"),
            gives(R"py(
def f(x):
    return x
)py"));
}

TEST(ContextManagerRules, OthersStay) {
  constexpr std::string_view kText = R"py(
import torch

with torch.autocast("cuda"):
    x = 1
with torch.profiler.profile() as p:
    x = 2
)py";
  EXPECT_EQ(convert_text(kText), stays(kText, {"unmapped 1 torch", "unmapped 3 torch.autocast",
                                               "unmapped 5 torch.profiler.profile"}));
}

TEST(NullContext, GoesWhenNothingElseIsLeft) {
  EXPECT_EQ(
      convert_text("from contextlib import nullcontext\n\nfrom ..utils import is_accelerate_available\n\n\n"
                   "def f(x):\n    if is_accelerate_available():\n        from accelerate import empty\n\n"
                   "        context = empty\n    else:\n        context = nullcontext\n"
                   "    with context():\n        y = x\n    return y\n"),
      gives("\n\n\ndef f(x):\n    y = x\n    return y\n"));
}

TEST(NullContext, IsWhatIsLeftOfAChoice) {
  EXPECT_EQ(convert_text("from contextlib import nullcontext\n\n\ndef f(x, low_cpu_mem_usage=False):\n"
                         "    context = x if low_cpu_mem_usage else nullcontext\n    with context():\n"
                         "        y = x\n    return y\n"),
            gives("def f(x):\n    y = x\n    return y\n"));
}

TEST(NullContext, StaysWhereThereIsAChoice) {
  const std::string text =
      "from contextlib import nullcontext\n\n\ndef f(x, other):\n    context = nullcontext\n    if x:\n"
      "        context = other\n    with context():\n        y = x\n    with nullcontext() as z:\n"
      "        y = z\n    return y\n";
  EXPECT_EQ(convert_text(text), stays(text));
}

TEST(ContextManagerRules, DeviceBlocks) {
  EXPECT_EQ(convert_text(R"py(
import torch


def f(g, lock):
    with torch.device("meta"):
        x = g()
    with lock, torch.device(g.device):
        y = g()
    return x, y
)py"),
            gives(R"py(
def f(g, lock):
    x = g()
    with lock:
        y = g()
    return x, y
)py"));
}

TEST(ContextManagerRules, DeviceBlocksOfOthersStay) {
  const auto text = R"py(
from ours import device


def f(g):
    with device("meta"), g.device("cuda"):
        return g()
)py";
  EXPECT_EQ(convert_text(text), gives(text));
}

}  // namespace
}  // namespace mintport::rules::context_managers_test
