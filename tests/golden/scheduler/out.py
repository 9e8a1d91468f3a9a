# Copyright (c) The mintport authors.
#
# Licensed under the Apache License, Version 2.0.
import math
from dataclasses import dataclass
from typing import List, Optional, Tuple, Union

import numpy as np
import mindspore as ms
from mindspore import mint

from ..configuration_utils import ConfigMixin, register_to_config
from ..utils import BaseOutput
from .scheduling_utils import SchedulerMixin


@dataclass
class ToySchedulerOutput(BaseOutput):
    """
    Args:
        prev_sample (`ms.Tensor` of shape `(batch_size, num_channels, height, width)`): the next input.
    """

    prev_sample: ms.Tensor
    pred_original_sample: Optional[ms.Tensor] = None


def rescale(betas: ms.Tensor) -> ms.Tensor:
    alphas = mint.cumprod(1.0 - betas, dim=0).sqrt()
    first = alphas[0].clone()
    alphas -= alphas[-1]
    return mint.cat([first.reshape(1), alphas[1:]])


class ToyScheduler(SchedulerMixin, ConfigMixin):
    order = 1

    @register_to_config
    def __init__(self, num_train_timesteps: int = 1000, trained_betas: Optional[Union[np.ndarray, List[float]]] = None):
        if trained_betas is not None:
            self.betas = ms.tensor(trained_betas, dtype=ms.float32)
        else:
            self.betas = mint.linspace(1e-4**0.5, 0.02**0.5, num_train_timesteps, dtype=ms.float32) ** 2
        self.alphas_cumprod = mint.cumprod(1.0 - self.betas, dim=0)
        self.timesteps = ms.tensor(np.arange(0, num_train_timesteps)[::-1].copy().astype(np.int64))
        self.sigmas = self.sigmas_of(self.alphas_cumprod)

    def sigmas_of(self, alphas: ms.Tensor) -> ms.Tensor:
        sigmas = (((1 - alphas) / alphas) ** 0.5).asnumpy()
        return ms.tensor(np.concatenate([sigmas[::-1], [0.0]]).astype(np.float32)).tile((2,))

    def set_timesteps(self, num_inference_steps: int):
        steps = np.linspace(0, 999, num_inference_steps).round()[::-1].copy().repeat(2)
        self.timesteps = ms.tensor(steps, dtype=ms.int64)

    def index_of(self, timestep: ms.Tensor) -> int:
        indices = (self.timesteps == timestep).nonzero()
        return indices[1 if len(indices) > 1 else 0].item()

    def step(
        self,
        model_output: ms.Tensor,
        timestep: Union[float, ms.Tensor],
        sample: ms.Tensor,
        generator: Optional[np.random.Generator] = None,
        return_dict: bool = True,
    ) -> Union[ToySchedulerOutput, Tuple]:
        if isinstance(timestep, int):
            raise ValueError("Passing integer indices as timesteps is not supported: use ms.Tensor.")
        sigma = self.sigmas[self.index_of(timestep)]
        while len(sigma.shape) < len(sample.shape):
            sigma = sigma.unsqueeze(-1)
        noise = mint.randn(
            model_output.shape,
            dtype=model_output.dtype,
        )
        prev_sample = sample + model_output * sigma + noise
        if not return_dict:
            return (prev_sample,)
        return ToySchedulerOutput(prev_sample=prev_sample)

    def __len__(self):
        return self.config.num_train_timesteps
