"""Methods of a port's tests: which of them run both pipelines, with which arguments, and what they return."""

import unittest

import numpy as np
from standin import Numpy, files, write
from mintport_validate import test_methods
from mintport_validate.cases import tests_folder

TEXT = """
    import functools
    import unittest


    def bound(func, *args, **kwargs):  # as ddt does
        @functools.wraps(func)
        def wrapper(self):
            return func(self, *args, **kwargs)

        return wrapper


    class FastTests(unittest.TestCase):
        def inference(self, dtype, steps):
            here = "ours.Pipe"
            self.seen = (dtype, steps)

        test_inference_1 = bound(inference, dtype="float16", steps=2)

        def test_other(self):
            here = "ours.Other"

        def test_lacks(self, unknown):
            here = "ours.Pipe"

        @unittest.skip("slow")
        def test_slow(self):
            here = "ours.Pipe"
"""


class MethodsTest(unittest.TestCase):
    def test_methods_of_a_pipeline_in_single_precision(self):
        with files() as folder:
            module = tests_folder.imported(folder / "tests", write(folder, "tests/test_pipe.py", TEXT))
            found = list(test_methods.methods(module.FastTests, "Pipe"))
        self.assertEqual(
            [(name, given) for name, _, given in found], [("test_inference_1", {"dtype": "float32", "steps": 2})]
        )


class Pipe:
    def __init__(self, factor):
        self.factor = factor

    def __call__(self, x):
        return {"images": x * self.factor}


class Port(Pipe):
    def __call__(self, x):
        return (x * self.factor,)


class Tester(unittest.TestCase):
    def both(self, original, port):
        Pipe(original)(np.ones(2))
        Port(port)(np.ones(2))
        raise AssertionError("the rest of the method is of no use")


class SidesTest(unittest.TestCase):
    def run_method(self, original, port):
        library = Numpy()
        sides = test_methods.Sides(Pipe, Port, library, library, lambda stream: [])
        with sides.watched():
            test_methods.run(Tester, Tester.both, {"original": original, "port": port})
        return sides

    def test_what_both_return(self):
        sides = self.run_method(2, 3)
        self.assertEqual([array.tolist() for _, array in sides.arrays["original"]], [[2.0, 2.0]])
        self.assertEqual([array.tolist() for _, array in sides.arrays["port"]], [[3.0, 3.0]])
        self.assertEqual(Pipe(4)(1), {"images": 4})

    def test_the_side_that_fails(self):
        library = Numpy()
        sides = test_methods.Sides(Pipe, Port, library, library, lambda stream: [])
        with self.assertRaises(TypeError), sides.watched():
            test_methods.run(Tester, Tester.both, {"original": "not a number", "port": 3})
        self.assertEqual((sides.failed, sides.arrays), ("original", {}))


if __name__ == "__main__":
    unittest.main()
