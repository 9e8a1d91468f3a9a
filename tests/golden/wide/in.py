"""張量 torch.Tensor — «größe» 😀."""
import torch

größe = torch.zeros(1); 名 = größe.size(0); s = "日本 torch.cat 😀"


def f(größe: torch.Tensor, 名: "torch.Tensor"):
    return f"😀 {größe.size()} {torch.cat([größe, 名])} ü", torch.no_such_名(größe)
