"""Validates models and schedulers that nobody has ported: new_models.py MINTPORT PYTHON PORT SOURCES FOLDER [OPTION...]

SOURCES is the package of a newer diffusers, in a clone with tests/ if its own tests shall make cases; PORT the folder that holds
mindone. The classes that PORT lacks are converted with `--port`, and put into a copy of it in FOLDER with what they import.
OPTIONs are those of `mintport validate`. The report goes to FOLDER/report.json; prints how many classes got a case, and from where."""

import ast
import collections
import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

KINDS = r"(Model|Scheduler)Mixin"


def classes(package):
    """Class -> file, of the models and schedulers of a package."""
    found = {}
    for folder in ("models", "schedulers"):
        for file in sorted((package / folder).rglob("*.py")):
            if "flax" in file.name or "deprecated" in file.parts:
                continue
            for node in ast.parse(file.read_text(encoding="utf-8")).body:
                if isinstance(node, ast.ClassDef) and re.search(KINDS, " ".join(map(ast.unparse, node.bases))):
                    found.setdefault(node.name, file.relative_to(package).as_posix())
    return found


def needed(converted, port, file, seen):
    """The file, and the files that it imports and the port lacks, as far as they were converted."""
    if file in seen or (port / file).exists() or not (converted / file).exists():
        return
    seen.append(file)
    for node in ast.walk(ast.parse((converted / file).read_text(encoding="utf-8"))):
        if not isinstance(node, ast.ImportFrom):
            continue
        module = (node.module or "").removeprefix("mindone.diffusers").strip(".")
        if not node.level and not (node.module or "").startswith("mindone.diffusers"):
            continue
        base = file.split("/")[: -node.level] if node.level else []
        place = [*base, *(part for part in module.split(".") if part)]
        for parts in (place, *([*place, alias.name] for alias in node.names)):
            needed(converted, port, "/".join(parts) + ".py", seen)
            needed(converted, port, "/".join([*parts, "__init__.py"]), seen)


def main(mintport, python, port, sources, folder, *options):
    port, sources, folder = Path(port) / "mindone", Path(sources).absolute(), Path(folder).resolve()
    converted, tree = folder / "converted", folder / "tree"
    shutil.rmtree(tree, ignore_errors=True)
    tree.mkdir(parents=True)
    done = subprocess.run(
        [mintport, "convert", "--src-root", sources, "--dst-root", converted, "--port", port], stdout=subprocess.DEVNULL
    )
    if done.returncode not in (0, 3):
        return done.returncode
    shutil.copytree(port, tree / "mindone", ignore=shutil.ignore_patterns("__pycache__"))
    have = classes(port / "diffusers")
    lacking = {name: file for name, file in classes(sources).items() if name not in have}
    files = []
    for file in lacking.values():
        needed(converted, port / "diffusers", file, files)
    for file in files:
        target = tree / "mindone" / "diffusers" / file
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(converted / file, target)
    subprocess.run(["git", "init", "-q", tree], check=True)
    manifest = {"source": {"root": str(sources)}, "port": {"root": "mindone/diffusers"}, "target": "mindspore 2.10"}
    (tree / "mintport.json").write_text(json.dumps(manifest))
    report = folder / "report.json"
    command = [mintport, "validate", *sorted(lacking), "--python", python, "--yes", "--report", "json"]
    subprocess.run([*command, "--report-file", report, *options], cwd=tree)
    results = [one for one in json.loads(report.read_text())["classes"] if one["class"] in lacking]
    cases = collections.Counter(one["case"] or "none" for one in results)
    rungs = collections.Counter("passed" if one["ok"] else one["rung"] for one in results if one["case"])
    told = sum(one["told"] for one in results if one["ok"] is False)
    print(f"{len(lacking)} classes, {len(results)} seen; cases: {dict(cases)}; of those with a case: {dict(rungs)}; "
          f"{told} of {sum(one['ok'] is False for one in results)} failures on a line with a finding")  # fmt: skip
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
