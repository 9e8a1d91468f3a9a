import unittest

from standin import HARNESS  # noqa: F401
from mintport_validate.cases import shrink


def shrunk(**given):
    namespace = {}
    exec(
        "class Model:\n    def __init__(self, "
        + ", ".join(f"{key}={value!r}" for key, value in given.items())
        + "): pass",
        namespace,
    )
    return shrink.small(namespace["Model"])


class SmallTest(unittest.TestCase):
    def test_a_transformer(self):
        found = shrunk(
            patch_size=2, in_channels=16, num_layers=24, num_attention_heads=24, attention_head_dim=64, joint_attention_dim=4096,
            pooled_projection_dim=2048, sample_size=128, pos_embed_max_size=96, qk_norm=None, act="gelu", eps=1e-6, axes_dims_rope=(16, 24, 24),
        )  # fmt: skip
        self.assertEqual(
            found,
            dict(
                num_layers=2, num_attention_heads=2, attention_head_dim=16, joint_attention_dim=32, pooled_projection_dim=32,
                sample_size=16, axes_dims_rope=(4, 6, 6),
            ),
        )  # fmt: skip

    def test_the_width_is_heads_times_their_size(self):
        self.assertEqual(shrink.WIDTH, shrink.HEADS * shrink.HEAD_SIZE)
        self.assertEqual(
            shrunk(hidden_size=3072, num_heads=24, head_dim=128), dict(hidden_size=32, num_heads=2, head_dim=16)
        )

    def test_blocks_of_a_unet(self):
        found = shrunk(
            block_out_channels=(320, 640, 1280),
            layers_per_block=(2, 2, 2),
            norm_num_groups=32,
            attention_head_dim=(5, 10, 20),
        )
        self.assertEqual(
            found,
            dict(
                block_out_channels=(32, 64, 64),
                layers_per_block=(1, 1, 1),
                norm_num_groups=8,
                attention_head_dim=(5, 10, 16),
            ),
        )

    def test_places_of_layers_stay_among_the_layers(self):
        self.assertEqual(
            shrunk(num_layers=40, special_layers=[0, 1, 10, 35]), dict(num_layers=2, special_layers=[0, 1])
        )

    def test_heads_of_keys_keep_their_ratio(self):
        self.assertEqual(shrunk(num_attention_heads=24, num_kv_heads=8)["num_kv_heads"], 1)

    def test_axes_have_even_sizes(self):
        for parts in (1, 2, 3, 4):
            split = shrink.split_evenly(16, parts)
            self.assertEqual((sum(split), len(split), [one % 2 for one in split]), (16, parts, [0] * parts))

    def test_required_parameters(self):
        class Block:
            def __init__(
                self, dim: int, num_heads: int, head_dim: int, eps: float, bias: bool, name: str, kernel_size=3
            ):
                pass

        self.assertEqual(shrink.small(Block), dict(dim=32, num_heads=2, head_dim=16, eps=1.0, bias=False))

    def test_variants_take_one_parameter_back_first(self):
        class Model:
            def __init__(self, width: int = 640, bias: bool = True, other: int = None):
                pass

        found = list(shrink.variants(Model, {"width": 32}))
        self.assertEqual(found[0], {})
        self.assertIn({"width": 32, "bias": False}, found)
        self.assertIn({"width": 32, "other": 32}, found)
        self.assertIn({"width": 64}, found)


if __name__ == "__main__":
    unittest.main()
