// Local variables that only served removed code.

#include <gtest/gtest.h>

#include "support/conversion/convert_text.hh"

namespace mintport::rules::dead_locals_test {
namespace {

TEST(DeadLocals, GoWithWhatReadThem) {
  EXPECT_EQ(convert_text(R"py(
import torch


def f(self, latents):
    # the type before
    latents_dtype = latents.dtype

    latents = self.step(latents)
    if latents.dtype != latents_dtype:
        if torch.backends.mps.is_available():
            latents = latents.to(latents_dtype)
    return latents
)py"),
            gives(R"py(
def f(self, latents):

    latents = self.step(latents)
    return latents
)py"));
}

TEST(DeadLocals, StayWhenReadElsewhereWithAnEffectOrByName) {
  EXPECT_EQ(convert_text(R"py(
from ..utils import is_torch_xla_available


def f(x):
    a = x.a
    b = x.b()
    c = x.c
    d = x.d
    if is_torch_xla_available():
        g(a, b, c)
    return a, locals()["c"]
)py"),
            gives(R"py(
def f(x):
    a = x.a
    b = x.b()
    c = x.c
    d = x.d
    return a, locals()["c"]
)py"));
}

TEST(DeadLocals, AFieldForADeviceThatNothingReads) {
  EXPECT_EQ(convert_text(R"py(
def f(self, components, state, x):
    block = self.get_block_state(state)
    block.device = components._execution_device
    block.x = x.to(block.device)
    return block


def g(self, components, state, x):
    other = self.get_block_state(state)
    other.device = components._execution_device
    self.device = other.device
    return x.to(other.device)
)py"),
            gives(R"py(
def f(self, components, state, x):
    block = self.get_block_state(state)
    block.x = x
    return block


def g(self, components, state, x):
    other = self.get_block_state(state)
    other.device = components._execution_device
    self.device = other.device
    return x
)py"));
}

}  // namespace
}  // namespace mintport::rules::dead_locals_test
