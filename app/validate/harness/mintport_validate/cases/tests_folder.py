"""Imports files of a folder of tests, without what tests need beside the libraries."""

import importlib
import importlib.machinery
import sys
import unittest.mock
from pathlib import Path

from ..failure import Timeout, message


def files_with(folder, words):
    """Python files under a folder that hold one of the words."""
    if not folder or not Path(folder).is_dir():
        return
    for file in sorted(Path(folder).rglob("*.py")):
        text = file.read_text(encoding="utf-8", errors="replace")
        if any(word in text for word in words):
            yield file


def imported(folder, file):
    """The module of a file, as a part of the package that the folder is. A package that it needs and that is not installed is a mock."""
    folder = Path(folder).resolve()
    name = ".".join([package_of(folder), *Path(file).resolve().relative_to(folder).with_suffix("").parts])
    while True:
        try:
            return importlib.import_module(name)
        except ModuleNotFoundError as error:
            missing = (error.name or "").split(".")[0]
            if not missing or missing in MISSING.names or missing in sys.modules:
                raise
            if MISSING not in sys.meta_path:
                sys.meta_path.append(MISSING)
            MISSING.names.add(missing)


def try_import(folder, file):
    """(the module, ""), or (None, why it does not import)."""
    try:
        return imported(folder, file), ""
    except (Timeout, KeyboardInterrupt):
        raise
    except BaseException as error:  # a test may skip, or exit, when it is imported
        return None, f"{Path(file).name} does not import: {type(error).__name__}: {message(error)}"


def package_of(folder):
    """A package for a folder, under a name of its own: the tests of the original and of the port are both called "tests"."""
    name = f"tests_in_{abs(hash(str(folder))):x}"
    if name not in sys.modules:
        package = type(sys)(name)
        package.__path__ = [str(folder)]
        sys.modules[name] = package
    return name


class Missing:
    """Finds a mock for each package in `names`. Goes last in sys.meta_path."""

    def __init__(self):
        self.names = set()

    def find_spec(self, name, path=None, target=None):
        return importlib.machinery.ModuleSpec(name, self, is_package=True) if name.split(".")[0] in self.names else None

    def create_module(self, spec):
        return Mock(spec.name)

    def exec_module(self, module):
        pass


MISSING = Missing()


class Mock(type(sys)):
    """A module whose attributes are mocks."""

    __path__ = []

    def __getattr__(self, name):
        if name.startswith("__"):
            raise AttributeError(name)
        return unittest.mock.MagicMock(name=f"{self.__name__}.{name}")
