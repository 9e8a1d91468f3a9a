# Copyright (c) The mintport authors.
#
# Licensed under the Apache License, Version 2.0.
import math
from typing import Optional, Tuple, Union

import mindspore as ms
from mindspore import mint, nn

from ..utils import deprecate, logging
from .modeling_utils import ModelMixin


logger = logging.get_logger(__name__)


def sinusoids(timesteps: ms.Tensor, dim: int, max_period: int = 10000) -> ms.Tensor:
    """
    Sinusoidal embeddings.

    Args:
        timesteps (`ms.Tensor`): a 1-D tensor of N indices, one per batch element.
        dim (`int`): the dimension of the output.

    Returns:
        `ms.Tensor`: an [N x dim] tensor.
    """
    half = dim // 2
    exponent = -math.log(max_period) * mint.arange(0, half, dtype=ms.float32)
    emb = timesteps[:, None].float() * mint.exp(exponent / half)[None, :]
    emb = mint.cat([mint.sin(emb), mint.cos(emb)], dim=-1)
    if dim % 2 == 1:
        emb = mint.nn.functional.pad(emb, (0, 1, 0, 0))
    return emb


class GatedBlock(nn.Cell):
    r"""
    A feed-forward block with a gate.

    Parameters:
        dim (`int`): width of input and output.
        hidden (`nn.Cell`, *optional*): replaces the inner layer.
    """

    def __init__(self, dim: int, hidden: Optional[nn.Cell] = None, dropout: float = 0.0):
        super().__init__()
        self.norm = mint.nn.LayerNorm(dim, eps=1e-6)
        self.gate = ms.Parameter(mint.ones(dim), name="gate")
        self.inner = hidden if hidden is not None else mint.nn.Linear(dim, dim * 2)
        layers = []
        for _ in range(2):
            layers.append(nn.SequentialCell(mint.nn.SiLU(), mint.nn.Dropout(dropout)))
        self.layers = nn.CellList(layers)
        self.register_buffer("steps", mint.zeros(1), persistent=False)

    def construct(
        self,
        hidden_states: ms.Tensor,  # (batch, tokens, dim)
        temb: Optional[ms.Tensor] = None,
        return_dict: bool = True,
    ) -> Union[ms.Tensor, Tuple[ms.Tensor]]:
        batch, tokens, _ = hidden_states.shape
        residual = hidden_states
        hidden_states = self.norm(hidden_states)
        if temb is not None:
            temb = temb.to(dtype=hidden_states.dtype)
            hidden_states = hidden_states + temb.unsqueeze(1).broadcast_to((-1, tokens, -1))
        a, b = self.inner(hidden_states).chunk(2, dim=-1)
        hidden_states = a * mint.nn.functional.gelu(b, approximate="tanh")
        for layer in self.layers:
            hidden_states = layer(hidden_states)
        hidden_states = hidden_states.swapaxes(1, 2).contiguous().view(batch, -1, tokens)
        return residual + self.gate * hidden_states.permute(0, 2, 1)


class Net(ModelMixin):
    def __init__(self, depth: int):
        super().__init__()
        self.blocks = nn.CellList([GatedBlock(8) for _ in range(depth)])

    def construct(self, x: ms.Tensor):
        for block in self.blocks:
            x = block.forward(x)
        return x

    def freeze(self):
        for parameter in self.get_parameters():
            parameter.requires_grad = False
        self.set_train(False)
