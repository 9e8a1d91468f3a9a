"""Loads edited modules of the port anew."""

import importlib
import sys
from pathlib import Path


class Reloader:
    def __init__(self, root, package):
        self._root, self._package = Path(root), package

    def forget(self, files):
        """Drops the modules of the files, and those that hold something of them. Returns their names."""
        dropped = {module_name(file) for file in files} & set(sys.modules)
        top = self._package.split(".")[0]
        ours = {
            name: module for name, module in sys.modules.items() if name.split(".")[0] == top and module is not None
        }
        grown = True
        while grown:
            users = {name for name, module in ours.items() if name not in dropped and uses(module, dropped)}
            grown = bool(users)
            dropped |= users
        for name in dropped:
            forget(name)
        importlib.invalidate_caches()
        return sorted(dropped)


def module_name(file):
    """a/b.py is a.b, and a/__init__.py is a."""
    parts = file.removesuffix(".py").split("/")
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def uses(module, names):
    """Whether a module holds one of the modules, or a class or function defined in one. Packages that only contain it do not count."""
    inner = module.__name__ + "."
    for key, value in list(vars(module).items()):
        if key.startswith("__"):
            continue
        home = getattr(value, "__name__", None) if type(value) is type(sys) else getattr(value, "__module__", None)
        if home in names and not (hasattr(module, "__path__") and str(home).startswith(inner)):
            return True
        if isinstance(value, type) and any(base.__module__ in names for base in value.__mro__):
            if not (hasattr(module, "__path__") and str(home).startswith(inner)):
                return True
    return False


def forget(name):
    """Drops a module, and what its packages remember of it and of its classes."""
    sys.modules.pop(name, None)
    parent = name.rpartition(".")[0]
    while parent:
        package = sys.modules.get(parent)
        for key, value in list(vars(package).items()) if package is not None else ():
            if getattr(value, "__module__", None) == name or (type(value) is type(sys) and value.__name__ == name):
                delattr(package, key)
        parent = parent.rpartition(".")[0]
