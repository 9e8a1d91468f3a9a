"""Puts one converted file at a time into the port, in place of the file that people made, and tests its classes
against torch (schedulers.py, models.py).

    drop.py TREE PYTHON WORK [schedulers|models|all] [NAME...]

TREE is a converted diffusers. TREE.json is the report of its conversion, which shows whether a failing place has a
finding. PYTHON is an interpreter with the packages of app/validate/requirements.txt. WORK gets a copy of the port. Uses only files of
the development set; the others stay unseen, to show whether rules are general."""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
SECONDS = 300


def lines_told(converted):
    """The lines with findings, by file."""
    report = converted.with_suffix(".json")
    files = json.loads(report.read_text())["files"] if report.exists() else []
    return {
        file["path"]: {
            line
            for one in file.get("findings", [])
            for line in range(one["converted_line"], one["converted_end_line"] + 1)
        }
        for file in files
    }


class Port:
    def __init__(self, python, work, told):
        self.lines_told = told
        self.python, self.work = python, work
        found = "import importlib.util as u; print(u.find_spec('mindone').submodule_search_locations[0])"
        said = subprocess.run([python, "-c", found], capture_output=True, text=True, cwd="/", check=True).stdout
        installed = Path(said.strip().splitlines()[-1])
        self.original, self.root = installed / "diffusers", work / "mindone" / "diffusers"
        if not self.root.exists():
            work.mkdir(parents=True, exist_ok=True)
            shutil.copytree(installed, work / "mindone", ignore=shutil.ignore_patterns("__pycache__"))

    def classes(self):
        """Class -> file; the deepest of several, because flat modules re-export the contents of folders."""
        where = {}
        for folder in ("schedulers", "models"):
            for file in (self.original / folder).rglob("*.py"):
                rel = file.relative_to(self.original).as_posix()
                for name in re.findall(r"^class (\w+)\(", file.read_text(), re.M):
                    if name not in where or rel.count("/") > where[name].count("/"):
                        where[name] = rel
        return where

    def test(self, script, name, rel, converted):
        """ "ok", or the error and its place."""
        shutil.copy(converted / rel, self.root / rel)
        try:
            run = subprocess.run(
                [self.python, str(HERE / script), name],
                capture_output=True,
                text=True,
                cwd=self.work,
                timeout=SECONDS,
                env={**os.environ, "PYTHONPATH": str(self.work), "PARITY_FILE": rel, "PYTHONDONTWRITEBYTECODE": "1"},
            )
        except subprocess.TimeoutExpired:
            return f"more than {SECONDS} s"
        finally:
            shutil.copy(self.original / rel, self.root / rel)
        for line in reversed(run.stdout.splitlines()):
            if line.startswith("{"):
                return self.told(json.loads(line))
        errors = [line for line in (run.stderr or run.stdout).splitlines() if line.strip()]
        return "import: " + (errors[-1][:140] if errors else "?")

    def told(self, result):
        if result["ok"]:
            return "ok"
        if "error" not in result:
            return f"differs by {result['worst']}"
        path, line = result["at"].split(" ")[0].rsplit(":", 1)
        known = int(line) in self.lines_told.get(path, ())
        return f"{result['error']} @ {result['at']} ({'a finding stands there' if known else 'no finding there'})"


def main():
    converted, python, work = Path(sys.argv[1]).resolve(), sys.argv[2], Path(sys.argv[3]).resolve()
    what, wanted = sys.argv[4] if len(sys.argv) > 4 else "all", sys.argv[5:]
    port = Port(python, work, lines_told(converted))
    where = port.classes()
    development = set((HERE.parent / "fidelity" / "dev-set.txt").read_text().split())
    schedulers = sorted(
        name
        for name, rel in where.items()
        if name.endswith("Scheduler") and rel.startswith("schedulers/scheduling_") and rel in development
    )
    models = re.findall(r'^CASES\["(\w+)"\]', (HERE / "model_cases.py").read_text(), re.M)
    for kind, names in (("schedulers", schedulers), ("models", models)):
        if what not in (kind, "all"):
            continue
        names = [name for name in names if not wanted or name in wanted]
        good = 0
        for name in names:
            result = port.test(f"{kind}.py", name, where[name], converted) if name in where else "no file"
            good += result == "ok"
            print(f"{kind:10} {name:36} {result}", flush=True)
        print(f"{kind}: {good} of {len(names)} work in the port's place", flush=True)


if __name__ == "__main__":
    main()
