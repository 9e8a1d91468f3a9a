"""Imports files of a folder of tests, without what tests need beside the libraries."""

import importlib
import importlib.machinery
import sys
import unittest.mock
from pathlib import Path


def files_with(folder, words):
    """Python files under a folder that hold one of the words."""
    if not folder or not Path(folder).is_dir():
        return
    for file in sorted(Path(folder).rglob("*.py")):
        text = file.read_text(encoding="utf-8", errors="replace")
        if any(word in text for word in words):
            yield file


def imported(folder, file):
    """The module of a file, as a part of the package that the folder is. What is not installed is a mock."""
    folder = Path(folder).resolve()
    root = folder.parent
    if str(root) not in sys.path:
        sys.path.append(str(root))
    name = ".".join(Path(file).resolve().relative_to(root).with_suffix("").parts)
    finder = Missing({folder.name})
    sys.meta_path.append(finder)
    try:
        return importlib.import_module(name)
    finally:
        sys.meta_path.remove(finder)


class Missing:
    """Finds a mock for each package that no other finder has found. Goes last in sys.meta_path."""

    def __init__(self, never):
        self._never = never

    def find_spec(self, name, path=None, target=None):
        top = name.split(".")[0]
        known = sys.modules.get(top)
        if top in self._never or (known is not None and not isinstance(known, Mock)):
            return None
        return importlib.machinery.ModuleSpec(name, self, is_package=True)

    def create_module(self, spec):
        return Mock(spec.name)

    def exec_module(self, module):
        pass


class Mock(type(sys)):
    """A module whose attributes are mocks."""

    __path__ = []

    def __getattr__(self, name):
        if name.startswith("__"):
            raise AttributeError(name)
        return unittest.mock.MagicMock(name=f"{self.__name__}.{name}")
