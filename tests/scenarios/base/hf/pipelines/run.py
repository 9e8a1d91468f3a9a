import torch

from ..models.block import Block, solve


def sample(x):
    block = Block(4)
    return solve(block(x, torch.ones(1)), x.repeat(1, 2))
