"""Stands in for what mindspore.mint has no CPU kernel for. install() before the port or converted code is imported.

Values follow torch's, so that a converted file can be compared with the original on a machine without an accelerator.
Random functions draw from numpy.random: whoever compares gives both sides the same numbers."""

import mindspore as ms
import numpy as np
from mindspore import Tensor, mint, ops

from . import networks, tensors

OF_TENSORS = """zeros_like ones_like full full_like arange linspace randn rand randn_like rand_like randint normal randperm
multinomial stack log2 equal cumsum var std std_mean norm logsumexp outer mm baddbmm einsum index_select roll
repeat_interleave tril sort argsort topk median argmax argmin unique count_nonzero nonzero clone lerp log""".split()
OF_NETWORKS = """gelu softplus logsigmoid mish elu leaky_relu relu6 dropout pad interpolate normalize layer_norm embedding
one_hot mse_loss l1_loss conv1d conv2d conv3d conv_transpose2d avg_pool2d avg_pool3d max_pool2d adaptive_avg_pool2d unfold
batch_norm""".split()


def install():
    _functions()
    _layers()
    _methods()


def _functions():
    for name in OF_TENSORS:
        setattr(mint, name, getattr(tensors, name))
    for name in OF_NETWORKS:
        setattr(mint.nn.functional, name, getattr(networks, name))
        if hasattr(mint.functional, name):
            setattr(mint.functional, name, getattr(networks, name))
    mint.functional.batch_norm = networks.batch_norm
    mint.nn.functional.selu = lambda x, inplace=False: 1.0507009873554805 * networks.elu(x, 1.6732632423543772)
    mint.atan = mint.arctan = ops.atan
    mint.atan2 = mint.arctan2 = ops.atan2
    mint.linalg.vector_norm = tensors.vector_norm
    mint.linalg.svd = tensors.svd
    mint.bitwise_and = lambda a, b: ops.bitwise_and(a, b if isinstance(b, Tensor) else Tensor(b, a.dtype))
    mint.bincount = lambda x, weights=None, minlength=0: Tensor(np.bincount(x.asnumpy(), minlength=minlength))
    mint.empty = _empty
    mint.empty_like = lambda x, *, dtype=None, device=None: tensors.zeros_like(x, dtype=dtype)
    ops.operations.nn_ops.FlashAttentionScore = networks.FlashAttentionScore


def _empty(*size, dtype=None, device=None):
    return ops.zeros(tuple(size[0]) if isinstance(size[0], (tuple, list)) else size, dtype or ms.float32)


def _layers():
    layers = mint.nn
    for dimensions in (1, 2, 3):
        getattr(layers, f"Conv{dimensions}d").construct = _convolution(dimensions)
    layers.ConvTranspose2d.construct = lambda self, input, output_size=None: networks.conv_transpose2d(
        input, self.weight, self.bias, self.stride, self.padding, self.output_padding, self.groups, self.dilation
    )
    layers.LayerNorm.construct = lambda self, input: networks.layer_norm(
        input, self.normalized_shape, self.weight, self.bias, self.eps
    )
    layers.Embedding.construct = lambda self, input: networks.embedding(input, self.weight)
    layers.GELU.construct = lambda self, input: networks.gelu(input, approximate=self.approximate)
    layers.Mish.construct = lambda self, input: networks.mish(input)
    layers.AvgPool2d.construct = lambda self, input: networks.avg_pool2d(
        input, self.kernel_size, self.stride, self.padding
    )
    layers.MaxPool2d.construct = lambda self, input: networks.max_pool2d(
        input, self.kernel_size, self.stride, self.padding, self.dilation, ceil_mode=self.ceil_mode
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
    Tensor.repeat = lambda self, *n: mint.tile(self, tuple(n[0]) if isinstance(n[0], (tuple, list)) else n)
    Tensor.var = tensors.var
    Tensor.std = tensors.std
    Tensor.repeat_interleave = tensors.repeat_interleave
    Tensor.cumsum = tensors.cumsum
    Tensor.log = tensors.log
    Tensor.lerp = tensors.lerp
    Tensor.nonzero = tensors.nonzero
    Tensor.clone = _clone
    Tensor.uniform_ = _uniform


def _clone(self):
    if self.dtype == ms.bfloat16:  # numpy has no such type
        return self.astype(ms.float32).astype(ms.bfloat16)
    return Tensor(self.asnumpy().copy())


def _uniform(self, from_=0, to=1, *, generator=None):
    values = from_ + (to - from_) * np.random.random(self.shape)
    return Tensor(values.astype(np.float32)).astype(self.dtype)
