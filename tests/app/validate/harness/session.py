"""Talks with a worker, as mintport does."""

import json
import subprocess
import tempfile
from pathlib import Path

from standin import HARNESS


class Session:
    """A worker that has been started. `events` are those of the last request."""

    def __init__(self, python, port_root, log=subprocess.DEVNULL, **settings):
        self._folder = tempfile.TemporaryDirectory()
        self._process = subprocess.Popen(
            [python, str(HARNESS / "worker.py")],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=log,
            encoding="utf-8",
        )
        self._number, self.events = 0, []
        defaults = {
            "port_root": str(port_root),
            "port_package": "mindone.diffusers",
            "source_package": "diffusers",
            "scratch": str(Path(self._folder.name) / "scratch"),
            "device_target": "CPU",
            "threads": 1,
        }
        self.started = self.ask("start", **{**defaults, **settings})

    def ask(self, do, **fields):
        """The last event of a request."""
        self._number += 1
        self._process.stdin.write(json.dumps({"id": self._number, "do": do, **fields}) + "\n")
        self._process.stdin.flush()
        self.events = []
        for line in self._process.stdout:
            self.events.append(json.loads(line))
            if self.events[-1]["event"] not in ("rung", "progress"):
                return self.events[-1]
        return None

    def validate(self, file, name, kind, **more):
        return self.ask("validate", file=file, kind=kind, **{"class": name}, **more)

    def kill(self):
        self._process.kill()

    def close(self):
        self._process.stdin.close()
        self._process.stdout.close()
        status = self._process.wait()
        self._folder.cleanup()
        return status
