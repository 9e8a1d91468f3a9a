# Copyright (c) The mintport authors.
#
# Licensed under the Apache License, Version 2.0.
import math
from typing import Optional, Tuple, Union

import torch
import torch.nn as nn
import torch.nn.functional as F

from ..utils import deprecate, logging
from ..utils.torch_utils import maybe_allow_in_graph
from .modeling_utils import ModelMixin


logger = logging.get_logger(__name__)


def sinusoids(timesteps: torch.Tensor, dim: int, max_period: int = 10000) -> torch.Tensor:
    """
    Sinusoidal embeddings.

    Args:
        timesteps (`torch.Tensor`): a 1-D tensor of N indices, one per batch element.
        dim (`int`): the dimension of the output.

    Returns:
        `torch.FloatTensor`: an [N x dim] tensor.
    """
    half = dim // 2
    exponent = -math.log(max_period) * torch.arange(0, half, dtype=torch.float32, device=timesteps.device)
    emb = timesteps[:, None].float() * torch.exp(exponent / half)[None, :]
    emb = torch.cat([torch.sin(emb), torch.cos(emb)], dim=-1)
    if dim % 2 == 1:
        emb = F.pad(emb, (0, 1, 0, 0))
    return emb


@maybe_allow_in_graph
class GatedBlock(nn.Module):
    r"""
    A feed-forward block with a gate.

    Parameters:
        dim (`int`): width of input and output.
        hidden (`torch.nn.Module`, *optional*): replaces the inner layer.
    """

    def __init__(self, dim: int, hidden: Optional[nn.Module] = None, dropout: float = 0.0):
        super().__init__()
        self.norm = nn.LayerNorm(dim, eps=1e-6)
        self.gate = nn.Parameter(torch.ones(dim))
        self.inner = hidden if hidden is not None else nn.Linear(dim, dim * 2)
        self.layers = nn.ModuleList([])
        for _ in range(2):
            self.layers.append(nn.Sequential(nn.SiLU(), nn.Dropout(dropout)))
        self.register_buffer("steps", torch.zeros(1), persistent=False)

    def forward(
        self,
        hidden_states: torch.Tensor,  # (batch, tokens, dim)
        temb: Optional[torch.Tensor] = None,
        return_dict: bool = True,
    ) -> Union[torch.Tensor, Tuple[torch.Tensor]]:
        batch, tokens, _ = hidden_states.size()
        residual = hidden_states
        hidden_states = self.norm(hidden_states)
        if temb is not None:
            temb = temb.to(device=hidden_states.device, dtype=hidden_states.dtype)
            hidden_states = hidden_states + temb.unsqueeze(1).expand(-1, tokens, -1)
        a, b = self.inner(hidden_states).chunk(2, dim=-1)
        hidden_states = a * F.gelu(b, approximate="tanh")
        for layer in self.layers:
            hidden_states = layer(hidden_states)
        hidden_states = hidden_states.transpose(1, 2).contiguous().view(batch, -1, tokens)
        return residual + self.gate * hidden_states.permute(0, 2, 1)


class Net(ModelMixin):
    def __init__(self, depth: int):
        super().__init__()
        self.blocks = nn.ModuleList([GatedBlock(8) for _ in range(depth)])

    def forward(self, x: torch.Tensor):
        for block in self.blocks:
            x = block.forward(x)
        return x

    def freeze(self):
        for parameter in self.parameters():
            parameter.requires_grad = False
        self.eval()
