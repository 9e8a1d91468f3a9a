"""The worker and its child, whole, with stand-ins for both frameworks."""

import os
import sys
import tempfile
import unittest
from pathlib import Path

from session import Session
from standin import write

FRAMEWORKS = Path(__file__).resolve().parent / "frameworks"
MODEL = """\
    import {framework}.nn as nn
    import numpy as np

    class ModelMixin: pass

    class Net({base}, ModelMixin):
        def __init__(self, hidden_size=640, num_layers=24):
            self.first = nn.{linear}(hidden_size, hidden_size)
            self.second = nn.{linear}(hidden_size, hidden_size)

        def {forward}(self, hidden_states, return_dict=True):
            x = self.first(hidden_states)
            x = self.second(x * 0.5)
            return (x,)
    """
SCHEDULER = """\
    class SchedulerMixin: pass

    class Simple(SchedulerMixin):
        def __init__(self, flip=False):
            self.flip = flip

        def set_timesteps(self, num_inference_steps):
            self.timesteps = list(range(num_inference_steps))

        def step(self, model_output, timestep, sample, return_dict=True):
            return (sample + model_output * (-0.5 if self.flip else 0.5),)
    """
THEIRS = dict(framework="torch", base="nn.Module", linear="Linear", forward="forward")
OURS = dict(framework="mindspore", base="nn.Cell", linear="Dense", forward="construct")


