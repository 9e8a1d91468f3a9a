import torch
import torch.nn as nn


class Block(nn.Module):
    def __init__(self, dim):
        super().__init__()
        self.norm = nn.LayerNorm(dim)
        self.proj = nn.Linear(dim, dim)

    def forward(self, x, scale):
        x = self.norm(x)
        scale = scale.repeat(2, 1)
        return self.proj(x) * scale


def solve(a, b):
    c = torch.cat([a, b])
    return torch.linalg.lstsq(c, b)
