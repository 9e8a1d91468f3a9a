"""The ladder of one class: imports, builds, weights, equal. Each rung says what is wrong before a dearer one runs."""

import ast
import importlib
import time
from pathlib import Path

import numpy as np

from . import compare, limits, schedulers
from .failure import UNDECIDED, Differs, Timeout, describe, message
from .reload import module_name

GRACE = 0.9  # of the time that mintport gives, so that the result comes before the kill
SEARCH, MOST_SEARCH = 0.5, 60.0  # of that time, and in seconds


class Ladder:
    def __init__(self, library, settings, child, send):
        self._library, self._settings, self._child, self._send = library, settings, child, send

    def climb(self, request):
        """The fields of the result."""
        return Climb(self._library, self._settings, self._child(), self._send, request).result()


class Climb:
    """One class on its way up. `self.fields` is the result so far."""

    def __init__(self, library, settings, child, send, request):
        self.library, self.settings, self.child, self.send, self.request = library, settings, child, send, request
        self.name, self.file, self.kind = request["class"], request["file"], request["kind"]
        self.rtol, self.atol = (
            (1e-5, 1e-5) if request.get("tight") else (request.get("rtol", 1e-3), request.get("atol", 1e-3))
        )
        self.started = time.time()
        self.fields = {
            "class": self.name, "file": self.file, "kind": self.kind, "case": None, "rung": "imports", "ok": False,
            "max_abs": None, "max_rel": None, "layer": None, "emulated": [], "error": None, "seconds": 0.0,
            "case_name": None, "weights": None, "runs": [], "notes": [], "layers": [],
        }  # fmt: skip

    def result(self):
        emulated = Emulated(self.settings)
        try:
            with limits.seconds(self.request.get("timeout", 300) * GRACE), emulated:
                self.climb()
            self.fields["ok"] = True
        except UNDECIDED as error:
            self.fields["ok"] = None
            self.fields["error"] = describe(error, self.settings["port_root"])
        except (Exception, Timeout, SystemExit) as error:  # whatever the code under test does
            self.fields["error"] = describe(error, self.settings["port_root"], self.file)
        self.fields["emulated"] = emulated.used
        if self.fields["ok"] is False and self.request.get("mode") == "graph" and self.on_cpu():
            said = f"graph mode does not compile the stand-ins for kernels that the CPU lacks: {self.fields['error']['message']}"
            self.fields.update(ok=None, error={"type": "NoCase", "message": said, "file": None, "line": None})
        self.fields["seconds"] = round(time.time() - self.started, 2)
        return self.fields

    def climb(self):
        cls = self.imports()
        self.passed("imports")
        lacking = self.lacks_export()
        self.fields["notes"] += [lacking] if lacking else []
        self.fields["rung"] = "builds"
        if self.kind == "pipeline":
            from . import pipelines

            pipelines.rungs(self, cls)
        elif self.kind == "scheduler":
            self.scheduler(cls, self.case())
        else:
            from . import models

            models.rungs(self, cls, self.case())
        if lacking:
            self.fields["rung"] = "imports"
            raise Differs(lacking, (self.file, self.class_line()))

    def passed(self, rung):
        self.send("rung", **{"class": self.name}, rung=rung, seconds=round(time.time() - self.started, 2))

    def progress(self, text):
        self.send("progress", **{"class": self.name}, message=text)

    def imports(self):
        return getattr(importlib.import_module(module_name(self.file)), self.name)

    def lacks_export(self):
        """What is wrong if users of the original import the class from its package, and cannot from the port's."""
        source, port = self.settings["source_package"], self.settings["port_package"]
        if self.kind == "block" or self.name in dir(importlib.import_module(port)):
            return ""
        if not self.child.ask(do="exports", **{"class": self.name})["exported"]:
            return ""
        return f"{source} exports the class, and {port} does not"

    def of_class(self):
        """How the child is asked about this class."""
        module = module_name(self.file).removeprefix(self.settings["port_package"] + ".")
        return {"module": module, "class": self.name, "kind": self.kind, "port_file": self.file}

    def case(self):
        self.progress("looks for a case")
        seconds = self.request.get("timeout", 300) * SEARCH
        found = self.child.ask(
            do="case", **self.of_class(), seconds=seconds, search_seconds=min(seconds * 0.8, MOST_SEARCH)
        )
        self.fields["case"], self.fields["case_name"] = found["by"], found["name"]
        self.fields["notes"] += found["notes"]
        if self.request.get("keep") and found["by"] == "search":
            from .cases import file

            self.fields["case_name"] = file.keep(self.settings["cases"], self.name, found["case"])
        return found["case"]

    def on_cpu(self):
        return (self.settings.get("device_target") or "CPU") == "CPU"

    def class_line(self):
        try:
            body = ast.parse((Path(self.settings["port_root"]) / self.file).read_text(encoding="utf-8")).body
        except (OSError, SyntaxError):
            return None
        return next((node.lineno for node in body if isinstance(node, ast.ClassDef) and node.name == self.name), None)

    def write_test(self, case, arrays):
        """Writes a test of a model that passed, if the request names a folder. A note says what became of it."""
        if not self.request.get("tests"):
            return
        from .written import models

        self.note_test(lambda: models.write(self, case, arrays))

    def write_pipeline_test(self):
        """The same for a pipeline, which the port's tests have if the case is theirs."""
        if self.request.get("tests") and self.fields["case"] == "upstream":
            from .written import pipelines

            self.note_test(lambda: pipelines.write(self, self.tiny))

    def note_test(self, write):
        """The last step of a class, which passed: whatever stops it is a note."""
        from .written import NotWritten

        try:
            self.progress("writes a test")
            self.fields["notes"].append(f"a test was written to {write()}")
        except (NotWritten, Timeout, *UNDECIDED) as error:
            self.fields["notes"].append(f"no test was written: {error}")
        except Exception as error:  # the tests of the port may hold anything
            self.fields["notes"].append(f"no test was written: {type(error).__name__}: {message(error)}")

    def scheduler(self, cls, case):
        """Each run of the case on both sides."""
        cls(**case["runs"][0]["plan"]["init"])
        self.passed("builds")
        self.fields["rung"] = "equal"
        answer = self.child.ask(do="run", **self.of_class(), case=case)
        arrays = np.load(answer["out"])
        first = None
        for index, (run, names) in enumerate(zip(case["runs"], answer["names"])):
            expected = [(name, arrays[f"{index}/{n}"]) for n, name in enumerate(names)]
            error = self.measure(run["name"], expected, lambda: schedulers.drive(self.library, cls, run["plan"]))
            first = first or error
        if len(self.fields["runs"]) == 1:
            self.fields["runs"] = []
        if first is not None:
            raise first
        self.passed("equal")

    def measure(self, name, expected, run):
        """Adds a run to the result: `run` gives (name, array) pairs to compare. Returns its error, or None."""
        row = {"name": name, "ok": False, "max_abs": None, "max_rel": None, "error": None}
        self.fields["runs"].append(row)
        error = None
        try:
            with self.library.shared_noise():
                given = run()
            found = compare.all_of(expected, given, self.rtol, self.atol)
            row.update(ok=found.ok, max_abs=found.max_abs, max_rel=found.max_rel)
            for key in ("max_abs", "max_rel"):
                self.fields[key] = compare.larger(self.fields[key], row[key])
            if not found.ok:
                error = Differs(f"{name}: {found.message}" if name else found.message, (self.file, self.class_line()))
        except Exception as wrong:  # whatever the code under test does
            error = wrong
        if error is not None:
            row["error"] = describe(error, self.settings["port_root"], self.file)
        return error


class Emulated:
    """Which stand-ins for kernels are used in the block."""

    def __init__(self, settings):
        self._on, self.used = (settings.get("device_target") or "CPU") == "CPU", []

    def __enter__(self):
        if self._on:
            from . import kernels

            kernels.USED.clear()

    def __exit__(self, *_):
        if self._on:
            from . import kernels

            self.used = sorted(kernels.USED)
