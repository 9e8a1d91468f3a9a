"""ms.Tensor first."""
from mindspore import mint
x = mint.cat([])
