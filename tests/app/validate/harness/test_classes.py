import unittest

from standin import files, write
from mintport_validate import classes


class ListedTest(unittest.TestCase):
    def listed(self, text, **more):
        with files(port__a=text, **more) as folder:
            return [(one["class"], one["kind"], one["line"]) for one in classes.listed(folder, "port/a.py")]

    def test_kinds_by_their_bases(self):
        text = """\
            class M(ModelMixin, ConfigMixin):
                def construct(self, x): pass
            class S(SchedulerMixin): pass
            class P(DiffusionPipeline): pass
            class B(nn.Cell):
                def construct(self, x): pass
            class C(mint.nn.Conv2d): pass
            class Output(BaseOutput): pass
            class _Private(nn.Cell):
                def construct(self, x): pass
            """
        expected = [
            ("M", "model", 1),
            ("S", "scheduler", 3),
            ("P", "pipeline", 4),
            ("B", "block", 5),
            ("C", "block", 7),
        ]
        self.assertEqual(self.listed(text), expected)

    def test_bases_in_the_file_and_in_other_files(self):
        text = "from .base import Base as Other\nclass A(Other):\n    def construct(self): pass\nclass B(A): pass\n"
        found = self.listed(
            text, port__base="from port.deep import Base\n", port__deep="class Base(ModelMixin): pass\n"
        )
        self.assertEqual(found, [("A", "model", 2), ("B", "model", 4)])

    def test_a_mixin_that_computes_nothing_is_left_out(self):
        text = "class Mixin(ModelMixin): pass\nclass A(Mixin):\n    def construct(self): pass\nclass B(A): pass\n"
        self.assertEqual(self.listed(text), [("A", "model", 2), ("B", "model", 4)])

    def test_a_cycle_and_a_base_that_is_nowhere(self):
        self.assertEqual(
            self.listed("class A(B): pass\nclass B(A): pass\nclass C(Unknown): pass\nclass D(f()): pass\n"), []
        )

    def test_a_file_that_does_not_parse(self):
        with files() as folder:
            write(folder, "port/a.py", "class A(:\n")
            with self.assertRaises(SyntaxError) as caught:
                classes.listed(folder, "port/a.py")
        self.assertEqual(caught.exception.lineno, 1)


if __name__ == "__main__":
    unittest.main()
