import unittest

import numpy as np
from standin import HARNESS  # noqa: F401
from mintport_validate import weights


def cell(kind, module="mindspore.nn.layer.some"):
    return type(kind, (), {"__module__": module})()


def pair(state, cells=(), parameters=None, buffers=()):
    state = {name: np.zeros(shape) for name, shape in state.items()}
    return weights.pair(state, set(buffers), cells, parameters if parameters is not None else {})


class PairTest(unittest.TestCase):
    def names(self, pairing):
        return [(theirs, ours) for theirs, ours, _ in pairing.pairs]

    def test_the_same_names(self):
        found = pair({"a.weight": (2, 3)}, [("a", cell("Linear", "mindspore.mint.nn.layer"))], {"a.weight": (2, 3)})
        self.assertTrue(found.ok)
        self.assertEqual(self.names(found), [("a.weight", "a.weight")])

    def test_names_of_cells_of_mindspore_nn(self):
        cells = [("n", cell("LayerNorm")), ("e", cell("Embedding")), ("b", cell("BatchNorm2d"))]
        state = {
            "n.weight": (4,),
            "n.bias": (4,),
            "e.weight": (9, 4),
            "b.running_mean": (4,),
            "b.num_batches_tracked": (),
        }
        parameters = {"n.gamma": (4,), "n.beta": (4,), "e.embedding_table": (9, 4), "b.moving_mean": (4,)}
        found = pair(state, cells, parameters, ["b.running_mean", "b.num_batches_tracked"])
        self.assertTrue(found.ok)
        self.assertEqual(
            self.names(found),
            [
                ("n.weight", "n.gamma"),
                ("n.bias", "n.beta"),
                ("e.weight", "e.embedding_table"),
                ("b.running_mean", "b.moving_mean"),
            ],
        )

    def test_a_subclass_is_renamed_like_its_base(self):
        own = type("Own", (type(cell("GroupNorm")),), {"__module__": "port.models"})()
        self.assertEqual(self.names(pair({"weight": (4,)}, [("", own)], {"gamma": (4,)})), [("weight", "gamma")])

    def test_convolutions_in_one_dimension_have_a_height(self):
        found = pair({"c.weight": (8, 4, 3)}, [("c", cell("Conv1d"))], {"c.weight": (8, 4, 1, 3)})
        self.assertTrue(found.ok)
        self.assertEqual(found.pairs[0][2](np.zeros((8, 4, 3))).shape, (8, 4, 1, 3))

    def test_weight_norm_by_either_name(self):
        cells = [("c.weight_norm_cell", cell("Conv1d"))]
        parameters = {
            "c.weight_g": (8, 1, 1, 1),
            "c.weight_v": (8, 4, 1, 3),
            "c.weight_norm_cell.bias": (8,),
            "c.weight_norm_cell.weight": (8, 4, 1, 3),
        }
        for g, v in (
            ("c.weight_g", "c.weight_v"),
            ("c.parametrizations.weight.original0", "c.parametrizations.weight.original1"),
        ):
            found = pair({g: (8, 1, 1), v: (8, 4, 3), "c.bias": (8,)}, cells, parameters)
            self.assertTrue(found.ok, found.message())

    def test_a_norm_that_was_made_without_a_weight(self):
        found = weights.pair({}, set(), [], {"norm.weight": (4,)}, {"norm.weight"})
        self.assertTrue(found.ok)
        self.assertEqual(found.notes, ["norm.weight is not trained, and the original has none"])

    def test_what_does_not_pair_is_named(self):
        found = pair({"a": (2, 3), "b": (1,), "c": (1,)}, [], {"a": (3, 2), "d": (1,), "buffer": (1,)}, ["c", "buffer"])
        self.assertFalse(found.ok)
        self.assertEqual(
            found.summary(), {"pairs": 0, "missing": ["b"], "extra": ["d"], "shapes": ["a: [3, 2] instead of [2, 3]"]}
        )
        self.assertEqual(
            found.message(),
            "1 weights of the original have no parameter in the port (b); 1 parameters of the port have no weight in the "
            "original (d); 1 shapes differ (a: [3, 2] instead of [2, 3])",
        )
        self.assertEqual(found.notes, ["the buffer c has no parameter in the port"])


if __name__ == "__main__":
    unittest.main()
