import unittest
from pathlib import Path

import numpy as np
from standin import Numpy
from mintport_validate import compare, layers


def array(*numbers):
    return np.array(numbers, np.float32)


class OneTest(unittest.TestCase):
    def test_is_as_numpy_allclose(self):
        random = np.random.RandomState(0)
        for scale in (1e-5, 1e-3, 1e-2):
            a = random.randn(40)
            b = a + scale * random.randn(40)
            self.assertEqual(compare.one(a, b, 1e-3, 1e-3).ok, np.allclose(b, a, rtol=1e-3, atol=1e-3))

    def test_numbers_of_a_difference(self):
        found = compare.one(array(1, -4), array(1, -3), 1e-3, 1e-3)
        self.assertEqual((found.ok, found.max_abs, found.max_rel), (False, 1.0, 0.25))

    def test_shapes(self):
        found = compare.one(np.zeros((2, 3)), np.zeros((3, 2)), 1, 1)
        self.assertEqual((found.ok, found.message), (False, "shape [3, 2] instead of [2, 3]"))

    def test_nan_and_infinities_are_equal_to_themselves_only(self):
        nan, inf = float("nan"), float("inf")
        self.assertTrue(compare.one(array(nan, inf, 1), array(nan, inf, 1), 0, 0).ok)
        self.assertFalse(compare.one(array(1, 1), array(nan, 1), 1, 1).ok)
        self.assertFalse(compare.one(array(inf, 1), array(-inf, 1), 1, 1).ok)
        self.assertFalse(compare.one(array(nan), array(1), 1, 1).ok)

    def test_whole_numbers_and_empty_arrays(self):
        self.assertTrue(compare.one(np.array([1, 2]), array(1, 2), 0, 0).ok)
        self.assertTrue(compare.one(np.zeros((0, 3)), np.zeros((0, 3)), 0, 0).ok)


class AllTest(unittest.TestCase):
    def test_names_the_first_output_that_differs_and_keeps_the_worst_numbers(self):
        found = compare.all_of(
            [("a", array(1)), ("b", array(1)), ("c", array(1))],
            [("a", array(1)), ("b", array(2)), ("c", array(5))],
            0,
            0,
        )
        self.assertEqual((found.ok, found.max_abs, found.message), (False, 4.0, "output b: differs by 1"))

    def test_counts_outputs(self):
        self.assertEqual(compare.all_of([("", array(1))], [], 0, 0).message, "0 outputs instead of 1")


class FlattenTest(unittest.TestCase):
    def test_containers_objects_and_numbers(self):
        library = Numpy(package="test_compare")
        library.own_packages = (__name__.split(".")[0],)
        thing = Distribution()
        thing.mean, thing._hidden = library.tensor(array(3)), library.tensor(array(9))
        flat = compare.flatten({"a": [library.tensor(array(1)), "text", None], "b": (2.0, thing)}, library)
        self.assertEqual(
            [(name, value.tolist()) for name, value in flat], [("a.0", [1.0]), ("b.0", 2.0), ("b.1.mean", [3.0])]
        )


class Distribution:
    pass


class Layer:
    """Has hooks as both frameworks do."""

    def __init__(self, function):
        self.function, self.hooks = function, []

    def register_forward_hook(self, hook):
        self.hooks.append(hook)
        return self

    def remove(self):
        self.hooks.clear()

    def __call__(self, x):
        output = self.function(x)
        for hook in self.hooks:
            hook(self, (x,), output)
        return output


def record(second):
    library = Numpy()
    inner, other = Layer(lambda x: x + 1), Layer(second)
    outer = Layer(lambda x: other(inner(x)))
    recorder = layers.Recorder(
        library, [("", None), ("outer", outer), ("outer.inner", inner), ("outer.other", other)], Path(__file__).parent
    )
    outer(library.tensor(array(1, 2)))
    outer(library.tensor(array(1, 2)))
    recorder.remove()
    outer(library.tensor(array(1, 2)))
    return recorder.records


class LayersTest(unittest.TestCase):
    def test_layers_in_the_order_in_which_they_finish(self):
        self.assertEqual(
            [one[0] for one in record(lambda x: x * 2)],
            ["outer.inner", "outer.other", "outer", "outer.inner#2", "outer.other#2", "outer#2"],
        )

    def test_the_first_difference_is_the_innermost_layer(self):
        rows = layers.rows(record(lambda x: x * 2), record(lambda x: x * 2 + 0.5), 1e-3, 1e-3)
        row = layers.first_difference(rows)
        self.assertEqual((row["name"], row["max_abs"], row["ok"]), ("outer.other", 0.5, False))
        self.assertTrue(row["file"] == "test_compare.py")
        self.assertEqual(
            [one["name"] for one in layers.inner_rows(rows, rows[2])],
            ["outer.inner", "outer.other", "outer.inner#2", "outer.other#2"],
        )

    def test_no_difference(self):
        same = record(lambda x: x * 2)
        self.assertIsNone(layers.first_difference(layers.rows(same, same, 0, 0)))

    def test_a_layer_that_the_port_did_not_run(self):
        expected = record(lambda x: x)
        rows = layers.rows(expected, expected[1:], 0, 0)
        self.assertEqual((rows[0]["name"], rows[0]["ok"], rows[0]["port"]), ("outer.inner", None, None))


if __name__ == "__main__":
    unittest.main()
