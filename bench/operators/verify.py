"""verify.py OUT MINTPORT PYTHON RESULTS [--jobs N] [NAME...]: makes the cases of the mapping tables' entries, converts
them, runs them, and writes what came of them to RESULTS.

OUT keeps cases and outcomes: what is there already is not run again, until a case or its conversion is another one.
With names only those entries are run anew, and the others' rows stay as they are."""

import argparse
import hashlib
import json
import subprocess
import sys
import time
from pathlib import Path

from entries import entries
from results import write
from summary import row_of

HERE = Path(__file__).resolve().parent
CASE_SECONDS = 60  # a case may hang; starting both frameworks takes a part of it
CHUNK = 120  # names for one interpreter


def chunks(items, size):
    return [items[i : i + size] for i in range(0, len(items), size)]


def file_of(name):
    return name.replace(".", "__") + ".py"


class Bench:
    def __init__(self, out, mintport, python, jobs):
        self.out, self.mintport, self.python, self.jobs = out, mintport, python, jobs
        for folder in ("torch", "mindspore", "cases", "runs", "keys"):
            (out / folder).mkdir(parents=True, exist_ok=True)

    def make(self, names):
        """The cases of names that have none yet; a name that ends the interpreter gets none."""
        waiting = [name for name in names if not (self.out / "cases" / f"{name}.pt").exists()]
        while waiting:
            chunk = waiting[:CHUNK]
            command = [self.python, str(HERE / "make_cases.py"), str(self.out), *chunk]
            with (self.out / "make.log").open("w") as log:
                done = subprocess.run(command, stdout=log, stderr=subprocess.STDOUT)
            left = [name for name in chunk if not (self.out / "cases" / f"{name}.pt").exists()]
            if left:
                print(f"no cases of {' '.join(left)}: see {self.out / 'make.log'}", file=sys.stderr)
            # A name that ends the interpreter is the first that is missing; what follows it is tried again.
            waiting = (left[1:] if done.returncode else []) + waiting[CHUNK:]
            print(f"cases made, {len(waiting)} names to go", flush=True)
            if left and done.returncode and len(left) == len(chunk):
                sys.exit(f"no cases can be made: see {self.out / 'make.log'}")

    def convert(self):
        """The report of the conversion by file."""
        report = self.out / "report.json"
        command = [self.mintport, "convert", "--src-root", str(self.out / "torch"), "--dst-root"]
        command += [str(self.out / "mindspore"), "--report", "json", "--report-file", str(report)]
        done = subprocess.run(command, capture_output=True, text=True)
        if done.returncode not in (0, 1, 3):
            sys.exit(f"{' '.join(command)}: {done.stderr}")
        return {file["path"]: file for file in json.loads(report.read_text())["files"]}

    def forget_changed(self, names):
        """Outcomes of cases that are others now."""
        for name in names:
            texts = [self.out / folder / file_of(name) for folder in ("torch", "mindspore")]
            key = hashlib.sha256(b"".join(p.read_bytes() if p.exists() else b"" for p in texts)).hexdigest()
            path = self.out / "keys" / name
            if not path.exists() or path.read_text() != key:
                (self.out / "runs" / f"{name}.jsonl").unlink(missing_ok=True)
                path.write_text(key)

    def outcomes(self, name):
        """{case: outcome}; a case that began and did not end stopped the interpreter."""
        path = self.out / "runs" / f"{name}.jsonl"
        found = {}
        for line in path.read_text().splitlines() if path.exists() else ():
            one = json.loads(line)
            number = one.pop("case")
            found[number] = one or found.get(number) or {"outcome": "crash", "why": "the interpreter ended"}
        return found

    def ran(self, name):
        """The cases of a name, as make_cases.py tells of them, and {case: outcome}."""
        told = self.out / "cases" / f"{name}.json"
        return (json.loads(told.read_text()) if told.exists() else []), self.outcomes(name)

    def done(self, name):
        return -1 in self.outcomes(name)

    def run(self, names):
        """All of them, by workers that are started again where one ended."""
        waiting = chunks([name for name in names if not self.done(name)], CHUNK)
        total, running = sum(map(len, waiting)), []
        print(f"to run: {total} names", flush=True)
        while waiting or running:
            while waiting and len(running) < self.jobs:
                running.append(Worker(self, waiting.pop(0)))
            time.sleep(0.5)
            for worker in list(running):
                if worker.ended():
                    running.remove(worker)
                    left = [name for name in worker.names if not self.done(name)]
                    if left:
                        waiting.insert(0, left)
                    total -= len(worker.names) - len(left)
                    print(f"{total} names to go", flush=True)


class Worker:
    def __init__(self, bench, names):
        self.bench, self.names = bench, names
        self.log = (bench.out / "worker.log").open("a")
        command = [bench.python, str(HERE / "worker.py"), str(bench.out), *names]
        self.process = subprocess.Popen(command, stdout=self.log, stderr=subprocess.STDOUT)
        self.moved, self.size = time.time(), self.written()
        self.started_with = self.size

    def written(self):
        paths = [self.bench.out / "runs" / f"{name}.jsonl" for name in self.names]
        return sum(path.stat().st_size for path in paths if path.exists())

    def ended(self):
        """A worker whose case takes too long is ended here."""
        size = self.written()
        if size != self.size:
            self.moved, self.size = time.time(), size
        if self.process.poll() is None and time.time() - self.moved > CASE_SECONDS:
            self.process.kill()
            self.process.wait()
        if self.process.poll() is None:
            return False
        self.log.close()
        if self.process.returncode == 1:  # an error of the bench's own
            sys.exit(f"a worker failed: see {self.bench.out / 'worker.log'}")
        if self.process.returncode != 0 and self.written() == self.started_with:
            self.give_up()
        return True

    def give_up(self):
        """The first name ends the interpreter before a case runs: it would be tried for ever."""
        name = next(name for name in self.names if not self.bench.done(name))
        with (self.bench.out / "runs" / f"{name}.jsonl").open("a") as file:
            print(json.dumps({"case": -1}), file=file)


def main():
    parser = argparse.ArgumentParser()
    for name in ("out", "mintport", "python", "results"):
        parser.add_argument(name)
    parser.add_argument("--jobs", type=int, default=1)
    parser.add_argument("names", nargs="*")
    options = parser.parse_intermixed_args()
    bench = Bench(Path(options.out).resolve(), options.mintport, options.python, options.jobs)
    all_entries = entries()
    unknown = [name for name in options.names if name not in all_entries]
    if unknown:
        sys.exit(f"no entry with a target: {', '.join(unknown)}")
    wanted = {name: all_entries[name] for name in options.names} if options.names else all_entries
    names = [name for name, entry in wanted.items() if entry.not_run is None]
    bench.make(names)
    report = bench.convert()
    names = [name for name in names if (bench.out / "cases" / f"{name}.pt").exists()]
    bench.forget_changed(names)
    bench.run(names)
    rows = {name: row_of(entry, *bench.ran(name), report.get(file_of(name))) for name, entry in wanted.items()}
    write(Path(options.results), rows, all_entries, options.python)


if __name__ == "__main__":
    main()
