"""What cases give, as values that can be compared, whichever framework gave them."""

import math
import sys
import types

import numpy as np
import torch

NAMES = {"bool_": "bool", "float": "float32", "int": "int64"}


class Array:
    """A tensor of either framework."""

    def __init__(self, dtype, array):
        self.dtype, self.array = dtype, array

    def __repr__(self):
        return f"{self.dtype}{list(self.array.shape)}"


def copied(tensor):
    """Another tensor of the same numbers, not a view: cases change what they get."""
    return tensor.clone() if tensor.is_contiguous() else tensor.contiguous()


def run(case, before):
    """What a case gives with torch, on copies of its tensors; `before` is code that cases may use."""
    body = "\n".join("    " + line for line in case.lines)
    parameters = ", ".join((["layer"] if case.make else []) + list(case.tensors))
    space = {"torch": torch}
    exec(f"{before}\n\ndef case({parameters}):\n{body}\n", space)
    arguments = [copied(t) for t in case.tensors.values()]
    if case.make:
        layer = eval(case.make, space)
        arguments.insert(0, layer.eval() if isinstance(layer, torch.nn.Module) else layer)
    return space["case"](*arguments)


def dtype_name(dtype):
    name = str(dtype).rsplit(".", 1)[-1].lower()
    return NAMES.get(name, name)


def plain(value, depth=0):
    """Results as Arrays, numbers, strings, lists and tuples, whichever framework they come from."""
    if isinstance(value, torch.Tensor):
        if isinstance(value, torch.nn.Parameter):
            value = value.detach()
        if value.layout is not torch.strided:
            value = value.to_dense()
        kept = value.float() if value.dtype is torch.bfloat16 or "float8" in str(value.dtype) else value
        return Array(dtype_name(value.dtype), kept.resolve_conj().resolve_neg().numpy())
    if isinstance(value, torch.dtype):
        return "dtype " + dtype_name(value)
    if "mindspore" in sys.modules and (found := plain_mindspore(value)) is not None:
        return found
    if isinstance(value, (np.ndarray, np.generic)):
        return Array(dtype_name(value.dtype), np.asarray(value))
    if isinstance(value, dict):
        return {str(key): plain(one, depth + 1) for key, one in value.items()}
    if isinstance(value, (list, tuple)) or isinstance(value, types.GeneratorType) or is_iterator(value):
        return tuple(plain(one, depth + 1) for one in value) if depth < 5 else ()
    if value is None or isinstance(value, (bool, int, float, complex, str)):
        return value
    return "a " + type(value).__name__


def plain_mindspore(value):
    """None: nothing of MindSpore's."""
    import mindspore as ms

    if isinstance(value, (ms.Type, type(ms.float32))):
        return "dtype " + dtype_name(value)
    if not isinstance(value, ms.Tensor):
        return None
    dtype = dtype_name(value.dtype)
    if value.dtype == ms.bfloat16 or "float8" in dtype:
        value = value.astype(ms.float32)
    return Array(dtype, np.array(value.asnumpy()))


def is_iterator(value):
    return hasattr(value, "__next__") or type(value).__name__ in (
        "dict_values",
        "dict_items",
        "dict_keys",
        "map",
        "zip",
    )


def tolerance(dtype):
    return {"float16": 5e-3, "bfloat16": 2e-2}.get(dtype, 1e-3)


def difference(expected, given, random=False):
    """What of the given result is not as expected, in a few words; None: the same."""
    if isinstance(expected, tuple) and isinstance(given, tuple):
        if len(expected) != len(given):
            return f"{len(given)} values, torch {len(expected)}"
        return next((d for d in (difference(a, b, random) for a, b in zip(expected, given)) if d), None)
    if isinstance(expected, dict) and isinstance(given, dict):
        if list(expected) != list(given):
            return f"keys {list(given)[:4]}, torch {list(expected)[:4]}"
        return next((d for d in (difference(expected[k], given[k], random) for k in expected) if d), None)
    if isinstance(expected, Array) and isinstance(given, Array):
        return array_difference(expected, given, random)
    if isinstance(expected, Array) or isinstance(given, Array):
        return f"{kind(given)}, torch {kind(expected)}"
    if type(expected) is not type(given):
        return f"{kind(given)}, torch {kind(expected)}"
    if isinstance(expected, float):
        same = math.isclose(expected, given, rel_tol=1e-3, abs_tol=1e-3) or (expected != expected and given != given)
        return None if same else "other numbers"
    return None if expected == given else f"{str(given)[:40]}, torch {str(expected)[:40]}"


def kind(value):
    if isinstance(value, Array):
        return f"a tensor of {value.dtype}"
    return "None" if value is None else f"a {type(value).__name__}"


def array_difference(expected, given, random):
    if expected.array.shape != given.array.shape:
        return f"shape {list(given.array.shape)}, torch {list(expected.array.shape)}"
    numbers = number_difference(expected, given, random)
    if expected.dtype != given.dtype:
        return f"{given.dtype}, torch {expected.dtype}" + (", and other numbers" if numbers else "")
    return numbers


def number_difference(expected, given, random):
    a, b = expected.array, given.array
    if not a.size:
        return None
    if random:
        if a.size < 500:
            return None
        spread = max(float(np.std(a.astype(np.float64))), 1e-6)
        apart = abs(float(np.mean(a.astype(np.float64))) - float(np.mean(b.astype(np.float64))))
        other = abs(float(np.std(b.astype(np.float64))) - spread)
        return "another distribution" if apart > 0.3 * spread or other > 0.3 * spread else None
    if a.dtype.kind in "biu" and b.dtype.kind in "biu":
        return None if np.array_equal(a, b) else "other numbers"
    close = tolerance(expected.dtype)
    a, b = (x.astype(np.complex128 if x.dtype.kind == "c" else np.float64) for x in (a, b))
    with np.errstate(all="ignore"):
        return None if np.allclose(b, a, rtol=close, atol=close, equal_nan=True) else "other numbers"
