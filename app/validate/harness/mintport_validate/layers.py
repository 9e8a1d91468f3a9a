"""What each layer of a model returned, in the order in which layers finish, on either side."""

import os
import sys

import numpy as np

from . import compare

MOST_CALLS = 2  # of one layer that are kept


class Recorder:
    """Hooks all layers of a model. `records` is a list of (name, [(part, array)], place); a layer that runs again has #2."""

    def __init__(self, library, named_layers, root=None):
        self._library, self._calls, self.records = library, {}, []
        self._root = os.path.realpath(root) + os.sep if root else None
        self._handles = [layer.register_forward_hook(self._hook(name, layer)) for name, layer in named_layers if name]

    def _hook(self, name, layer):
        def hook(_, inputs, output):
            count = self._calls[name] = self._calls.get(name, 0) + 1
            if count > MOST_CALLS:
                return
            parts = [(part, np.array(array)) for part, array in compare.flatten(output, self._library)]
            label = name if count == 1 else f"{name}#{count}"
            self.records.append((label, type(layer).__name__, parts, self._caller()))

        return hook

    def _caller(self):
        """The innermost line under the root that is running: where the layer is called."""
        frame = sys._getframe(2) if self._root else None
        while frame is not None:
            name = os.path.realpath(frame.f_code.co_filename)
            if name.startswith(self._root):
                return name[len(self._root) :], frame.f_lineno
            frame = frame.f_back
        return None, None

    def remove(self):
        for handle in self._handles:
            handle.remove()


def rows(expected, given, rtol, atol):
    """The rows of the report: `expected` and `given` are records of the original and of the port."""
    theirs = {name: (parts, place) for name, _, parts, place in given}
    found = []
    for name, kind, parts, _ in expected:
        if not parts:
            continue
        row = {
            "name": name,
            "type": kind,
            "shape": list(parts[0][1].shape),
            "ok": None,
            "max_abs": None,
            "max_rel": None,
        }
        row.update(source=compare.statistics(parts[0][1]), port=None, file=None, line=None)
        if name in theirs:
            other, (row["file"], row["line"]) = theirs[name]
            result = compare.all_of(parts, other, rtol, atol)
            row.update(ok=result.ok, max_abs=result.max_abs, max_rel=result.max_rel)
            row["port"] = compare.statistics(other[0][1]) if other else None
        found.append(row)
    return found


def first_difference(found):
    """The row where the sides part: the first that differs. A layer finishes after those inside it, so it is the innermost."""
    return next((row for row in found if row["ok"] is False), None)


def inner_rows(found, row):
    """Rows of layers inside of a layer."""
    return [one for one in found if one["name"].startswith(row["name"] + ".")]