class WorkerTest(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.root = Path(self.folder.name)
        os.environ["PYTHONPATH"] = os.pathsep.join([str(FRAMEWORKS), *sys.path])
        write(self.root, "theirs/net.py", MODEL.format(**THEIRS))
        write(self.root, "theirs/simple.py", SCHEDULER)
        self.write("net", MODEL.format(**OURS))
        self.write("simple", SCHEDULER)
        self.session = None

    def tearDown(self):
        if self.session is not None:
            self.session.close()
        self.folder.cleanup()

    def write(self, name, text):
        os.utime(write(self.root, f"ours/{name}.py", text), (self.number, self.number))
        WorkerTest.number += 1

    number = 1

    def start(self, **settings):
        more = dict(port_package="ours", source_package="theirs", source_root=str(self.root), device_target="Ascend")
        self.session = Session(sys.executable, self.root, **{**more, **settings})
        return self.session.started

    def validate(self, name, kind, **more):
        if self.session is None:
            self.assertEqual(self.start()["event"], "ready", self.session.started)
        return self.session.validate(f"ours/{name.lower()}.py", name, kind, timeout=60, **more)

    def test_says_which_versions_run(self):
        versions = self.start()["versions"]
        self.assertEqual(
            (versions["mindspore"], versions["torch"], versions["port"]), ("0.stand-in", "0.stand-in", None)
        )

    def test_a_model_that_is_equal(self):
        result = self.validate("Net", "model")
        self.assertEqual(
            [one.get("rung") for one in self.session.events if one["event"] == "rung"],
            ["imports", "builds", "weights", "equal"],
        )
        self.assertEqual(
            (result["ok"], result["case"], result["rung"], result["max_abs"], result["error"]),
            (True, "search", "equal", 0.0, None),
        )
        self.assertEqual(result["weights"], {"pairs": 2, "missing": [], "extra": [], "shapes": []})

    def test_a_class_that_only_the_original_exports(self):
        (self.root / "theirs/__init__.py").write_text("from .net import Net\n")
        result = self.validate("Net", "model")
        self.assertEqual((result["ok"], result["rung"], result["max_abs"]), (False, "imports", 0.0))
        self.assertEqual(result["error"]["message"], "theirs exports the class, and ours does not")
        self.assertEqual((result["error"]["file"], result["error"]["line"]), ("ours/net.py", 6))
        (self.root / "ours/__init__.py").write_text("from .net import Net\n")
        self.session.close()
        self.session = None
        self.assertEqual(self.validate("Net", "model")["ok"], True)

    def test_a_flag_of_the_constructor_makes_another_model(self):
        flagged = MODEL.replace("num_layers=24", "num_layers=24, extra=True").replace(
            "x = self.second(x * 0.5)", "x = self.second(x * 0.5) if self.extra else x + 1"
        )
        flagged = flagged.replace("self.first =", "self.extra = extra\n            self.first =")
        write(self.root, "theirs/net.py", flagged.format(**THEIRS))
        self.write("net", flagged.format(**OURS).replace("x + 1", "x + 2"))
        result = self.validate("Net", "model")
        self.assertEqual(
            [(run["name"], run["ok"]) for run in result["runs"]], [("forward", True), ("forward, extra=False", False)]
        )
        self.assertEqual((result["rung"], result["ok"]), ("equal", False))

    def test_a_test_of_a_model_that_passes(self):
        result = self.validate("Net", "model", tests=str(self.root / "tests"))
        self.assertEqual(result["notes"], ["a test was written to modules/modules_test_cases.py"])
        text = (self.root / "tests/modules/modules_test_cases.py").read_text()
        space = {}
        exec(text, space)
        [row] = space["ALL_CASES"]
        self.assertEqual(row[:5], ["Net", "theirs.net.Net", "ours.net.Net", (), {"hidden_size": 32, "num_layers": 2}])
        self.assertEqual((list(row[6]), row[7:]), (["hidden_states", "return_dict"], [["fp32"], [1]]))
        again = self.validate("Net", "model", tests=str(self.root / "tests"))
        self.assertEqual(again["notes"], ["no test was written: the port's tests have a case of it"])
        self.assertEqual((self.root / "tests/modules/modules_test_cases.py").read_text(), text)

    def test_a_model_that_differs_names_the_layer_and_the_line(self):
        self.write("net", MODEL.format(**OURS).replace("x * 0.5", "x * 0.6"))
        result = self.validate("Net", "model")
        self.assertEqual((result["ok"], result["rung"], result["layer"]), (False, "equal", "second"))
        self.assertEqual(
            (result["error"]["type"], result["error"]["file"], result["error"]["line"]), ("Differs", "ours/net.py", 13)
        )
        self.assertEqual([(row["name"], row["ok"]) for row in result["layers"]], [("first", True), ("second", False)])

    def test_a_stop_has_its_line(self):
        self.write("net", MODEL.format(**OURS).replace("x * 0.5", "x.no_such_method()"))
        error = self.validate("Net", "model")["error"]
        self.assertEqual((error["type"], error["file"], error["line"]), ("AttributeError", "ours/net.py", 13))

    def test_weights_that_do_not_pair(self):
        self.write("net", MODEL.format(**OURS).replace("self.second", "self.other"))
        result = self.validate("Net", "model")
        self.assertEqual((result["rung"], result["ok"]), ("weights", False))
        self.assertEqual(
            (result["weights"]["missing"], result["weights"]["extra"]), (["second.weight"], ["other.weight"])
        )
        self.assertEqual(result["error"]["line"], 6)

    def test_a_module_that_does_not_import_and_one_that_exits(self):
        self.write("net", "x = (\n")
        result = self.validate("Net", "model")
        self.assertEqual(
            (result["rung"], result["error"]["type"], result["error"]["file"]),
            ("imports", "SyntaxError", "ours/net.py"),
        )
        self.write("net", "import sys\nsys.exit(4)\n")
        self.session.ask("reload", files=["ours/net.py"])
        result = self.validate("Net", "model")
        self.assertEqual(
            (result["rung"], result["error"]["type"], result["error"]["line"]), ("imports", "SystemExit", 2)
        )

    def test_an_edit_is_seen_after_reload(self):
        self.write("net", MODEL.format(**OURS).replace("x * 0.5", "x * 0.6"))
        self.assertFalse(self.validate("Net", "model")["ok"])
        self.write("net", MODEL.format(**OURS))
        self.assertEqual(self.session.ask("reload", files=["ours/net.py"])["modules"], ["ours.net"])
        self.assertTrue(self.validate("Net", "model")["ok"])

    def test_a_scheduler_and_its_options(self):
        result = self.validate("Simple", "scheduler")
        self.assertEqual((result["ok"], [one["name"] for one in result["runs"]]), (True, ["", "flip=True"]))
        self.write("simple", SCHEDULER.replace("-0.5", "+0.5"))
        self.session.ask("reload", files=["ours/simple.py"])
        result = self.validate("Simple", "scheduler")
        self.assertEqual([one["ok"] for one in result["runs"]], [True, False])
        self.assertEqual(result["error"]["message"], "flip=True: output step 0: differs by 3.03")

    def test_a_class_that_only_the_port_has(self):
        self.write("net", MODEL.format(**OURS).replace("Net", "Other").replace("x *", "y *"))
        result = self.session_of_other()
        self.assertEqual((result["ok"], result["case"], result["error"]["type"]), (None, None, "NoCase"))
        self.assertEqual(result["error"]["message"], "the original has no class Other")

    def session_of_other(self):
        self.start()
        return self.session.validate("ours/net.py", "Other", "model", timeout=60)

    def test_a_case_file_and_one_with_an_error(self):
        cases = self.root / "cases"
        cases.mkdir()
        (cases / "Net.json").write_text(
            '{"arguments": {"hidden_size": 4}, "inputs": {"hidden_states": {"$normal": [2, 4]}}}'
        )
        self.start(cases=str(cases))
        result = self.validate("Net", "model")
        self.assertEqual((result["ok"], result["case"], result["case_name"]), (True, "file", "Net.json"))
        (cases / "Net.json").write_text('{\n"arguments": 1,\n')
        result = self.validate("Net", "model")
        self.assertEqual((result["ok"], result["error"]["type"]), (None, "BadCase"))
        self.assertTrue(result["error"]["message"].startswith("Net.json:3 is no JSON"))

    def test_keeps_a_case_that_was_found(self):
        self.start(cases=str(self.root / "cases"))
        self.assertEqual(self.validate("Net", "model", keep=True)["case_name"], "Net.json")
        self.assertEqual(self.validate("Net", "model")["case"], "file")

    def test_an_original_that_hangs_is_started_anew(self):
        write(self.root, "theirs/net.py", MODEL.format(**THEIRS).replace("return (x,)", "import time; time.sleep(60)"))
        write(self.root, "cases/Net.json", '{"inputs": {"hidden_states": {"$normal": [2, 640]}}}')
        self.start(cases=str(self.root / "cases"))
        result = self.session.validate("ours/net.py", "Net", "model", timeout=4)
        self.assertEqual((result["ok"], result["error"]["type"]), (None, "OriginalFailed"))
        self.assertEqual(result["error"]["message"], "the original is not done after 3.6 s")
        self.assertTrue(self.session.validate("ours/simple.py", "Simple", "scheduler", timeout=60)["ok"])

    def test_an_endless_loop_ends_in_time(self):
        self.write("net", MODEL.format(**OURS).replace("return (x,)", "while True: pass"))
        self.start()
        result = self.session.validate("ours/net.py", "Net", "model", timeout=8)
        self.assertEqual((result["ok"], result["error"]["type"], result["error"]["line"]), (False, "Timeout", 14))
        self.write("net", MODEL.format(**OURS))
        self.session.ask("reload", files=["ours/net.py"])
        self.assertTrue(self.session.validate("ours/net.py", "Net", "model", timeout=60)["ok"])


if __name__ == "__main__":
    unittest.main()
