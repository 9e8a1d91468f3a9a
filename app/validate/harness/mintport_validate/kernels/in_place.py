"""Methods of Tensor that change it, from functions that return a new one."""

import math

import numpy as np
from mindspore import Tensor, mint, ops

from . import tensors


def changed(function):
    """The method that puts what `function` returns in the place of the tensor's values."""

    def method(self, *given, **named):
        self.assign_value(function(self, *given, **named).astype(self.dtype))
        return self

    return method


def normal(x, mean=0.0, std=1.0, *, generator=None):
    return Tensor((mean + std * np.random.standard_normal(x.shape)).astype(np.float32))


def uniform(x, from_=0.0, to=1.0, *, generator=None):
    return Tensor((from_ + (to - from_) * np.random.random(x.shape)).astype(np.float32))


def exponential(x, lambd=1, *, generator=None):
    return Tensor(np.random.exponential(1 / lambd, x.shape).astype(np.float32))


def fill(x, value):
    return ops.full(tuple(x.shape), tensors.number(value), dtype=x.dtype)


def erfinv(x):
    """By Newton's method, from a start that is good to a hundredth."""
    values = x.asnumpy().astype(np.float64)
    logarithm = np.log1p(-(values**2))
    term = 2 / (math.pi * 0.147) + logarithm / 2
    found = np.sign(values) * np.sqrt(np.sqrt(term**2 - logarithm / 0.147) - term)
    error = np.vectorize(math.erf, otypes=[np.float64])
    for _ in range(3):
        found = found - (error(found) - values) * math.sqrt(math.pi) / 2 * np.exp(found**2)
    return Tensor(found.astype(np.float32)).astype(x.dtype)


METHODS = {
    "normal_": normal,
    "uniform_": uniform,
    "exponential_": exponential,
    "fill_": fill,
    "zero_": lambda x: fill(x, 0),
    "masked_fill_": lambda x, mask, value: x.masked_fill(mask, value),
    "clamp_": lambda x, min=None, max=None: mint.clamp(x, min, max),
    "log_": lambda x: mint.log(x),
    "erfinv_": erfinv,
    "scatter_add_": tensors.scatter_add,
}
