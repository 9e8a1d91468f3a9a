import importlib
import os
import unittest

from standin import files, write
from mintport_validate.reload import Reloader, module_name


class ReloadTest(unittest.TestCase):
    def test_names_of_modules(self):
        self.assertEqual([module_name("a/b/c.py"), module_name("a/b/__init__.py")], ["a.b.c", "a.b"])

    def test_an_edited_module_and_those_that_use_it_are_loaded_anew(self):
        contents = dict(
            port__base="class Base:\n    number = 1\n",
            port__user="from .base import Base\nclass User(Base):\n    pass\n",
            port__far="from port import user\n",
            port__other="class Other:\n    pass\n",
        )
        with files(**contents) as folder:
            far, other = importlib.import_module("port.far"), importlib.import_module("port.other")
            self.assertEqual(far.user.User.number, 1)
            path = write(folder, "port/base.py", "class Base:\n    number = 2\n")
            os.utime(path, (1, 1))
            dropped = Reloader(folder, "port").forget(["port/base.py"])
            self.assertEqual(dropped, ["port.base", "port.far", "port.user"])
            self.assertEqual(importlib.import_module("port.far").user.User.number, 2)
            self.assertIs(importlib.import_module("port.other"), other)

    def test_names_that_a_package_exports_are_fetched_anew(self):
        with files(port__base="class Base:\n    number = 1\n") as folder:
            write(
                folder,
                "port/__init__.py",
                "def __getattr__(name):\n    import importlib\n    value = getattr(importlib.import_module('port.base'), name)\n    globals()[name] = value\n    return value\n",
            )
            package = importlib.import_module("port")
            self.assertEqual(package.Base.number, 1)
            os.utime(write(folder, "port/base.py", "class Base:\n    number = 2\n"), (1, 1))
            self.assertEqual(Reloader(folder, "port").forget(["port/base.py"]), ["port.base"])
            self.assertIs(importlib.import_module("port"), package)
            self.assertEqual(package.Base.number, 2)

    def test_a_file_that_was_not_loaded(self):
        with files(port__base="x = 1\n") as folder:
            self.assertEqual(Reloader(folder, "port").forget(["port/base.py", "port/nothing.py"]), [])


if __name__ == "__main__":
    unittest.main()
