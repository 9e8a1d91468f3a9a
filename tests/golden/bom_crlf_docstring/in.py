"""torch.Tensor first."""
from torch import cat
x = cat([])
