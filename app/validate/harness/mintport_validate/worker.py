"""The loop of the worker: requests in, events out. See docs/validate-protocol.md."""

import os
import platform
import sys
import time
from importlib import metadata
from pathlib import Path

from . import classes
from .child import Child
from .failure import OriginalFailed, message

HELP = "give an interpreter that has MindSpore and torch with --python, or make one: mintport validate --setup DIR"


def serve(channel):
    """Returns the exit status."""
    worker = Worker(channel)
    try:
        while not worker.ended:
            try:
                request = channel.receive()
            except ValueError as error:
                channel.send(id=None, event="error", message=f"the request is no JSON object: {error}")
                continue
            if request is None:
                break
            worker.answer(request)
        return worker.status
    finally:
        worker.close()


class Worker:
    def __init__(self, channel):
        self._channel, self._ladder, self._child = channel, None, None
        self.ended, self.status = False, 0

    def answer(self, request):
        do, self._id = request.get("do"), request.get("id")
        handler = {
            "start": self._start,
            "classes": self._classes,
            "validate": self._validate,
            "reload": self._reload,
            "stop": self._stop,
        }.get(do)
        if handler is None:
            return self._send("error", message=f"unknown request {do!r}")
        if do in ("validate", "reload") and self._ladder is None:
            return self._send("error", message=f"{do} needs start first")
        try:
            handler(request)
        except (KeyError, TypeError, ValueError) as error:
            self._send("error", message=f"{do}: {type(error).__name__}: {message(error)}")

    def close(self):
        if self._child is not None:
            self._child.stop()

    def _send(self, event, **fields):
        self._channel.send(id=self._id, event=event, **fields)

    def _start(self, request):
        started = time.time()
        Path(request["scratch"]).mkdir(parents=True, exist_ok=True)
        os.chdir(request["scratch"])  # what the code under test writes to its current folder
        os.environ.setdefault("OMP_NUM_THREADS", str(request.get("threads") or 1))
        self._settings = {key: value for key, value in request.items() if key not in ("id", "do")}
        self._child = Child(request.get("source_python"), self._settings)
        try:
            versions = self._port(request)
        except (Exception, SystemExit) as error:  # any error of a broken interpreter
            return self._broken(f"MindSpore does not import: {type(error).__name__}: {message(error)}")
        try:
            versions.update(self._child.ready())
        except OriginalFailed as error:
            return self._broken(f"the original does not import: {message(error)}")
        self._send("ready", versions=versions, seconds=round(time.time() - started, 1))

    def _port(self, request):
        """Prepares MindSpore, and imports what the ladder needs. Returns versions."""
        sys.path.insert(0, request["port_root"])
        import mindspore
        import numpy

        from . import mindspore_side, reload
        from .ladder import Ladder

        mindspore_side.prepare(request.get("device_target") or "CPU", request.get("threads"))
        if (request.get("device_target") or "CPU") == "CPU":
            from . import kernels

            kernels.install()
        library = mindspore_side.MindSpore(request["port_package"])
        self._reloader = reload.Reloader(request["port_root"], request["port_package"])
        self._ladder = Ladder(library, self._settings, lambda: self._child, self._send)
        top = request["port_package"].split(".")[0]
        return {
            "python": platform.python_version(),
            "mindspore": mindspore.__version__,
            "numpy": numpy.__version__,
            "port": version_of(top),
        }

    def _broken(self, text):
        self._send("broken", message=text, help=HELP)
        self.ended, self.status = True, 3

    def _classes(self, request):
        file = request["file"]
        root = request.get("port_root") or self._settings["port_root"]
        try:
            found, error = classes.listed(root, file), None
        except (OSError, SyntaxError) as wrong:
            line = wrong.lineno if isinstance(wrong, SyntaxError) else None
            found, error = [], {"type": type(wrong).__name__, "message": message(wrong), "file": file, "line": line}
        self._send("classes", file=file, classes=found, error=error)

    def _validate(self, request):
        if not self._child.alive():
            self._child = Child(self._settings.get("source_python"), self._settings)
            self._child.ready()
        self._send("result", **self._ladder.climb(request))

    def _reload(self, request):
        started = time.time()
        modules = self._reloader.forget(request["files"])
        self._send("reloaded", modules=modules, seconds=round(time.time() - started, 3))

    def _stop(self, request):
        self.ended = True
        self._send("stopped")


def version_of(package):
    try:
        return metadata.version(package)
    except metadata.PackageNotFoundError:
        return None
