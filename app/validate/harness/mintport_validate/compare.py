"""Compares the outputs of two libraries, as numpy.allclose does; `atol` grows with the spread of numbers beyond 1."""

from dataclasses import dataclass

import numpy as np


@dataclass
class Comparison:
    ok: bool
    max_abs: float | None = None
    max_rel: float | None = None
    message: str = ""


def flatten(value, library, name=""):
    """The tensors in a value as a list of (name, array): containers, outputs, and objects such as distributions."""
    if library.is_tensor(value):
        return [(name, library.array(value))]
    if isinstance(value, np.ndarray):
        return [(name, value)] if value.dtype.kind in "fiub" else []
    if isinstance(value, bool) or value is None or isinstance(value, (str, bytes)):
        return []
    if isinstance(value, (int, float)):
        return [(name, np.asarray(value, np.float64))]
    if type(value).__module__.startswith("PIL."):
        return [(name, np.asarray(value))]
    inner = lambda key: f"{name}.{key}" if name else str(key)  # noqa: E731
    if isinstance(value, dict):
        return [one for key, item in value.items() for one in flatten(item, library, inner(key))]
    if isinstance(value, (list, tuple)):
        return [one for key, item in enumerate(value) for one in flatten(item, library, inner(key))]
    if type(value).__module__.split(".")[0] in library.own_packages:
        fields = {key: item for key, item in vars(value).items() if not key.startswith("_")}
        if library.is_tensor(
            fields.get("parameters")
        ):  # a distribution: the rest follows, and a port may return these alone
            return [(name, library.array(fields["parameters"]))]
        return [one for key in sorted(fields) for one in flatten(fields[key], library, inner(key))]
    return []


def numbers(array):
    return array.astype(np.float64) if array.dtype.kind in "fiub" else array


def one(expected, given, rtol, atol):
    """Compares two arrays."""
    if expected.shape != given.shape:
        return Comparison(False, message=f"shape {list(given.shape)} instead of {list(expected.shape)}")
    if not expected.size:
        return Comparison(True, 0.0, 0.0)
    expected, given = numbers(expected), numbers(given)
    known = np.isfinite(expected)
    difference = np.abs(np.where(known, given - np.where(known, expected, 0), 0))
    same_elsewhere = np.array_equal(given[~known], expected[~known], equal_nan=True)
    worst = float(difference.max()) if same_elsewhere else float("inf")
    if np.isnan(difference).any():
        worst = float("nan")
    largest = float(np.abs(expected[known]).max()) if known.any() else 0.0
    relative = worst / largest if largest else (0.0 if worst == 0 else float("inf"))
    spread = float(expected[known].std()) if known.any() else 0.0
    atol *= max(1.0, spread)  # numbers about 10,000 are rounded to a thousandth
    ok = same_elsewhere and bool(np.all(difference <= atol + rtol * np.abs(np.where(known, expected, 0))))
    return Comparison(ok, worst, relative)


def all_of(expected, given, rtol, atol):
    """Compares two lists of (name, array), in their order."""
    if len(expected) != len(given):
        return Comparison(False, message=f"{len(given)} outputs instead of {len(expected)}")
    worst = Comparison(True, 0.0 if expected else None, 0.0 if expected else None)
    for (name, a), (_, b) in zip(expected, given):
        found = one(a, b, rtol, atol)
        if not found.ok and worst.ok:
            what = f"output {name}" if name else "the output"
            worst.message = f"{what}: " + (found.message or f"differs by {found.max_abs:.3g}")
        worst.ok = worst.ok and found.ok
        worst.max_abs, worst.max_rel = larger(worst.max_abs, found.max_abs), larger(worst.max_rel, found.max_rel)
    return worst


def larger(a, b):
    """The larger of two numbers; NaN is the largest, None the smallest."""
    if a is None or b is None:
        return b if a is None else a
    return a if a != a or a >= b else b


def statistics(array):
    """min, max, mean and std of an array, for a reader."""
    array = numbers(array)
    if not array.size:
        return None
    return {"min": array.min(), "max": array.max(), "mean": array.mean(), "std": array.std()}
