import torch

def f(x: torch.Tensor):
    return x.size(0)

x = torch.cat([])
