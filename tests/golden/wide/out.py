"""張量 ms.Tensor — «größe» 😀."""
import mindspore as ms
from mindspore import mint
import torch

größe = mint.zeros(1); 名 = größe.shape[0]; s = "日本 torch.cat 😀"


def f(größe: ms.Tensor, 名: "ms.Tensor"):
    return f"😀 {größe.shape} {mint.cat([größe, 名])} ü", torch.no_such_名(größe)
