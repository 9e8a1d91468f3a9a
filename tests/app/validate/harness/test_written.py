"""Tests that are written in the style of the port's own."""

import ast
import types
import unittest

import numpy as np
from standin import files, write
from mintport_validate.failure import OriginalFailed, Timeout
from mintport_validate.ladder import Climb
from mintport_validate.written import models, python_text

CASES = '''"""Cases."""
import numpy as np

LAYERS = [
    ["Norm", "theirs.models.norm.Norm", "ours.models.norm.Norm", (), {}, (), {}],
]

NETS = [
    [
        "Net",
        "theirs.models.nets.net.Net",
        "ours.models.nets.net.Net",
        (),
        {},
        (),
        {},
    ],
]
ALL_CASES = LAYERS + NETS
'''


class PythonTextTest(unittest.TestCase):
    def value(self, case, arrays=None):
        return eval(python_text.of(case, arrays or {}), {"np": np})

    def test_plain_values(self):
        case = {"a": [1, 2.5, None], "text": 'it\'s "so"', "t": {"$tuple": [True, {"$tuple": [3]}]}}
        self.assertEqual(self.value(case), {"a": [1, 2.5, None], "text": 'it\'s "so"', "t": (True, (3,))})

    def test_arrays_are_made_where_the_test_runs(self):
        normal = self.value({"$normal": [2, 3]})
        self.assertEqual((normal.shape, normal.dtype), ((2, 3), np.float32))
        whole = self.value({"$integers": [4], "below": 9})
        self.assertEqual((whole.shape, whole.dtype, whole.max() < 9), ((4,), np.int64, True))
        self.assertEqual(self.value({"$values": [[1, 0]], "dtype": "bool"}).tolist(), [[True, False]])
        self.assertEqual(self.value({"$full": [2], "value": 7.0}).tolist(), [7.0, 7.0])

    def test_a_long_array_becomes_random_numbers_of_its_kind(self):
        arrays = {"f": np.ones((1, 100), np.float32) * 3, "i": np.arange(100) + 5, "one": np.full(100, 4)}
        self.assertEqual(self.value({"$array": "f"}, arrays).shape, (1, 100))
        whole = self.value({"$array": "i"}, arrays)
        self.assertEqual((whole.shape, whole.min() >= 5, whole.max() <= 104), ((100,), True, True))
        self.assertEqual(self.value({"$array": "one"}, arrays).tolist(), [4] * 100)

    def test_long_lines_are_broken(self):
        text = python_text.of({f"argument_number_{n}": [n] * 9 for n in range(9)}, {}, 8)
        self.assertTrue(all(len(line) <= python_text.WIDTH for line in text.splitlines()))
        self.assertEqual(len(eval(text)), 9)

    def test_an_object_has_no_text(self):
        with self.assertRaisesRegex(python_text.NotWritten, "object"):
            python_text.of({"$object": "a:B", "fields": {}}, {})


class ListOfCasesTest(unittest.TestCase):
    def climb(self, name, module):
        return types.SimpleNamespace(
            name=name,
            settings={"source_package": "theirs", "port_package": "ours"},
            of_class=lambda: {"module": module},
        )

    def rows(self, text):
        space = {}
        exec(text, space)
        return [row[0] for row in space["ALL_CASES"]]

    def test_a_row_goes_to_the_end_of_the_list_that_is_nearest(self):
        row = '    ["New", "theirs.models.nets.new.New", "ours.models.nets.new.New", (), {}, (), {}],\n'
        text = models.added(CASES, row, self.climb("New", "models.nets.new"))
        self.assertEqual(self.rows(text), ["Norm", "Net", "New"])
        self.assertEqual(text.replace(row, ""), CASES)
        self.assertEqual(self.rows(models.added(CASES, row, self.climb("New", "models.norm"))), ["Norm", "New", "Net"])

    def test_a_new_list(self):
        row = '    ["New", "theirs.m.New", "ours.m.New", (), {}, (), {}],\n'
        self.assertEqual(self.rows(models.added(models.FIRST, row, self.climb("New", "m"))), ["New"])

    def test_a_class_that_has_a_row(self):
        with self.assertRaisesRegex(models.NotWritten, "have a case"):
            models.added(CASES, "", self.climb("Net", "models.nets.net"))

    def test_a_file_without_a_list(self):
        with self.assertRaisesRegex(models.NotWritten, "has no list"):
            models.added("rows = None\n", "", self.climb("New", "m"))

    def test_the_file_with_most_rows(self):
        with files() as folder:
            new = models.list_of_cases(folder, "ours")
            self.assertEqual(new.relative_to(folder).as_posix(), "modules/modules_test_cases.py")
            write(folder, "a/few.py", CASES.replace("ours.models.norm", "elsewhere"))
            cases = write(folder, "b/cases.py", CASES)
            write(folder, "c.py", 'name = "ours.models.net"\n')
            self.assertEqual(models.list_of_cases(folder, "ours"), cases)
        rows = [len(found) for _, found in models.lists(ast.parse(CASES), "ours")]
        self.assertEqual(rows, [1, 1])


class NoteTest(unittest.TestCase):
    def test_nothing_that_stops_a_test_fails_a_class_that_passed(self):
        for error, said in (
            (models.NotWritten("it has none"), "it has none"),
            (Timeout("not done after 9 s"), "not done after 9 s"),
            (OriginalFailed("it is gone"), "it is gone"),
            (SyntaxError("bad token"), "SyntaxError: bad token"),
        ):
            climb = Climb(None, {}, None, lambda *_, **__: None, {"class": "Net", "file": "net.py", "kind": "model"})

            def write(error=error):
                raise error

            climb.note_test(write)
            self.assertEqual(climb.fields["notes"], [f"no test was written: {said}"])


if __name__ == "__main__":
    unittest.main()
