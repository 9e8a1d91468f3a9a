"""The search for cases, with the stand-in for torch as the oracle."""

import importlib
import sys
import unittest
from pathlib import Path

import numpy as np
from standin import Numpy, files
from mintport_validate.cases import inputs, search
from mintport_validate.failure import NoCase

HEAD = """
    import torch
    import torch.nn as nn

    class Net(nn.Module):
"""


class TorchLike(Numpy):
    """The stand-in's tensors in the place of arrays."""

    @property
    def Module(self):
        import torch

        return torch.nn.Module

    def is_tensor(self, value):
        import torch

        return isinstance(value, torch.Tensor)

    def tensor(self, array):
        import torch

        return torch.from_numpy(array.copy())


class SearchTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        folder = str(Path(__file__).resolve().parent / "frameworks")
        sys.path.insert(0, folder)
        cls.addClassCleanup(sys.path.remove, folder)
        if not importlib.util.find_spec("torch").origin.startswith(folder):
            raise unittest.SkipTest("the real torch is in front")

    def find(self, body):
        with files(original__net=HEAD + body):
            cls = importlib.import_module("original.net").Net
            return search.find(TorchLike(), cls, 20)

    def test_arguments_are_shrunk_and_inputs_follow_the_names(self):
        case = self.find("""
        def __init__(self, hidden_size=640, num_layers=12):
            assert hidden_size == 32 and num_layers == 2
            self.layer = nn.Linear(hidden_size, hidden_size)
        def forward(self, hidden_states, timestep):
            return self.layer(hidden_states) * timestep
        """)
        self.assertEqual(case["arguments"], {"hidden_size": 32, "num_layers": 2})
        self.assertEqual(case["inputs"], {"hidden_states": {"$normal": [1, 16, 32]}, "timestep": {"$values": [0.0625]}})
        self.assertEqual(case["entries"], [{"name": "forward"}])

    def test_optional_inputs_that_the_original_cannot_do_without(self):
        case = self.find("""
        def __init__(self, cross_attention_dim=640):
            self.layer = nn.Linear(cross_attention_dim, cross_attention_dim)
        def forward(self, sample, encoder_hidden_states=None, attention_mask=None, return_dict=True):
            return self.layer(encoder_hidden_states) + sample.shape[0]
        """)
        self.assertEqual(case["inputs"]["encoder_hidden_states"], {"$normal": [1, 7, 32]})
        self.assertNotIn("attention_mask", case["inputs"])

    def test_an_argument_goes_back_to_its_default_if_nothing_builds(self):
        case = self.find("""
        def __init__(self, dim=640, odd_size=100):
            if odd_size != 100:
                raise ValueError("only 100")
            self.layer = nn.Linear(dim, dim)
        def forward(self, x):
            return self.layer(x)
        """)
        self.assertEqual(case["arguments"], {"dim": 32})

    def test_two_inputs_that_are_of_use_only_together(self):
        case = self.find("""
        def __init__(self, dim=640):
            self.layer = nn.Linear(dim, dim)
        def forward(self, x, first_mask=None, second_mask=None, other=None):
            return self.layer(x) + sum((first_mask + second_mask).reshape(-1)[:1])
        """)
        self.assertEqual(set(case["inputs"]), {"x", "first_mask", "second_mask"})

    def test_a_width_follows_from_the_numbers_in_an_error(self):
        case = self.find("""
        def __init__(self, dim=640, latent_input_channels=64):
            self.layer, self.latent = nn.Linear(dim, dim), latent_input_channels
        def forward(self, x):
            if self.latent != 16:
                raise RuntimeError(f"expected input[1, 7] to have {self.latent} channels, but got 16 channels instead")
            return self.layer(x)
        """)
        self.assertEqual(case["arguments"]["latent_input_channels"], 16)

    def test_a_wrapper_of_several_models(self):
        case = self.find("""
        def __init__(self, nets: "List[Inner]"):
            self.nets = nets
        def forward(self, x, scales, weight=2.0):
            return sum(net(x, scale) for net, scale in zip(self.nets, scales))

    class Inner(nn.Module):
        def __init__(self, dim=640):
            self.layer = nn.Linear(dim, dim)
        def forward(self, x, scales=1.5):
            return self.layer(x) * scales
        """)
        inner = {"$class": "net:Inner", "arguments": {"dim": 32}}
        self.assertEqual(case["arguments"], {"nets": [inner, inner]})
        self.assertEqual(case["inputs"], {"x": {"$normal": [1, 16, 32]}, "scales": [1.5, 1.5]})

    def test_an_output_of_one_number_proves_nothing(self):
        with self.assertRaisesRegex(NoCase, "one number everywhere"):
            self.find("""
        def __init__(self):
            pass
        def forward(self, x):
            return x * 0
        """)


class CandidatesTest(unittest.TestCase):
    class Model:
        def modules(self):
            return []

        def forward(
            self,
            hidden_states,
            timestep,
            img_ids=None,
            sample_posterior: bool = False,
            generator=None,
            return_dict=True,
        ):
            pass

    def test_what_each_parameter_may_get(self):
        found = inputs.candidates(self.Model, self.Model(), {"in_channels": 4, "axes_dims_rope": (4, 6, 6)})
        self.assertEqual(list(found), ["hidden_states", "timestep", "img_ids"])
        self.assertEqual(found["hidden_states"][0], {"$normal": [1, 16, 4]})
        self.assertIs(found["img_ids"][0], inputs.OMITTED)
        self.assertEqual((len(found["img_ids"][1]["$values"]), found["img_ids"][1]["$values"][5]), (16, [0, 1, 1]))

    def guess(self, doc, **config):
        return inputs.Guess(self.Model(), config, doc, [])

    def test_shapes_of_the_documentation(self):
        doc = "latents (`torch.Tensor` of shape `(batch, latent_channels, length)`):\n    more"
        found = self.guess(doc, latent_channels=24).described("latents")
        self.assertEqual(found[0], {"$normal": [1, 24, 16]})
        self.assertEqual(len(found), 3)
        self.assertEqual(self.guess(doc).described("other"), [])

    def test_a_list_of_pairs(self):
        first = self.guess("").pairs("encodings_and_masks")[0]
        self.assertEqual(first, [{"$tuple": [{"$normal": [1, 7, 32]}, {"$values": [[1] * 6 + [0]], "dtype": "int64"}]}])

    def test_an_optional_input_follows_the_others(self):
        given = [np.zeros((4, 8), np.float32), np.zeros((4, 5, 8), np.float32)]
        found = inputs.beside("attention_mask", [inputs.OMITTED, {"$full": [1, 9], "value": 1}], given)
        self.assertIs(found[0], inputs.OMITTED)
        self.assertEqual(found[1], {"$values": [[1, 1, 1, 1, 0]] * 4, "dtype": "int64"})
        self.assertEqual(found[-1], {"$full": [4, 9], "value": 1})
        self.assertEqual(inputs.beside("pooled", [inputs.OMITTED, {"$values": [7]}], given)[1:], [{"$values": [7] * 4}])


if __name__ == "__main__":
    unittest.main()
