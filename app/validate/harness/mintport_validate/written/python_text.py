"""Values of a case as the Python text of a test: arrays are made by numpy where the test runs."""

import numpy as np

from . import NotWritten

WIDTH = 120
SHORT = 64  # an array up to this size is written out; a longer one becomes random numbers of its kind


def of(value, arrays, indent=0):
    """The text of a value of a case; lines after the first are indented by `indent` more than the brackets they are in."""
    if isinstance(value, dict) and any(key.startswith("$") for key in value):
        return special(value, arrays)
    if isinstance(value, dict):
        items = [f"{key!r}: {of(one, arrays, indent + 4)}".replace("'", '"', 2) for key, one in value.items()]
        return bracketed("{", items, "}", indent)
    if isinstance(value, list):
        return bracketed("[", [of(one, arrays, indent + 4) for one in value], "]", indent)
    if isinstance(value, tuple):
        return bracketed("(", [of(one, arrays, indent + 4) for one in value], ",)" if len(value) == 1 else ")", indent)
    if isinstance(value, str):
        return '"' + value.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'
    return repr(value)


def bracketed(opening, items, closing, indent):
    line = opening + ", ".join(items) + closing
    if len(line) + indent <= WIDTH - 4 and "\n" not in line:
        return line
    inner = " " * (indent + 4)
    return opening + "\n" + "".join(f"{inner}{item},\n" for item in items) + " " * indent + closing[-1]


def special(value, arrays):
    if "$tuple" in value:
        return of(tuple(value["$tuple"]), arrays)
    if "$normal" in value or "$uniform" in value:
        made = "randn" if "$normal" in value else "rand"
        shape = ", ".join(str(n) for n in value.get("$normal", value.get("$uniform")))
        scale = f" * {value['scale']}" if value.get("scale", 1.0) != 1.0 else ""
        text = f"np.random.{made}({shape})"
        return (f"({text}{scale})" if scale else text) + f".astype(np.{value.get('dtype', 'float32')})"
    if "$integers" in value:
        kind = value.get("dtype", "int64")
        return f"np.random.randint(0, {value['below']}, size={tuple(value['$integers'])}).astype(np.{kind})"
    if "$full" in value:
        return f"np.full({tuple(value['$full'])}, {value['value']!r}, dtype=np.{value.get('dtype', 'float32')})"
    if "$values" in value or "$array" in value:
        from ..values import make

        return array_text(np.asarray(make(value, arrays)))
    raise NotWritten(f"a test cannot have a {next(iter(value))[1:]}")


def array_text(array):
    kind = "bool_" if array.dtype == bool else str(array.dtype)
    if array.size <= SHORT:
        return f"np.array({array.tolist()!r}, dtype=np.{kind})"
    shape = tuple(array.shape)
    if array.dtype.kind == "f":
        return f"np.random.randn({', '.join(map(str, shape))}).astype(np.float32)"
    if np.all(array == array.flat[0]):
        return f"np.full({shape}, {array.flat[0].item()!r}, dtype=np.{kind})"
    if array.dtype.kind in "iu":
        return f"np.random.randint({array.min()}, {array.max() + 1}, size={shape}).astype(np.{kind})"
    raise NotWritten(f"a test cannot have an array of {array.dtype} with {array.size} values")
