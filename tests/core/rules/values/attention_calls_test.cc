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

}  // namespace
}  // namespace mintport
