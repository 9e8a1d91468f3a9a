"""verify.py OUT MINTPORT PYTHON RESULTS [NAME...]: tries the mapping tables' entries, and writes what came of it to RESULTS.

OUT keeps cases and outcomes: what is there already is not run again, until a case or its conversion is another one.
With names, the rows of the other entries stay as they are."""

import argparse
import json
import os
import subprocess
import sys
import time
from pathlib import Path

from entries import entries
from results import write
from summary import row_of

HERE = Path(__file__).resolve().parent
# What a case may take: time of the processor, for a machine may be busy; and of the clock, for what waits for ever.
CPU_SECONDS, SECONDS = 60, 1800
FOLDERS = ("torch", "mindspore", "cases", "runs", "keys", "told")


def cpu_seconds(process):
    """Of Linux; 0 elsewhere."""
    try:
        fields = Path(f"/proc/{process}/stat").read_text().rsplit(")", 1)[1].split()
    except OSError:
        return 0
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


class Bench:
    def __init__(self, out, mintport, python):
        self.out, self.mintport, self.python = out, mintport, python
        for folder in FOLDERS:
            (out / folder).mkdir(parents=True, exist_ok=True)
        self.log = out / "worker.log"

    def run(self, names):
        """By workers, each of which goes on behind what ended the one before."""
        self.log.write_text("")
        ended_at = None
        while names:
            with self.log.open("a") as log:
                command = [self.python, str(HERE / "worker.py"), str(self.out), self.mintport, *names]
                process = subprocess.Popen(command, cwd=self.out, stdout=log, stderr=subprocess.STDOUT)
                self.watch(process)
            if process.returncode == 1:  # an error of the bench's own
                sys.exit(f"a worker failed: see {self.log}")
            if process.returncode == 0:
                return
            done = set(self.log.read_text().split("\n"))
            names = [name for name in names if f"done {name}" not in done]
            print(f"a worker ended ({process.returncode}) at {names[0]}; {len(names)} names to go", flush=True)
            if ended_at == self.place(names[0]):
                sys.exit(f"{names[0]} ends the interpreter before a case runs: see {self.log}")
            ended_at = self.place(names[0])

    def place(self, name):
        path = self.out / "runs" / f"{name}.jsonl"
        return name, path.stat().st_size if path.exists() else 0

    def watch(self, process):
        """Waits for the worker; ends it where nothing happens for long."""
        before = None
        while process.poll() is None:
            now = self.progress()
            if now != before:
                before, since, used = now, time.time(), cpu_seconds(process.pid)
            elif time.time() - since > SECONDS or cpu_seconds(process.pid) - used > CPU_SECONDS:
                process.kill()
                process.wait()
            time.sleep(0.5)

    def progress(self):
        newest = max((self.out / "runs").iterdir(), key=lambda path: path.stat().st_mtime, default=None)
        made = len(list((self.out / "cases").iterdir()))
        return made, self.log.stat().st_size, newest and (newest, newest.stat().st_size)

    def ran(self, name):
        """The cases, {case: outcome} and the lines of the file that the conversion tells of."""

        def read(folder):
            path = self.out / folder / f"{name}.json"
            return json.loads(path.read_text()) if path.exists() else []

        return read("cases"), self.outcomes(name), set(read("told"))

    def outcomes(self, name):
        """A case that began and did not end stopped the interpreter."""
        path, found = self.out / "runs" / f"{name}.jsonl", {}
        for line in path.read_text().splitlines() if path.exists() else ():
            one = json.loads(line)
            number = one.pop("case")
            found[number] = one or {"outcome": "crash", "why": "the interpreter ends, or hangs"}
        return found


def main():
    parser = argparse.ArgumentParser()
    for name in ("out", "mintport", "python", "results"):
        parser.add_argument(name)
    parser.add_argument("names", nargs="*")
    options = parser.parse_args()
    bench = Bench(Path(options.out).resolve(), str(Path(options.mintport).resolve()), os.path.abspath(options.python))
    all_entries = entries()
    unknown = [name for name in options.names if name not in all_entries]
    if unknown:
        sys.exit(f"no entry with a target: {', '.join(unknown)}")
    wanted = {name: all_entries[name] for name in options.names} if options.names else all_entries
    bench.run([name for name, entry in wanted.items() if entry.not_run is None])
    rows = {name: row_of(entry, *bench.ran(name)) for name, entry in wanted.items()}
    write(Path(options.results), rows, all_entries, options.python)


if __name__ == "__main__":
    main()
