"""Adds a model or a block to the list of cases in the port's tests: [name, the original's class, the port's class, arguments,
named arguments, inputs, named inputs, types, modes]. The row runs once before it is written."""

import ast
import contextlib
import importlib.util
import inspect
from pathlib import Path

import numpy as np

from .. import compare, entries, models
from ..cases import tests_folder
from ..cases.port import PARTS, case_of
from . import NotWritten, locked, must_pass, python_text, save

PLACE_OF_PORT = 2  # in a row
TYPES, MODES = ["fp32"], [1]  # what validation ran: single precision, without compilation
CLOSE = 5e-3  # the relative error that the port's own tests allow
FIRST = '''"""Cases of mintport validate, in the form of the port's lists of cases."""

import numpy as np

ALL_CASES = [
]
'''


def write(climb, case, arrays):
    """Writes the row of a Climb that passed. Returns the file, from the folder of tests. Raises NotWritten."""
    folder = Path(climb.request["tests"])
    folder.mkdir(parents=True, exist_ok=True)
    with locked(folder):
        file = list_of_cases(folder, climb.settings["port_package"])
        text = file.read_text(encoding="utf-8") if file.exists() else FIRST
        row = row_text(climb, case, arrays)
        changed = added(text, row, climb)
        run(climb, changed, file)
        file.parent.mkdir(parents=True, exist_ok=True)
        save(file, changed)
    return file.relative_to(folder).as_posix()


def list_of_cases(folder, port_package):
    """The file with most rows; without one, a new file."""
    found = {}
    for file in tests_folder.files_with(folder, [f'"{port_package}.']):
        with contextlib.suppress(SyntaxError):
            found[file] = sum(len(rows) for _, rows in lists(ast.parse(file.read_text(encoding="utf-8")), port_package))
    best = max(found, key=lambda file: found[file], default=None)
    return best if best is not None and found[best] else folder / "modules" / "modules_test_cases.py"


def lists(tree, port_package):
    """(list, its rows) of a module's assignments."""
    for node in tree.body:
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.List):
            rows = [row for row in node.value.elts if place_of(row).startswith(port_package + ".")]
            if rows or not node.value.elts:
                yield node.value, rows


def place_of(row):
    """Where a row says that the port's class is; empty if it is no row."""
    parts = row.elts if isinstance(row, (ast.List, ast.Tuple)) and len(row.elts) >= PARTS else []
    place = parts[PLACE_OF_PORT] if parts else None
    return place.value if isinstance(place, ast.Constant) and isinstance(place.value, str) else ""


def places(climb):
    """The class in the original and in the port, as a row names them."""
    module = climb.of_class()["module"]
    return [f"{climb.settings[side]}.{module}.{climb.name}" for side in ("source_package", "port_package")]


def row_text(climb, case, arrays):
    inputs = dict(case["inputs"])
    original, port = places(climb)
    text = lambda value: python_text.of(value, arrays, 8)  # noqa: E731
    if entries.accepts_return_dict(climb.imports(), {}):
        inputs["return_dict"] = False
    parts = [
        text(climb.name),
        text(original),
        text(port),
        text(tuple(case.get("arguments_in_order", []))),
        text(case["arguments"]),
        text(tuple(case.get("inputs_in_order", []))),
        text(inputs),
        text(TYPES),
        text(MODES),
    ]
    return "    [\n" + "".join(f"        {part},\n" for part in parts) + "    ],\n"


def added(text, row, climb):
    """The text with the row at the end of the list whose rows are nearest. Raises NotWritten if it has one of the class."""
    port = places(climb)[1]
    found = list(lists(ast.parse(text), climb.settings["port_package"]))
    if any(place_of(one).rsplit(".", 1)[-1] == climb.name for _, rows in found for one in rows):
        raise NotWritten("the port's tests have a case of it")
    if not found:
        raise NotWritten("the file of cases has no list of them")
    nearest = max(found, key=lambda one: max((shared(place_of(row), port) for row in one[1]), default=0))[0]
    lines = text.splitlines(keepends=True)
    last = nearest.end_lineno - 1
    before = lines[last][: nearest.end_col_offset - 1]
    return "".join(lines[:last]) + before + row + lines[last][nearest.end_col_offset - 1 :] + "".join(lines[last + 1 :])


def shared(one, other):
    """How many parts two dotted names have in common, from the left."""
    pairs = zip(one.split("."), other.split("."))
    return next((n for n, (a, b) in enumerate(pairs) if a != b), min(one.count("."), other.count(".")) + 1)


def run(climb, text, file):
    """Runs the row of the text once. Raises NotWritten if it does not pass."""
    space = {"__name__": "cases", "__file__": str(file)}
    exec(compile(text, str(file), "exec"), space)  # it holds what the port's tests hold, and the row
    row = next(
        row
        for value in space.values()
        for row in (value if isinstance(value, list) else ())
        if isinstance(row, list) and len(row) >= PARTS and row[PLACE_OF_PORT] == places(climb)[1]
    )
    tester = own_test(file)
    with must_pass(), climb.library.shared_noise():
        if tester is not None:
            tester(*row[:PARTS], TYPES[0], MODES[0])
        else:
            compare_row(climb, row)


def own_test(file):
    """The function beside the list that runs a row; None without one. It needs torch and the original here."""
    if importlib.util.find_spec("torch") is None:
        return None
    folder = file.parent
    while (folder / "__init__.py").exists() and (folder.parent / "__init__.py").exists():
        folder = folder.parent
    for other in sorted(file.parent.glob("test_*.py")) if file.exists() else ():
        if file.stem not in other.read_text(encoding="utf-8"):
            continue
        module = tests_folder.imported(folder, other)
        for name, function in inspect.getmembers(module, inspect.isfunction):
            if name.startswith("test_") and len(inspect.signature(function).parameters) == PARTS + 2:
                return function
    return None


def compare_row(climb, row):
    """Runs a row on both sides with the same weights and arrays."""
    ours, arrays = climb.library, {}
    case = case_of(row, ours, arrays)
    path = Path(climb.settings["scratch"]) / f"{climb.name}.test.npz"
    np.savez(path, **arrays)
    case["arrays"] = str(path)
    answer = climb.child.ask(do="run", **climb.of_class(), case=case)
    saved = np.load(answer["out"])
    model = models.build_port(ours, climb.imports(), case, arrays)
    models.copy_weights(climb, model, saved, set(answer["buffers"]))
    with ours.shared_noise():
        given = compare.flatten(entries.call(ours, model, case, case["entries"][0], arrays), ours)
    for index, (_, array) in enumerate(given):
        expected = compare.numbers(saved[f"output/0/{index}"])
        error = np.linalg.norm(expected - compare.numbers(array)) / max(np.linalg.norm(expected), 1e-9)
        if not error < CLOSE:
            raise NotWritten(f"it does not pass: an output differs by {error:.2g}")
