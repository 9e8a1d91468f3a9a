"""The process that runs the original, as the worker sees it."""

import os
import subprocess
import sys
from pathlib import Path

from .failure import UNDECIDED, OriginalFailed, Timeout
from .protocol import Channel


KINDS = {kind.__name__: kind for kind in UNDECIDED}


class Child:
    """Starts at once and imports torch while the worker imports MindSpore."""

    def __init__(self, python, settings):
        script = Path(__file__).resolve().parent.parent / "original.py"
        self._process = subprocess.Popen(
            [python or sys.executable, str(script)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1"},
            encoding="utf-8",
        )
        self._channel = Channel(self._process.stdout, self._process.stdin)
        self._send({"do": "start", **settings})

    def ready(self):
        """The versions. Raises OriginalFailed if torch or the original does not import."""
        return self._answer()["versions"]

    def ask(self, **request):
        """The answer to a request. Raises what the child says: one of UNDECIDED."""
        self._send(request)
        return self._answer()

    def _send(self, request):
        try:
            self._channel.send(**request)
        except OSError:
            self._gone()

    def _answer(self):
        try:
            answer = self._channel.receive()
        except Timeout as error:  # its answer would come in the place of the next one's
            self._process.kill()
            self._process.wait()
            raise OriginalFailed(f"the original is {error}") from error
        if answer is None:
            self._gone()
        if "error" in answer:
            raise KINDS.get(answer["error"], OriginalFailed)(answer["message"])
        return answer

    def _gone(self):
        status = self._process.wait()
        how = f"signal {-status}" if status < 0 else f"status {status}"
        raise OriginalFailed(f"the process of the original ended ({how})")

    def alive(self):
        return self._process.poll() is None

    def stop(self):
        self._process.stdin.close()
        try:
            self._process.wait(timeout=2)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
