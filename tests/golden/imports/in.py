#!/usr/bin/env python
# coding=utf-8
# Copyright (c) The mintport authors.
"""Every shape that an import can have, with torch.Tensor in its docstring."""
from __future__ import annotations

import os, sys
import torch.nn
import torch.nn.functional as F
from typing import TYPE_CHECKING, List

import torch
from torch import Tensor, nn as layers, float16 as half
from torch.nn import (
    Conv2d,  # keeps its comment while it is there
    Linear as Dense,
    functional,
)
from torch.nn.modules.normalization import *
from torch.utils import checkpoint
from diffusers import ModelMixin
from diffusers.utils.torch_utils import randn_tensor, is_compiled_module as compiled
import diffusers.utils.logging as logging

from .attention import Attention
from ..utils import is_torch_version, \
    is_torch_xla_available
from ..utils.torch_utils import apply_freeu

if TYPE_CHECKING:
    from torch import Generator

try:
    import xformers
except ImportError:
    xformers = None

if is_torch_version(">=", "2.0"):
    from torch.nn.attention import SDPBackend
else:
    SDPBackend = None

if is_torch_xla_available():
    import torch_xla.core.xla_model as xm

USED = [os, sys, xformers, logging, ModelMixin, Attention, compiled, apply_freeu, randn_tensor]


def local(x: List[Tensor], g: Generator) -> torch.Tensor:
    import torch as t
    from torch.special import expit

    if x:
        import torch.fft as fft

        return fft.fftn(x)
    return t.stack([expit(functional.silu(F.relu(x))), checkpoint.checkpoint(x), torch.nn.Identity()(x)])


class Both(layers.Module):
    first = Conv2d(1, 1, 1)
    second = Dense(1, 1, dtype=half)
    backend = SDPBackend
