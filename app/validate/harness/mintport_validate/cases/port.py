"""Cases of the port's own tests: lists of [name, the original's class, the port's class, arguments, named arguments, inputs, named inputs]."""

import ast
from pathlib import Path

import numpy as np

from ..failure import NoCase
from ..values import encode
from . import search, tests_folder

PARTS = 7


def find(original, cls, request):
    """The first case of the class that runs, of files that need no framework of the port; None without one. Raises NoCase."""
    folder = original.settings.get("port_tests")
    package, said = original.settings["port_package"], None
    if request["kind"] == "scheduler":
        return None
    for file in tests_folder.files_with(folder, [f'.{request["class"]}"', f".{request['class']}'"]):
        if needs(file, {"mindspore", package.split(".")[0]}):
            continue
        try:
            module = tests_folder.imported(folder, file)
        except Exception as error:
            said = f"{file.name} does not import: {type(error).__name__}: {error}"
            continue
        for row in rows(module, package, request["class"]):
            try:
                return made(original, cls, request, row, Path(folder), file)
            except Exception as error:  # the next row may do
                said = f"{file.name}: {row[0]}: {type(error).__name__}: {error}"
    if said:
        raise NoCase(said)
    return None


def needs(file, packages):
    """Whether a file imports one of the packages."""
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
        names += [node.module or ""] if isinstance(node, ast.ImportFrom) and not node.level else []
        if any(name.split(".")[0] in packages for name in names):
            return True
    return False


def rows(module, package, name):
    """Rows of the lists of a module that are about the class."""
    seen = []
    for value in vars(module).values():
        for row in value if isinstance(value, (list, tuple)) else ():
            if isinstance(row, (list, tuple)) and len(row) >= PARTS and isinstance(row[2], str) and id(row) not in seen:
                if row[2].startswith(package + ".") and row[2].rsplit(".", 1)[-1] == name:
                    seen.append(id(row))
                    yield row


def made(original, cls, request, row, folder, file):
    """The case of a row. Raises what the model raises."""
    arrays, library = {}, original.library
    case = case_of(row, library, arrays)
    arrays.update(
        {key: one.astype(np.float32) for key, one in arrays.items() if one.dtype == np.float64}
    )  # as its test does
    path = original.scratch / f"{request['class']}.inputs.npz"
    np.savez(path, **arrays)
    case["arrays"] = str(path)
    search.check(library, cls, case, arrays)
    return {"case": case, "name": f"{file.relative_to(folder).as_posix()}: {row[0]}"}


def case_of(row, library, arrays):
    """A row as a case; its arrays go into the dictionary `arrays`."""
    _, _, _, in_order, named, inputs_in_order, inputs = row[:PARTS]
    return {
        "arguments_in_order": [encode(one, library, arrays) for one in in_order],
        "arguments": encode(dict(named), library, arrays),
        "inputs_in_order": [encode(one, library, arrays) for one in inputs_in_order],
        "inputs": {key: value for key, value in encode(dict(inputs), library, arrays).items() if key != "return_dict"},
        "entries": [{"name": "forward"}],
    }
