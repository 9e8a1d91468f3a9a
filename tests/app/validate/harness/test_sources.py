"""Folders of tests: what they need and lack, and rows of a port's lists."""

import sys
import types
import unittest

from standin import files, write
from mintport_validate import limits
from mintport_validate.cases import port, tests_folder
from mintport_validate.failure import Timeout


class ImportedTest(unittest.TestCase):
    def test_two_folders_of_one_name_and_relative_imports(self):
        with files() as folder:
            for name, value in (("theirs", 1), ("ours", 2)):
                write(folder, f"{name}/tests/helper.py", f"value = {value}\n")
                write(folder, f"{name}/tests/models/test_a.py", "from ..helper import value\n")
            found = [
                tests_folder.imported(folder / name / "tests", folder / name / "tests/models/test_a.py").value
                for name in ("theirs", "ours")
            ]
        self.assertEqual(found, [1, 2])

    def test_a_package_that_is_not_installed_is_a_mock(self):
        text = "import no_such_package.inner as inner\ntry:\n    import guarded_package\nexcept ImportError:\n    guarded_package = None\nx = inner.anything(3)\n"
        with files() as folder:
            module = tests_folder.imported(folder / "tests", write(folder, "tests/test_a.py", text))
        self.assertIsNone(module.guarded_package)
        self.assertIn("no_such_package", sys.modules)

    def test_an_error_of_the_file_itself(self):
        with files() as folder:
            with self.assertRaises(ZeroDivisionError):
                tests_folder.imported(folder / "tests", write(folder, "tests/test_a.py", "1 / 0\n"))

    def test_what_does_not_import_is_told_but_time_is_over_for_all(self):
        with files() as folder:
            leaves = write(folder, "tests/test_a.py", "import sys\nsys.exit(3)\n")
            self.assertEqual(
                tests_folder.try_import(folder / "tests", leaves),
                (None, "test_a.py does not import: SystemExit: 3"),
            )
            slow = write(folder, "tests/test_b.py", "import time\ntime.sleep(30)\n")
            with self.assertRaisesRegex(Timeout, "not done after 0.1 s"), limits.seconds(0.1):
                tests_folder.try_import(folder / "tests", slow)

    def test_files_with_a_word(self):
        with files() as folder:
            write(folder, "tests/a.py", "Net\n")
            write(folder, "tests/b.py", "Other\n")
            found = [file.name for file in tests_folder.files_with(folder / "tests", ["Net"])]
        self.assertEqual(found, ["a.py"])
        self.assertEqual(list(tests_folder.files_with(None, ["Net"])), [])


class PortTest(unittest.TestCase):
    def test_rows_about_a_class(self):
        row = ["a", "theirs.Net", "ours.models.Net", (), {}, (), {}]
        module = types.SimpleNamespace(
            CASES=[row, ["b", "theirs.Other", "ours.models.Other", (), {}, (), {}], "text"], ALL=[row], number=1
        )
        self.assertEqual(list(port.rows(module, "ours", "Net")), [row])
        self.assertEqual(list(port.rows(module, "elsewhere", "Net")), [])

    def test_files_that_need_a_framework(self):
        with files() as folder:
            self.assertTrue(port.needs(write(folder, "a.py", "from mindspore import nn\n"), {"mindspore"}))
            self.assertFalse(
                port.needs(write(folder, "b.py", "import numpy\nfrom .mindspore import nn\n"), {"mindspore"})
            )


if __name__ == "__main__":
    unittest.main()
