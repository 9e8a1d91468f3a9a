"""The ways to run a model: forward, and for autoencoders encode, decode, tiled and sliced. Both sides run the same.

An entry: {"name": …, "method": "" | "encode" | …, "inputs": {…}, "before": ["enable_tiling"], "tile": 2}. Without inputs, those of the case.
With "arguments", it runs another model, made with these instead of those of the case."""

import inspect

from .values import decode


def call(library, model, case, entry, arrays, dtype="float32"):
    """What the entry returns, detached from the model's own containers as far as compare.flatten needs."""
    spec = {
        "order": entry.get("inputs_in_order", case.get("inputs_in_order", [])),
        "named": entry.get("inputs", case["inputs"]),
    }
    given = decode(spec, library, arrays)
    given = cast(library, given, dtype) if dtype != "float32" else given
    prepare(model, entry)
    try:
        method = getattr(model, entry["method"]) if entry.get("method") else model
        named = given["named"]
        if accepts_return_dict(model, entry):
            named = {**named, "return_dict": False}
        return method(*given["order"], **named)
    finally:
        restore(model, entry)


def cast(library, value, dtype):
    if library.is_tensor(value):
        return library.cast(value, dtype)
    if isinstance(value, dict):
        return {key: cast(library, one, dtype) for key, one in value.items()}
    if isinstance(value, (list, tuple)):
        return type(value)(cast(library, one, dtype) for one in value)
    return value


def accepts_return_dict(model, entry):
    method = (
        getattr(model, entry["method"]) if entry.get("method") else getattr(model, "construct", None) or model.forward
    )
    return "return_dict" in inspect.signature(method).parameters


def tile_sizes(model):
    """Attributes that say how large tiles are."""
    return {
        name: value
        for name, value in vars(model).items()
        if name.startswith("tile_") and type(value) is int and ("size" in name or "min" in name or "stride" in name)
    }


def prepare(model, entry):
    for name in entry.get("before", ()):
        getattr(model, name)()
    if entry.get("tile"):
        entry["_sizes"] = tile_sizes(model)
        for name, value in entry["_sizes"].items():
            setattr(model, name, max(1, value // entry["tile"]))


def restore(model, entry):
    for name, value in entry.pop("_sizes", {}).items():
        setattr(model, name, value)
    for name in entry.get("before", ()):
        undo = undoing(name)
        if undo != name and hasattr(model, undo):
            getattr(model, undo)()


def undoing(name):
    """The method that undoes another: disable_tiling, unfuse_projections."""
    return "un" + name if name.startswith("fuse_") else name.replace("enable_", "disable_")
