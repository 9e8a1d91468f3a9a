"""worker.py OUT MINTPORT NAME...: makes the cases of names that have none, converts them, and runs what was not run yet.

What comes of each case goes to OUT/runs/NAME.jsonl at once: {"case": 3} before it runs, and its outcome after. Cases
that the file has are left out, so that a worker goes on where another one ended, behind the case that ended it."""

import quiet  # noqa: F401  (first)

import hashlib
import json
import shutil
import subprocess
import sys
import traceback
from pathlib import Path

import making
import running

BATCH = 20  # names in one conversion


HERE = Path(__file__).resolve().parent
# What cases are made of: they are made again where it is newer.
MAKERS = ("calls", "making", "samples", "signatures", "variations", "written")
SOURCES = [*HERE.glob("written/*.txt"), *(HERE / f"{name}.py" for name in MAKERS)]
NEWEST = max(path.stat().st_mtime for path in SOURCES)


def make(out, name):
    """Whether the name has cases."""
    path = out / "cases" / f"{name}.pt"
    if not path.exists() or path.stat().st_mtime < NEWEST:
        try:
            making.write(out, name)
        except Exception:
            print(f"no cases of {name}", traceback.format_exc(), sep="\n", flush=True)
            return False
    return True


def convert(out, mintport, names):
    """OUT/mindspore/NAME.py, and OUT/told/NAME.json: the lines of the original that the report tells of."""
    source, target, report = out / "batch" / "torch", out / "batch" / "mindspore", out / "batch" / "report.json"
    shutil.rmtree(out / "batch", ignore_errors=True)
    source.mkdir(parents=True)
    for name in names:
        shutil.copy(out / "torch" / making.file_of(name), source)
    command = [
        mintport,
        "convert",
        "--src-root",
        source,
        "--dst-root",
        target,
        "--report",
        "json",
        "--report-file",
        report,
    ]
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode not in (0, 1, 3):
        raise SystemExit(f"{mintport} convert: {done.stderr}")
    files = {file["path"]: file for file in json.loads(report.read_text())["files"]}
    for name in names:
        file = making.file_of(name)
        findings = files[file].get("findings", ())
        told = {line for one in findings for line in range(one["line"], one.get("end_line", one["line"]) + 1)}
        (out / "told" / f"{name}.json").write_text(json.dumps(sorted(told)))
        text = (target / file).read_text() if (target / file).exists() else "raise SyntaxError('not converted')"
        (out / "mindspore" / file).write_text(text)


def forget_where_changed(out, name):
    """Outcomes of cases that are others now."""
    texts = [(out / folder / making.file_of(name)).read_bytes() for folder in ("torch", "mindspore")]
    key, path = hashlib.sha256(b"".join(texts)).hexdigest(), out / "keys" / name
    if not path.exists() or path.read_text() != key:
        (out / "runs" / f"{name}.jsonl").unlink(missing_ok=True)
        path.write_text(key)


def run(out, name):
    path = out / "runs" / f"{name}.jsonl"
    known = {json.loads(line)["case"] for line in path.read_text().splitlines()} if path.exists() else set()
    if -1 in known:
        return
    runner = running.Runner(out, name)
    with path.open("a") as file:
        for number in range(len(runner.cases)):
            if number not in known:
                print(json.dumps({"case": number}), file=file, flush=True)
                print(json.dumps({"case": number, **runner.outcome(number)}), file=file, flush=True)
        print(json.dumps({"case": -1}), file=file, flush=True)  # all of them


def main():
    out, mintport, names = Path(sys.argv[1]), sys.argv[2], sys.argv[3:]
    running.prepare()
    while names:
        batch, names = [name for name in names[:BATCH] if make(out, name)], names[BATCH:]
        convert(out, mintport, batch)
        for name in batch:
            forget_where_changed(out, name)
            run(out, name)
            print("done", name, flush=True)


if __name__ == "__main__":
    main()
