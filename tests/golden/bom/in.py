import torch

# torch.cat joins
x = torch.cat([])
