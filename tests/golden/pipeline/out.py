# Copyright (c) The mintport authors.
#
# Licensed under the Apache License, Version 2.0.
from typing import Any, Callable, Dict, List, Optional, Union

import numpy as np
import mindspore as ms
from mindspore import mint
import torch
from mindone.transformers import CLIPTextModel
from transformers import CLIPTokenizer

from ...image_processor import PipelineImageInput, VaeImageProcessor
from ...models import AutoencoderKL, UNet2DConditionModel
from ...utils import logging
from ...utils.mindspore_utils import randn_tensor
from ..pipeline_utils import DiffusionPipeline



logger = logging.get_logger(__name__)

EXAMPLE_DOC_STRING = """
    Examples:
        ```py
        >>> import mindspore as ms
        >>> pipe = ToyPipeline.from_pretrained("somebody/toy", mindspore_dtype=ms.float16)
        >>> image = pipe("a cat")[0][0]
        ```
"""


class ToyPipeline(DiffusionPipeline):
    model_cpu_offload_seq = "text_encoder->unet->vae"

    def __init__(
        self,
        vae: AutoencoderKL,
        text_encoder: CLIPTextModel,
        tokenizer: CLIPTokenizer,
        unet: UNet2DConditionModel,
    ):
        super().__init__()
        self.register_modules(vae=vae, text_encoder=text_encoder, tokenizer=tokenizer, unet=unet)
        self.image_processor = VaeImageProcessor(vae_scale_factor=8)

    def encode_prompt(self, prompt: Union[str, List[str]]):
        text_inputs = self.tokenizer(prompt, padding="max_length", truncation=True, return_tensors="np")
        text_input_ids = text_inputs.input_ids
        prompt_embeds = self.text_encoder(ms.tensor(text_input_ids))[0]
        prompt_embeds = prompt_embeds.to(dtype=self.text_encoder.dtype)
        return prompt_embeds

    def prepare_latents(self, batch_size, channels, height, width, dtype, generator, latents=None):
        shape = (batch_size, channels, height // 8, width // 8)
        if latents is None:
            latents = randn_tensor(shape, generator=generator, dtype=dtype)
        return latents

    def __call__(
        self,
        prompt: Union[str, List[str]],
        num_inference_steps: int = 50,
        generator: Optional[Union[np.random.Generator, List[np.random.Generator]]] = None,
        latents: Optional[ms.Tensor] = None,
        callback: Optional[Callable[[int, ms.Tensor], Dict[str, Any]]] = None,
    ):
        r"""
        Args:
            generator (`np.random.Generator` or `List[np.random.Generator]`, *optional*):
                Makes generation deterministic.
            latents (`ms.Tensor`, *optional*): noise to start from.
        """
        device = self._execution_device
        prompt_embeds = self.encode_prompt(prompt)
        self.scheduler.set_timesteps(num_inference_steps, device=device)
        latents = self.prepare_latents(1, 4, 64, 64, prompt_embeds.dtype, generator, latents)
        with self.progress_bar(total=num_inference_steps) as progress_bar:
            for i, t in enumerate(self.scheduler.timesteps):
                latent_model_input = mint.cat([latents] * 2)
                noise_pred = self.unet(latent_model_input, t, encoder_hidden_states=prompt_embeds, return_dict=False)[0]
                latents = self.scheduler.step(noise_pred, t, latents, return_dict=False)[0]
                if callback is not None:
                    callback(i, latents)
                progress_bar.update()

        if torch.cuda.is_available():
            ms.runtime.empty_cache()
        image = self.vae.decode(latents / self.vae.config.scaling_factor, return_dict=False)[0]
        image = (image / 2 + 0.5).clamp(0, 1)
        image = image.permute(0, 2, 3, 1).float().numpy()
        return np.round(image * 255)
