"""Stands in for what mindspore.mint has no CPU kernel for. install() before the port or converted code is imported.

Values follow torch's, so that a converted file can be compared with the original on a machine without an accelerator.
Random functions draw from numpy.random: whoever compares gives both sides the same numbers. USED has the names of the
stand-ins that ran since it was cleared."""

import functools

import mindspore as ms
from mindspore import Tensor, mint, ops

from . import halves, in_place, networks, tensors

OF_TENSORS = """zeros_like ones_like full full_like arange linspace randn rand randn_like rand_like randint normal randperm
multinomial stack log2 equal cumsum var std std_mean norm logsumexp outer mm baddbmm einsum index_select roll
repeat_interleave tril sort argsort topk median argmax argmin unique count_nonzero nonzero clone lerp log""".split()
OF_NETWORKS = """gelu softplus logsigmoid mish elu leaky_relu relu6 dropout pad interpolate normalize layer_norm embedding
one_hot mse_loss l1_loss conv1d conv2d conv3d conv_transpose2d avg_pool2d avg_pool3d max_pool2d adaptive_avg_pool2d unfold
batch_norm""".split()

USED = set()
_running = []


def install():
    halves.install()
    _functions()
    _layers()
    _methods()


def _noted(name, function):
    """The function, which notes its name unless another stand-in calls it."""

    @functools.wraps(function)
    def noting(*given, **named):
        if not _running:
            USED.add(name)
        _running.append(name)
        try:
            return function(*given, **named)
        finally:
            _running.pop()

    return noting


def _stand_in(function, *names):
    """Puts the function where each of the names says, as in mint.linalg.svd, if MindSpore has it."""
    for name in names:
        *path, last = name.split(".")
        owner = functools.reduce(lambda at, part: getattr(at, part, None), path, _ROOTS)
        if owner is not None:
            setattr(owner, last, _noted(name, function))


class _ROOTS:
    mint, ops, Tensor = mint, ops, Tensor


def _functions():
    for name in OF_TENSORS:
        _stand_in(getattr(tensors, name), f"mint.{name}")
    for name in OF_NETWORKS:
        function = getattr(networks, name)
        _stand_in(function, f"mint.nn.functional.{name}")
        if hasattr(mint.functional, name):
            setattr(mint.functional, name, getattr(mint.nn.functional, name))
    _stand_in(networks.batch_norm, "mint.functional.batch_norm")
    _stand_in(networks.selu, "mint.nn.functional.selu")
    _stand_in(ops.atan, "mint.atan", "mint.arctan")
    _stand_in(ops.atan2, "mint.atan2", "mint.arctan2")
    for name in ("vector_norm", "svd"):
        _stand_in(getattr(tensors, name), f"mint.linalg.{name}")
    for name in ("bitwise_and", "bincount", "empty", "empty_like"):
        _stand_in(getattr(tensors, name), f"mint.{name}")
    networks.FlashAttentionScore.__call__ = _noted("ops.FlashAttentionScore", networks.FlashAttentionScore.__call__)
    ops.operations.nn_ops.FlashAttentionScore = networks.FlashAttentionScore
    _stand_in(networks.flash_attention_score, "ops.flash_attention_score")


def _layers():
    for dimensions in (1, 2, 3):
        _stand_in(_convolution(dimensions), f"mint.nn.Conv{dimensions}d.construct")
    _stand_in(
        lambda self, input, output_size=None: networks.conv_transpose2d(
            input, self.weight, self.bias, self.stride, self.padding, self.output_padding, self.groups, self.dilation
        ),
        "mint.nn.ConvTranspose2d.construct",
    )
    _stand_in(
        lambda self, input: networks.layer_norm(input, self.normalized_shape, self.weight, self.bias, self.eps),
        "mint.nn.LayerNorm.construct",
    )
    _stand_in(lambda self, input: networks.embedding(input, self.weight), "mint.nn.Embedding.construct")
    _stand_in(lambda self, input: networks.gelu(input, approximate=self.approximate), "mint.nn.GELU.construct")
    _stand_in(lambda self, input: networks.mish(input), "mint.nn.Mish.construct")
    _stand_in(
        lambda self, input: networks.avg_pool2d(
            input,
            self.kernel_size,
            self.stride,
            self.padding,
            self.ceil_mode,
            self.count_include_pad,
            self.divisor_override,
        ),
        "mint.nn.AvgPool2d.construct",
    )
    _stand_in(
        lambda self, input: networks.max_pool2d(
            input, self.kernel_size, self.stride, self.padding, self.dilation, ceil_mode=self.ceil_mode
        ),
        "mint.nn.MaxPool2d.construct",
    )


def _convolution(dimensions):
    def construct(self, input):
        padding = self.padding
        if self.padding_mode != "zeros":
            input = networks.pad(input, tuple(self._reversed_padding), self.padding_mode)
            padding = 0
        return networks.convolve(
            input, self.weight, self.bias, self.stride, padding, self.dilation, self.groups, dimensions
        )

    return construct


def _methods():
    _stand_in(lambda self, *n: mint.tile(self, tuple(n[0]) if isinstance(n[0], (tuple, list)) else n), "Tensor.repeat")
    _stand_in(tensors.var, "Tensor.var")
    _stand_in(tensors.std, "Tensor.std")
    _stand_in(tensors.repeat_interleave, "Tensor.repeat_interleave")
    _stand_in(tensors.cumsum, "Tensor.cumsum")
    _stand_in(tensors.log, "Tensor.log")
    _stand_in(tensors.lerp, "Tensor.lerp")
    _stand_in(tensors.nonzero, "Tensor.nonzero")
    _stand_in(_clone, "Tensor.clone")
    _stand_in(tensors.norm, "Tensor.norm", "mint.linalg.norm")
    _stand_in(tensors.new_full, "Tensor.new_full")
    _stand_in(tensors.scatter_add, "Tensor.scatter_add", "mint.scatter_add")
    _stand_in(in_place.erfinv, "Tensor.erfinv", "mint.erfinv")
    for name, function in in_place.METHODS.items():
        _stand_in(in_place.changed(function), f"Tensor.{name}")


def _clone(self):
    if self.dtype == ms.bfloat16:  # numpy has no such type
        return self.astype(ms.float32).astype(ms.bfloat16)
    return Tensor(self.asnumpy().copy())
