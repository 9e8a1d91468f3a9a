"""A stand-in for torch: as much of it as the harness uses."""

import contextlib

import layered
import numpy as np

__version__ = "0.stand-in"
dtype, float32, int64, bfloat16 = np.dtype, np.float32, np.int64, type("bfloat16", (), {})


class Tensor(layered.Tensor):
    def detach(self):
        return self

    cpu = resolve_conj = resolve_neg = detach

    def numpy(self):
        return np.array(self)

    def is_complex(self):
        return False

    def numel(self):
        return self.size

    def abs(self):
        return abs(self)

    def clamp(self, low, high):
        return np.clip(self, low, high)

    def copy_(self, other):
        self[...] = other
        return self


class Parameter(Tensor, layered.Parameter):
    pass


class Generator:
    def manual_seed(self, seed):
        self.random = np.random.RandomState(seed)
        return self


def from_numpy(array):
    return array.view(Tensor)


def randn(*shape, generator=None):
    shape = shape[0] if isinstance(shape[0], tuple) else shape
    return from_numpy((generator.random if generator else np.random).randn(*shape).astype(np.float32))


def manual_seed(seed):
    np.random.seed(seed)


def device(name):
    return contextlib.nullcontext()


def set_num_threads(number):
    pass


set_grad_enabled = set_num_threads


def isfinite(tensor):
    return np.isfinite(tensor)


def nan_to_num(tensor, *numbers):
    return np.nan_to_num(tensor)


from . import nn  # noqa: E402, F401
