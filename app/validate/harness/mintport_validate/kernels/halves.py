"""Attention in float32. A port casts to half precision around flash attention, because that operator of Ascend takes nothing else;
its stand-in takes what was cast, so that the rest can be compared closely. Other casts lose precision as they do."""

import mindspore as ms
from mindspore import Tensor

HALVES = (ms.float16, ms.bfloat16)


def install():
    for name in ("to", "astype"):
        setattr(Tensor, name, _remembering(getattr(Tensor, name)))


def _remembering(cast):
    def method(self, *given, **named):
        result = cast(self, *given, **named)
        if self.dtype == ms.float32 and result.dtype in HALVES:
            result.before_cast = self
        elif result.dtype == ms.float32 and hasattr(self, "of_attention"):
            return self.of_attention
        return result

    return method


def before_cast(tensor):
    return getattr(tensor, "before_cast", tensor)


def of_attention(full, dtype):
    """What attention returns: in the precision that the port expects, with the full one behind it."""
    if full.dtype == dtype:
        return full
    result = full.astype(dtype)
    result.of_attention = full
    return result
