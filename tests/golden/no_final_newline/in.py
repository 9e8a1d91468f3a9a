import torch

x = torch.cat([])