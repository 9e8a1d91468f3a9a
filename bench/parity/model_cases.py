"""Small models of each class: their configurations and their inputs as arrays.

Sizes are the smallest that the class accepts, so that each runs in seconds on a CPU."""

from dataclasses import dataclass

import numpy as np

_random = np.random.RandomState(0)


@dataclass
class Case:
    config: dict
    inputs: dict
    takes_return_dict: bool = True


def normal(*shape):
    return _random.randn(*shape).astype(np.float32)


def whole(*values):
    return np.array(values, dtype=np.int64)


CASES = {}
CASES["UNet2DModel"] = Case(
    dict(
        block_out_channels=(32, 64),
        layers_per_block=1,
        sample_size=16,
        in_channels=3,
        out_channels=3,
        down_block_types=("DownBlock2D", "AttnDownBlock2D"),
        up_block_types=("AttnUpBlock2D", "UpBlock2D"),
        attention_head_dim=8,
        norm_num_groups=16,
    ),
    dict(sample=normal(1, 3, 16, 16), timestep=whole(3)),
)
CASES["AsymmetricAutoencoderKL"] = Case(
    dict(
        in_channels=3,
        out_channels=3,
        down_block_types=["DownEncoderBlock2D"],
        down_block_out_channels=[32],
        up_block_types=["UpDecoderBlock2D"],
        up_block_out_channels=[32],
        latent_channels=4,
        norm_num_groups=16,
    ),
    dict(sample=normal(1, 3, 16, 16), mask=np.ones((1, 1, 16, 16), np.float32)),
)
CASES["VQModel"] = Case(
    dict(
        block_out_channels=[32, 64],
        in_channels=3,
        out_channels=3,
        down_block_types=["DownEncoderBlock2D"] * 2,
        up_block_types=["UpDecoderBlock2D"] * 2,
        latent_channels=3,
        norm_num_groups=16,
    ),
    dict(sample=normal(1, 3, 16, 16)),
)
CASES["DiTTransformer2DModel"] = Case(
    dict(
        in_channels=4,
        out_channels=8,
        num_layers=2,
        patch_size=2,
        attention_head_dim=8,
        num_attention_heads=2,
        sample_size=8,
        activation_fn="gelu-approximate",
        num_embeds_ada_norm=8,
        norm_type="ada_norm_zero",
        norm_elementwise_affine=False,
    ),
    dict(hidden_states=normal(1, 4, 8, 8), timestep=whole(3), class_labels=whole(2)),
)
CASES["Transformer2DModel"] = Case(
    dict(num_attention_heads=2, attention_head_dim=16, in_channels=32, cross_attention_dim=16, norm_num_groups=16),
    dict(hidden_states=normal(1, 32, 8, 8), encoder_hidden_states=normal(1, 4, 16)),
)
CASES["AuraFlowTransformer2DModel"] = Case(
    dict(
        sample_size=16,
        patch_size=2,
        in_channels=4,
        num_mmdit_layers=1,
        num_single_dit_layers=1,
        attention_head_dim=8,
        num_attention_heads=4,
        caption_projection_dim=32,
        joint_attention_dim=32,
        out_channels=4,
        pos_embed_max_size=256,
    ),
    dict(
        hidden_states=normal(1, 4, 16, 16), encoder_hidden_states=normal(1, 7, 32), timestep=np.array([0.4], np.float32)
    ),
)
CASES["CogVideoXTransformer3DModel"] = Case(
    dict(
        num_attention_heads=2,
        attention_head_dim=8,
        in_channels=4,
        out_channels=4,
        time_embed_dim=2,
        text_embed_dim=8,
        num_layers=2,
        sample_width=8,
        sample_height=8,
        sample_frames=8,
        patch_size=2,
        temporal_compression_ratio=4,
        max_text_seq_length=8,
    ),
    dict(hidden_states=normal(1, 2, 4, 8, 8), encoder_hidden_states=normal(1, 8, 8), timestep=whole(5)),
)
CASES["HunyuanDiT2DModel"] = Case(
    dict(
        sample_size=16,
        patch_size=2,
        in_channels=4,
        num_layers=2,
        attention_head_dim=8,
        num_attention_heads=2,
        cross_attention_dim=8,
        cross_attention_dim_t5=8,
        pooled_projection_dim=4,
        hidden_size=16,
        text_len=4,
        text_len_t5=4,
        activation_fn="gelu-approximate",
    ),
    dict(
        hidden_states=normal(1, 4, 16, 16),
        timestep=np.array([5.0], np.float32),
        encoder_hidden_states=normal(1, 4, 8),
        text_embedding_mask=np.ones((1, 4), np.float32),
        encoder_hidden_states_t5=normal(1, 4, 8),
        text_embedding_mask_t5=np.ones((1, 4), np.float32),
        image_meta_size=normal(1, 6),
        style=whole(0),
        image_rotary_emb=(normal(64, 8), normal(64, 8)),
    ),
)
CASES["UNet3DConditionModel"] = Case(
    dict(
        block_out_channels=(4, 8),
        norm_num_groups=4,
        down_block_types=("CrossAttnDownBlock3D", "DownBlock3D"),
        up_block_types=("UpBlock3D", "CrossAttnUpBlock3D"),
        cross_attention_dim=8,
        attention_head_dim=2,
        out_channels=4,
        in_channels=4,
        layers_per_block=1,
        sample_size=16,
    ),
    dict(sample=normal(1, 4, 4, 16, 16), timestep=whole(7), encoder_hidden_states=normal(1, 4, 8)),
)
CASES["AutoencoderKLWan"] = Case(
    dict(base_dim=3, z_dim=4, dim_mult=[1, 1, 1, 1], num_res_blocks=1, temperal_downsample=[False, True, True]),
    dict(sample=normal(1, 3, 5, 16, 16)),
)
CASES["AutoencoderDC"] = Case(
    dict(
        in_channels=3,
        latent_channels=4,
        attention_head_dim=2,
        encoder_block_types=("ResBlock", "EfficientViTBlock"),
        decoder_block_types=("ResBlock", "EfficientViTBlock"),
        encoder_block_out_channels=(8, 8),
        decoder_block_out_channels=(8, 8),
        encoder_qkv_multiscales=((), (5,)),
        decoder_qkv_multiscales=((), (5,)),
        encoder_layers_per_block=(1, 1),
        decoder_layers_per_block=[1, 1],
        downsample_block_type="conv",
        upsample_block_type="interpolate",
        decoder_norm_types="rms_norm",
        decoder_act_fns="silu",
        scaling_factor=0.41407,
    ),
    dict(sample=normal(1, 3, 16, 16)),
)
CASES["QwenImageTransformer2DModel"] = Case(
    dict(
        patch_size=2,
        in_channels=16,
        out_channels=4,
        num_layers=2,
        attention_head_dim=16,
        num_attention_heads=3,
        joint_attention_dim=16,
        guidance_embeds=False,
        axes_dims_rope=(8, 4, 4),
    ),
    dict(
        hidden_states=normal(1, 16, 16),
        encoder_hidden_states=normal(1, 7, 16),
        encoder_hidden_states_mask=np.ones((1, 7), np.int64),
        timestep=np.array([0.5], np.float32),
        img_shapes=[(1, 4, 4)],
        txt_seq_lens=[7],
    ),
)
CASES["T2IAdapter"] = Case(
    dict(in_channels=3, channels=[32, 64], num_res_blocks=1, downscale_factor=8, adapter_type="full_adapter"),
    dict(x=normal(1, 3, 32, 32)),
    takes_return_dict=False,
)
