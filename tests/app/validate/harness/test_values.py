import unittest

import numpy as np
from standin import Array, Numpy, files
from mintport_validate import values


class DecodeTest(unittest.TestCase):
    def decode(self, value, arrays=None):
        return values.decode(value, Numpy(), arrays)

    def test_plain_values_stay(self):
        given = {"a": [1, 2.5, "b", None, True], "c": {"d": []}}
        self.assertEqual(self.decode(given), given)

    def test_made_arrays_are_tensors_and_the_same_each_time(self):
        one, other = (self.decode({"x": {"$normal": [2, 3]}, "y": {"$normal": [2, 3]}}) for _ in range(2))
        self.assertIsInstance(one["x"], Array)
        self.assertEqual((one["x"].shape, one["x"].dtype), ((2, 3), np.float32))
        np.testing.assert_array_equal(one["x"], other["x"])
        self.assertFalse(np.array_equal(one["x"], one["y"]))

    def test_kinds_of_arrays(self):
        whole = self.decode({"$integers": [50], "below": 3})
        self.assertEqual((whole.dtype, set(whole.tolist())), (np.int64, {0, 1, 2}))
        self.assertEqual(self.decode({"$full": [2], "value": 1, "dtype": "bool"}).tolist(), [True, True])
        self.assertEqual(self.decode({"$values": [[0.5]]}).dtype, np.float32)
        self.assertEqual(self.decode({"$values": [7]}).dtype, np.int64)
        uniform = self.decode({"$uniform": [99], "scale": 2})
        self.assertTrue(0 <= uniform.min() and 1 < uniform.max() <= 2)

    def test_tuples_dtypes_and_dictionaries_with_other_keys(self):
        given = {"$tuple": [1, {"$tuple": []}, {"$dtype": "float16"}, {"$dict": [[2, "a"]]}]}
        self.assertEqual(self.decode(given), (1, (), np.dtype("float16"), {2: "a"}))

    def test_objects_of_the_library(self):
        text = "class Thing:\n    def __init__(self, a=1):\n        self.a, self.made = a, True\n"
        with files(original__things=text):
            whole = self.decode({"$class": "things:Thing", "arguments": {"a": 5}})
            bare = self.decode({"$object": "things:Thing", "fields": {"a": 2}})
        self.assertEqual((vars(whole), vars(bare)), ({"a": 5, "made": True}, {"a": 2}))


class EncodeTest(unittest.TestCase):
    def test_is_the_reverse_of_decode(self):
        library, arrays = Numpy(), {}
        given = {"x": library.tensor(np.arange(3)), "t": (1, [2.0]), "d": np.dtype("float32"), "k": {4: None}}
        encoded = values.encode(given, library, arrays)
        self.assertEqual(encoded["x"], {"$array": "a0"})
        back = values.decode(encoded, library, arrays)
        self.assertEqual(back.pop("x").tolist(), [0, 1, 2])
        given.pop("x")
        self.assertEqual(back, given)

    def test_objects_of_the_library(self):
        with files(original__things="class Thing:\n    pass\n"):
            library, arrays = Numpy(), {}
            thing = library.find("things:Thing")()
            thing.a = library.tensor(np.ones(2))
            encoded = values.encode(thing, library, arrays)
            self.assertEqual(encoded, {"$object": "things:Thing", "fields": {"a": {"$array": "a0"}}})

    def test_refuses_what_a_case_cannot_have(self):
        with self.assertRaisesRegex(TypeError, "a case cannot have a function"):
            values.encode({"f": lambda: 0}, Numpy(), {})


if __name__ == "__main__":
    unittest.main()
