import unittest

import numpy as np
from standin import Numpy
from mintport_validate import entries, noise


class Autoencoder:
    def __init__(self):
        self.tiling, self.tile_sample_min_size, self.tile_overlap_factor, self.seen = False, 512, 0.25, []

    def enable_tiling(self):
        self.tiling = True

    def disable_tiling(self):
        self.tiling = False

    def encode(self, x, return_dict=True):
        self.seen.append((self.tiling, self.tile_sample_min_size, return_dict))
        return x

    def __call__(self, x, scale):
        return x * scale

    forward = __call__


class CallTest(unittest.TestCase):
    def call(self, model, entry):
        case = {"inputs": {"x": {"$full": [2], "value": 3.0}, "scale": 2}}
        return entries.call(Numpy(), model, case, entry, {})

    def test_forward_with_the_inputs_of_the_case(self):
        self.assertEqual(self.call(Autoencoder(), {"name": "forward"}).tolist(), [6.0, 6.0])

    def test_a_method_with_its_own_inputs(self):
        model = Autoencoder()
        entry = {"name": "encode", "method": "encode", "inputs": {"x": {"$values": [1.0]}}}
        self.assertEqual(self.call(model, entry).tolist(), [1.0])
        self.assertEqual(model.seen, [(False, 512, False)])

    def test_tiles_are_made_small_for_one_run(self):
        model = Autoencoder()
        entry = {
            "name": "t",
            "method": "encode",
            "inputs": {"x": {"$values": [1.0]}},
            "before": ["enable_tiling"],
            "tile": 32,
        }
        self.call(model, entry)
        self.assertEqual(model.seen, [(True, 16, False)])
        self.assertEqual((model.tiling, model.tile_sample_min_size), (False, 512))

    def test_what_was_changed_is_restored_after_an_error(self):
        model = Autoencoder()
        with self.assertRaises(TypeError):
            self.call(
                model, {"name": "t", "method": "encode", "inputs": {"y": 1}, "before": ["enable_tiling"], "tile": 2}
            )
        self.assertEqual((model.tiling, model.tile_sample_min_size), (False, 512))


class NoiseTest(unittest.TestCase):
    def test_kinds_of_numbers_do_not_disturb_one_another(self):
        one, other = noise.Stream(), noise.Stream()
        other.uniform((5,)), other.integers(0, 9, (2,)), other.permutation(4)
        np.testing.assert_array_equal(one.normal((3,)), other.normal((3,)))

    def test_what_is_replaced_comes_back(self):
        class Library:
            randn = staticmethod(lambda n: "own")

        with noise.replaced([(Library, "randn", staticmethod(lambda n: "shared")), (Library, "missing", 1)]):
            self.assertEqual(Library.randn(1), "shared")
        self.assertEqual((Library.randn(1), hasattr(Library, "missing")), ("own", False))

    def test_a_generator_is_as_wide_as_its_bounds(self):
        generator = noise.Generator(noise.Stream())
        self.assertEqual(
            (generator.uniform((1, 2, 3)).shape, generator.uniform(size=(2, 4)).shape, generator.normal().shape),
            ((3,), (2, 4), ()),
        )

    def test_a_brownian_path_has_the_spread_of_its_step(self):
        path = type("Path", (noise.BrownianPath,), {"stream": noise.Stream(), "tensor": staticmethod(np.asarray)})(
            size=(20000,)
        )
        self.assertAlmostEqual(float(path(0.0, 4.0).std()), 2.0, delta=0.1)


if __name__ == "__main__":
    unittest.main()
