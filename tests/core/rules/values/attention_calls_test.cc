// scaled_dot_product_attention with arguments that the port's fused version ignores.

#include <gtest/gtest.h>

#include "support/conversion/convert_text.hh"

namespace mintport {
namespace {

TEST(AttentionCall, CausalAttentionIsWrittenOut) {
  EXPECT_EQ(convert_text(R"py(
import torch.nn.functional as F


def f(q, k, v, causal):
    x = F.scaled_dot_product_attention(q, k, v, is_causal=True)
    y = F.scaled_dot_product_attention(q, k, v, is_causal=False, enable_gqa=True)
    z = F.scaled_dot_product_attention(q, k, v, is_causal=causal)
    return x, y, z, F.scaled_dot_product_attention(q, k, v, attn_mask=None, is_causal=False)
)py"),
            gives(R"py(
from .layers_compat import math_attention_op, scaled_dot_product_attention


def f(q, k, v, causal):
    x = math_attention_op(q, k, v, is_causal=True)
    y = math_attention_op(q, k, v, is_causal=False, enable_gqa=True)
    z = scaled_dot_product_attention(q, k, v, is_causal=causal)
    return x, y, z, scaled_dot_product_attention(q, k, v, attn_mask=None, is_causal=False)
)py",
                  {"difference 7 torch.nn.functional.scaled_dot_product_attention"}));
}

TEST(AttentionCall, ThePortsFunctionIgnoresTheSame) {
  constexpr std::string_view kText = R"py(
from ..models.attention_dispatch import dispatch_attention_fn


def f(q, k, v, causal):
    x = dispatch_attention_fn(q, k, v, is_causal=True, enable_gqa=causal)
    return dispatch_attention_fn(q, k, x, is_causal=False)
)py";
  EXPECT_EQ(convert_by_habit(kText, "hooks/a.py"),
            stays(kText, {"difference 5 diffusers.models.attention_dispatch.dispatch_attention_fn",
                          "difference 5 diffusers.models.attention_dispatch.dispatch_attention_fn"}));
}

TEST(AttentionCall, TheLayerAtHandHasAMethod) {
  EXPECT_EQ(convert_by_habit(R"py(
import torch.nn.functional as F

from ..models.attention_processor import Attention


class A:
    def __call__(self, attn: Attention, q, k, v):
        x = F.scaled_dot_product_attention(q, k, v, scale=attn.scale, is_causal=False)
        return F.scaled_dot_product_attention(q, k, x, dropout_p=0.0)
)py",
                             "hooks/a.py"),
            gives(R"py(
from ..models.attention_processor import Attention


class A:
    def __call__(self, attn: Attention, q, k, v):
        x = attn.scaled_dot_product_attention(q, k, v, scale=attn.scale, is_causal=False)
        return attn.scaled_dot_product_attention(q, k, x, dropout_p=0.0)
)py"));
}

TEST(AttentionCall, OtherLayersAndArgumentsCallTheFunction) {
  EXPECT_EQ(convert_by_habit(R"py(
import torch.nn.functional as F

from ..models.attention_processor import Attention


class A:
    def __call__(self, attn: "Other", q, k, v):
        return F.scaled_dot_product_attention(q, k, v)

    def f(self, attn: Attention, q, k, v):
        return F.scaled_dot_product_attention(q, k, v, scale=2.0)

    def g(self, attn: Attention, q, k, v):
        attn = attn.inner
        return F.scaled_dot_product_attention(q, k, v)
)py",
                             "hooks/a.py"),
            gives(R"py(
from ..models.attention_processor import Attention
from ..models.layers_compat import scaled_dot_product_attention


class A:
    def __call__(self, attn: "Other", q, k, v):
        return scaled_dot_product_attention(q, k, v)

    def f(self, attn: Attention, q, k, v):
        return scaled_dot_product_attention(q, k, v, scale=2.0)

    def g(self, attn: Attention, q, k, v):
        attn = attn.inner
        return scaled_dot_product_attention(q, k, v)
)py"));
}

}  // namespace
}  // namespace mintport
