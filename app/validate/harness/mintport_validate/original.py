"""The process of the original: finds cases with torch as the oracle, and runs them.

The worker asks in lines of JSON; arrays go through files. Requests: start, case, run. Each has one answer, with "error" and
"message" if it fails."""

import importlib
import json
import re
import sys
from pathlib import Path

import numpy as np

from . import limits, schedulers, standins
from .cases import sources
from .failure import UNDECIDED, NoCase, OriginalFailed, Timeout, message


def serve(channel):
    original = None
    while (request := channel.receive()) is not None:
        try:
            if request["do"] == "start":
                original = Original(request)
                channel.send(versions=original.versions())
            else:
                channel.send(**getattr(original, request["do"])(request))
        except (Exception, Timeout) as error:  # the answer says it; the next request may work
            known = isinstance(error, UNDECIDED)
            text = message(error) if known else f"{type(error).__name__}: {message(error)}"
            channel.send(error=type(error).__name__ if known else "OriginalFailed", message=text)
            if original is None:
                return 3
    return 0


class Original:
    def __init__(self, settings):
        if settings.get("source_root"):
            sys.path.insert(0, settings["source_root"])
        import torch

        from .torch_side import Torch

        torch.set_num_threads(max(1, settings.get("threads") or 1))
        torch.set_grad_enabled(False)
        self.torch, self.settings = torch, settings
        self.package = self._import(settings["source_package"])
        self.library = Torch(settings["source_package"])
        self.scratch = Path(settings["scratch"]) / "original"
        self.scratch.mkdir(parents=True, exist_ok=True)
        self._done = {}

    def _import(self, name):
        try:
            return importlib.import_module(name)
        except ImportError as error:
            if "huggingface_hub" not in str(error):
                raise
        for loaded in [one for one in sys.modules if one.split(".")[0] == name]:
            del sys.modules[loaded]
        standins.lend_names_of_hub()
        return importlib.import_module(name)

    def versions(self):
        return {"torch": self.torch.__version__, "source": getattr(self.package, "__version__", None)}

    def find(self, module, name):
        """The class in the module of the same place, else where the original defines it."""
        package = self.settings["source_package"]
        for where in (f"{package}.{module}", *self._modules_with(name)):
            try:
                found = getattr(importlib.import_module(where), name, None)
            except ImportError as error:
                if not (error.name or "").startswith(package):
                    raise OriginalFailed(f"{where} does not import: {error}") from error
                found = None
            if isinstance(found, type):
                return found
        raise NoCase(f"the original has no class {name}")

    def exports(self, request):
        """Whether users import the class from the package itself."""
        return {"exported": request["class"] in dir(self.package)}

    def _modules_with(self, name):
        root = Path(self.package.__file__).parent
        pattern = re.compile(rf"^class {re.escape(name)}\b", re.M)
        for file in sorted(root.rglob("*.py")):
            if pattern.search(file.read_text(encoding="utf-8", errors="replace")):
                parts = file.relative_to(root).with_suffix("").parts
                yield ".".join([self.settings["source_package"], *parts])

    def case(self, request):
        """{"case", "by", "name", "notes"}: looks in each source in turn; what was found is kept."""
        cls = self.find(request["module"], request["class"])
        file = self.scratch / f"{request['class']}.case.json"
        written = self.settings.get("cases") and Path(self.settings["cases"]) / f"{request['class']}.json"
        if file.exists() and not (written and written.exists()):
            return json.loads(file.read_text())
        try:
            with limits.seconds(request.get("seconds")):
                found = sources.find(self, cls, request)
        except Timeout as error:
            raise NoCase(f"no case was found: {error}") from error
        file.write_text(json.dumps(found))
        return found

    def run(self, request):
        """Runs a case and writes what came out to a file of arrays; it is not run twice. Answers {"out", …}."""
        key = json.dumps(
            [request["class"], request["case"], request.get("layers"), request.get("dtype"), request.get("gradients")]
        )
        if key not in self._done:
            cls = self.find(request["module"], request["class"])
            out = self.scratch / f"{request['class']}.{len(self._done)}.npz"
            runner = self._run_scheduler if request["kind"] == "scheduler" else self._run_model
            self._done[key] = {"out": str(out), **runner(cls, request, out)}
        return self._done[key]

    def _run_scheduler(self, cls, request, out):
        arrays, names = {}, []
        for index, run in enumerate(request["case"]["runs"]):
            with self.library.shared_noise():
                results = schedulers.drive(self.library, cls, run["plan"])
            names.append([name for name, _ in results])
            arrays.update({f"{index}/{n}": array for n, (_, array) in enumerate(results)})
        np.savez(out, **arrays)
        return {"names": names}

    def _run_model(self, cls, request, out):
        from . import models

        return models.run_original(self.library, cls, request, out)
