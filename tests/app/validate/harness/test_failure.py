import importlib
import unittest

from standin import files
from mintport_validate import failure


class DescribeTest(unittest.TestCase):
    def described(self, text, file="port/models/a.py", call="run", **more):
        with files(port__models__a=text, **more) as folder:
            try:
                getattr(importlib.import_module("port.models.a"), call)()
            except BaseException as error:
                return failure.describe(error, folder, file)

    def test_the_innermost_place_in_the_port(self):
        text = """
            import json
            def run():
                inner()
            def inner():
                json.loads("{")
            """
        found = self.described(text)
        self.assertEqual((found["type"], found["file"], found["line"]), ("JSONDecodeError", "port/models/a.py", 6))

    def test_prefers_the_file_of_the_class(self):
        text = "from port.utils import fail\ndef run():\n    fail()\n"
        found = self.described(text, port__utils="def fail():\n    raise ValueError('no')\n")
        self.assertEqual(found, {"type": "ValueError", "message": "no", "file": "port/models/a.py", "line": 3})

    def test_another_file_of_the_port_when_the_own_one_is_not_there(self):
        text = "from port.utils import fail as run\n"
        found = self.described(text, port__utils="def fail():\n    raise ValueError('no')\n")
        self.assertEqual((found["file"], found["line"]), ("port/utils.py", 2))

    def test_the_cause_of_an_error(self):
        text = """
            def run():
                try:
                    import nothing_of_this_name
                except ImportError as error:
                    raise RuntimeError("Failed to import") from error
            """
        found = self.described(text)
        self.assertEqual((found["type"], found["line"]), ("ModuleNotFoundError", 4))

    def test_a_syntax_error_has_its_own_place(self):
        found = self.described("def run(:\n")
        self.assertEqual((found["type"], found["file"], found["line"]), ("SyntaxError", "port/models/a.py", 1))

    def test_rulers_and_the_stack_of_native_code_are_left_out(self):
        text = (
            "For 'Conv', the shape is wrong.\n\n----\n- C++ Call Stack: (For framework developers)\n----\nabc.cc:12\n"
        )
        self.assertEqual(failure.message(ValueError(text)), "For 'Conv', the shape is wrong.")

    def test_what_says_nothing_about_the_port_has_no_place(self):
        found = self.described("from mintport_validate.failure import NoCase\ndef run():\n    raise NoCase('none')\n")
        self.assertEqual(found, {"type": "NoCase", "message": "none", "file": None, "line": None})

    def test_time_and_memory(self):
        found = self.described("from mintport_validate.failure import Timeout\ndef run():\n    raise Timeout('late')\n")
        self.assertEqual((found["type"], found["line"]), ("Timeout", 3))
        self.assertEqual(self.described("def run():\n    raise MemoryError()\n")["type"], "OutOfMemory")


if __name__ == "__main__":
    unittest.main()
