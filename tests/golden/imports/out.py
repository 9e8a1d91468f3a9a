#!/usr/bin/env python
# coding=utf-8
# Copyright (c) The mintport authors.
"""Every shape that an import can have, with ms.Tensor in its docstring."""
from __future__ import annotations

import os, sys
import mindspore as ms
import numpy as np
from mindspore import mint, nn, ops
from typing import List

from torch.nn.modules.normalization import *
from mindone.diffusers import ModelMixin
from mindone.diffusers.utils.mindspore_utils import randn_tensor, is_compiled_module as compiled
import mindone.diffusers.utils.logging as logging

from .attention import Attention
from ..utils.mindspore_utils import apply_freeu

try:
    import xformers
except ImportError:
    xformers = None

from torch.nn.attention import SDPBackend


USED = [os, sys, xformers, logging, ModelMixin, Attention, compiled, apply_freeu, randn_tensor]


def local(x: List[ms.Tensor], g: np.random.Generator) -> ms.Tensor:

    if x:
        return ops.fftn(x)
    return mint.stack([mint.sigmoid(mint.nn.functional.silu(mint.nn.functional.relu(x))), ms.recompute(x), mint.nn.Identity()(x)])


class Both(nn.Cell):
    first = mint.nn.Conv2d(1, 1, 1)
    second = mint.nn.Linear(1, 1, dtype=ms.float16)
    backend = SDPBackend
