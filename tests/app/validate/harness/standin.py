"""A library of numpy arrays in the place of torch and of MindSpore, and scratch packages."""

import contextlib
import importlib
import sys
import tempfile
import textwrap
from pathlib import Path

import numpy as np

HARNESS = Path(__file__).resolve().parents[4] / "app" / "validate" / "harness"
sys.path.insert(0, str(HARNESS))
sys.dont_write_bytecode = True

from mintport_validate import noise  # noqa: E402


class Array(np.ndarray):
    """A tensor: an array of another type, so that arrays and tensors are told apart."""


class Numpy:
    name = "numpy"

    def __init__(self, package="original"):
        self.package, self.own_packages, self.stream = package, (package,), noise.Stream()

    def is_tensor(self, value):
        return isinstance(value, Array)

    def tensor(self, array):
        return np.array(array).view(Array)

    def array(self, tensor):
        return np.array(tensor)

    def dtype(self, name):
        return np.dtype(name)

    def dtype_name(self, value):
        return value.name if isinstance(value, np.dtype) else None

    def generator(self, seed):
        return noise.Generator(self.stream)

    def is_generator(self, value):
        return isinstance(value, noise.Generator)

    def find(self, where):
        module, name = where.split(":")
        return getattr(importlib.import_module(f"{self.package}.{module}"), name)

    @contextlib.contextmanager
    def shared_noise(self, seed=0):
        self.stream = noise.Stream(seed)
        yield self.stream


@contextlib.contextmanager
def files(**contents):
    """A scratch folder with these files ("a__b" is a/b.py), in front of Python's path."""
    before = set(sys.modules)
    with tempfile.TemporaryDirectory() as folder:
        for name, text in contents.items():
            write(folder, name.replace("__", "/") + ".py", text)
        sys.path.insert(0, folder)
        try:
            yield Path(folder)
        finally:
            sys.path.remove(folder)
            for name in set(sys.modules) - before:
                if str(getattr(sys.modules[name], "__file__", "")).startswith(folder):
                    del sys.modules[name]
            importlib.invalidate_caches()


def write(folder, name, text):
    path = Path(folder) / name
    path.parent.mkdir(parents=True, exist_ok=True)
    for package in [path.parent, *path.parent.parents]:
        if package == Path(folder):
            break
        (package / "__init__.py").touch()
    path.write_text(textwrap.dedent(text))
    return path
