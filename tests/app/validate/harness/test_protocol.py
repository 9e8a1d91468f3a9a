import io
import json
import subprocess
import sys
import unittest

import numpy as np
from standin import HARNESS, files
from mintport_validate.protocol import Channel, plain


class ChannelTest(unittest.TestCase):
    def test_reads_objects_and_skips_empty_lines(self):
        channel = Channel(io.StringIO('{"a": 1}\n\n{"b": [2]}\n'), None)
        self.assertEqual([channel.receive(), channel.receive(), channel.receive()], [{"a": 1}, {"b": [2]}, None])

    def test_reports_lines_that_are_no_objects_and_goes_on(self):
        channel = Channel(io.StringIO('[1]\n{\n{"a": 1}\n'), None)
        for _ in range(2):
            with self.assertRaises(ValueError):
                channel.receive()
        self.assertEqual(channel.receive(), {"a": 1})

    def test_writes_one_line_for_each_event(self):
        out = io.StringIO()
        Channel(None, out).send(event="result", text="a\nb")
        self.assertEqual(out.getvalue(), '{"event": "result", "text": "a\\nb"}\n')

    def test_numbers_of_numpy_and_those_that_json_lacks(self):
        given = {
            "a": np.float32(0.5),
            "b": float("inf"),
            "c": (float("-inf"), float("nan")),
            3: np.int64(4),
            "d": np.bool_(True),
        }
        self.assertEqual(plain(given), {"a": 0.5, "b": "inf", "c": ["-inf", "nan"], "3": 4, "d": True})


class WorkerTest(unittest.TestCase):
    """The whole worker in an interpreter without frameworks."""

    def talk(self, *requests):
        lines = "".join(one if isinstance(one, str) else json.dumps(one) + "\n" for one in requests)
        done = subprocess.run(
            [sys.executable, "-S", str(HARNESS / "worker.py")], input=lines, capture_output=True, text=True
        )
        return [json.loads(line) for line in done.stdout.splitlines()], done.returncode

    def test_ends_when_its_stdin_ends(self):
        self.assertEqual(self.talk(), ([], 0))

    def test_stops(self):
        self.assertEqual(self.talk({"id": 5, "do": "stop"}), ([{"id": 5, "event": "stopped"}], 0))

    def test_answers_what_it_does_not_understand_and_goes_on(self):
        events, status = self.talk(
            "nonsense\n", {"id": 1, "do": "dance"}, {"id": 2, "do": "validate"}, {"id": 3, "do": "stop"}
        )
        self.assertEqual(
            [(one["id"], one["event"]) for one in events], [(None, "error"), (1, "error"), (2, "error"), (3, "stopped")]
        )
        self.assertEqual(events[2]["message"], "validate needs start first")
        self.assertEqual(status, 0)

    def test_lists_classes_before_start(self):
        with files(port__a="class A(SchedulerMixin): pass\n") as folder:
            events, _ = self.talk({"id": 1, "do": "classes", "file": "port/a.py", "port_root": str(folder)})
        self.assertEqual(
            events,
            [
                {
                    "id": 1,
                    "event": "classes",
                    "file": "port/a.py",
                    "classes": [{"class": "A", "kind": "scheduler", "line": 1}],
                    "error": None,
                }
            ],
        )

    def test_says_that_mindspore_is_missing(self):
        with files() as folder:
            request = {
                "id": 1,
                "do": "start",
                "port_root": str(folder),
                "port_package": "p",
                "source_package": "s",
                "scratch": str(folder),
            }
            events, status = self.talk(request)
        self.assertEqual([(one["event"], status) for one in events], [("broken", 3)])
        self.assertIn(
            "MindSpore does not import: ModuleNotFoundError: No module named 'mindspore'", events[0]["message"]
        )


if __name__ == "__main__":
    unittest.main()
