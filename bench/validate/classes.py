"""Validates the classes of a folder of mindone, one after the other: PYTHON classes.py PORT TESTS FOLDER OUT [KIND...]

PYTHON has MindSpore, torch and both libraries. PORT is the folder that holds mindone, TESTS its tests, FOLDER below PORT, as in
mindone/diffusers/pipelines. Appends a line of JSON for each class to OUT, and leaves out those that are there: a run that was
stopped goes on. KIND is model, scheduler, pipeline or block. Prints how many got a case, from where, and what came of them.
With CASES_ONLY=1 in the environment, it only looks for cases, with the original alone. SOURCES names another folder that holds
diffusers, in a clone with tests/ or without; SECONDS_EACH is the limit of a class."""

import collections
import json
import os
import sys
import tempfile
import threading
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parents[1] / "tests" / "app" / "validate" / "harness"))
from session import Session  # noqa: E402
from mintport_validate import classes  # noqa: E402
from mintport_validate.child import Child  # noqa: E402
from mintport_validate.failure import UNDECIDED  # noqa: E402
from mintport_validate.reload import module_name  # noqa: E402

SECONDS = float(os.environ.get("SECONDS_EACH", "90"))
NO_CASE = ("NoCase", "OriginalFailed")


def listed(port, folder, kinds):
    for file in sorted((port / folder).rglob("*.py")):
        name = file.relative_to(port).as_posix()
        for one in classes.listed(str(port), name):
            if not kinds or one["kind"] in kinds:
                yield {"file": name, "class": one["class"], "kind": one["kind"]}


class Workers:
    """One worker at a time; another after one that died or hung."""

    def __init__(self, port, tests):
        self._made = lambda: Session(sys.executable, port, port_tests=tests)
        self._session = None

    def validate(self, wanted):
        self._session = self._session or self._made()
        timer = threading.Timer(SECONDS + 20, self._session.kill)
        timer.start()
        try:
            result = self._session.ask("validate", rtol=1e-3, atol=1e-3, timeout=SECONDS, **wanted)
        finally:
            timer.cancel()
        if result is None:
            self._session = None
            error = {"type": "Died", "message": "", "file": None, "line": None}
            return {**wanted, "case": None, "ok": False, "rung": "imports", "error": error}
        return result


class Originals:
    """Looks for cases only."""

    def __init__(self, port, tests):
        sources = os.environ.get("SOURCES")
        self._folder = tempfile.TemporaryDirectory()
        self._settings = {
            "port_root": str(port),
            "port_package": "mindone.diffusers",
            "source_root": sources,
            "source_package": "diffusers",
            "source_tests": str(Path(sources).parent / "tests") if sources else None,
            "port_tests": tests,
            "scratch": self._folder.name,
        }
        self._child = None

    def validate(self, wanted):
        if self._child is None or not self._child.alive():
            self._child = Child(None, self._settings)
            self._child.ready()
        module = module_name(wanted["file"]).removeprefix("mindone.diffusers.")
        asked = {"module": module, "class": wanted["class"], "kind": wanted["kind"], "port_file": wanted["file"]}
        result = {**wanted, "case": None, "ok": None, "rung": "builds", "error": None}
        try:
            found = self._child.ask(do="case", seconds=SECONDS, search_seconds=SECONDS * 0.8, **asked)
        except UNDECIDED as error:
            return {
                **result,
                "error": {"type": type(error).__name__, "message": str(error), "file": None, "line": None},
            }
        return {**result, "case": found["by"], "case_name": found["name"]}


def summary(results):
    cases, came = collections.Counter(), collections.Counter()
    for one in results:
        has = one["case"] and not (one["error"] and one["error"]["type"] in NO_CASE)
        cases[one["case"] if has else "none"] += 1
        if has:
            came["passed" if one["ok"] else one["rung"]] += 1
    return f"{len(results)} classes; cases: {dict(cases)}; of those with a case: {dict(came)}"


def main(port, tests, folder, out, *kinds):
    port, out = Path(port), Path(out)
    results = [json.loads(line) for line in out.read_text().splitlines()] if out.exists() else []
    known = {(one["file"], one["class"]) for one in results}
    workers = (Originals if os.environ.get("CASES_ONLY") else Workers)(port, tests)
    for wanted in listed(port, folder, kinds):
        if (wanted["file"], wanted["class"]) in known:
            continue
        result = workers.validate(wanted)
        result.pop("layers", None)
        results.append(result)
        with out.open("a", encoding="utf-8") as file:
            file.write(json.dumps(result) + "\n")
    print(summary(results))


if __name__ == "__main__":
    main(*sys.argv[1:])
