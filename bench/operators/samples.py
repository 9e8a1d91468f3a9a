"""Calls to start from: torch's own samples of its operators and layers (torch.testing), and those of written.py."""

import functools
import inspect
import warnings
import zlib
from dataclasses import replace

import torch

from calls import Call, NoText, case_of, parsed
from signatures import found
from variations import tensors_of
from written import LIKE, WRITTEN

LARGEST = 2000  # elements of a case's tensors


@functools.cache
def operators():
    """torch's samples of functions by name: "add", "nn.functional.conv2d", "linalg.norm"."""
    from torch.testing._internal.common_methods_invocations import op_db

    out = {}
    for info in op_db:
        for name in {info.name, info.aten_name, *(alias.name for alias in info.aliases)} - {None}:
            out.setdefault(name, []).append(info)
    return out


@functools.cache
def layers():
    from torch.testing._internal.common_modules import module_db

    return {"torch.nn." + info.module_cls.__name__: info for info in module_db}


def seeded(name):
    torch.manual_seed(zlib.crc32(name.encode()))


def small(call):
    return all(t.numel() <= LARGEST for t in tensors_of(call))


def spread(items, count):
    """`count` of the items, evenly."""
    if len(items) <= count:
        return items
    return [items[i * (len(items) - 1) // (count - 1)] for i in range(count)]


def base(name, count):
    """Up to `count` calls of a torch name, unlike each other; [] where nobody knows one."""
    seeded(name)
    calls = [parsed(text) for text in WRITTEN.get(name, ())]
    thing = found(name)
    if name in LIKE:
        source = LIKE[name]
        calls += [c for c in (renamed(call, name) for call in base(source, count)) if c is not None]
    elif inspect.isclass(thing):
        calls += spread(of_layer(name), count)
    else:
        calls += spread(of_operator(name), count)
    return calls


def renamed(call, name):
    """A call of a function as one of a method, or of another function of the same parameters."""
    if not isinstance(call, Call):
        return None
    if call.inputs is not None:
        return replace(call, callee=name)
    if not name.startswith("torch.Tensor."):
        return Call(name, call.args, call.named)
    method = name.removeprefix("torch.Tensor.")
    if not call.args or not isinstance(call.args[0], torch.Tensor):
        return None
    return Call("." + method, call.args, call.named, then="receiver" if method.endswith("_") else "value")


def of_operator(name):
    method = name.startswith("torch.Tensor.")
    plain = name.removeprefix("torch.Tensor.").removeprefix("torch.")
    infos = operators().get(plain, [])
    for other in (plain.removesuffix("_"), "nn.functional." + plain, plain.removeprefix("nn.functional.")):
        infos = infos or operators().get(other, [])
    calls, seen = [], set()
    for info in infos:
        for call in samples_of(info, name, method):
            key = text_of(call)
            if small(call) and key not in seen:
                seen.add(key)
                calls.append(call)
    return calls


def samples_of(info, name, method):
    dtypes = info.supported_dtypes("cpu")
    dtype = next((t for t in (torch.float32, torch.int64, torch.bool, torch.complex64) if t in dtypes), None)
    if dtype is None:
        return
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            samples = list(zip(range(200), info.sample_inputs("cpu", dtype, requires_grad=False)))
        except Exception:
            return
    for _, sample in samples:
        args = (sample.input, *sample.args)
        named = {k: v for k, v in sample.kwargs.items() if k not in ("device", "out")}
        if not method:
            yield Call(name, plain_values(args), named)
        elif isinstance(sample.input, torch.Tensor):
            yield renamed(Call(name, plain_values(args), named), name)


def plain_values(value):
    """torch.Size and kin as tuples, noncontiguous tensors as they are."""
    if isinstance(value, torch.Size):
        return tuple(value)
    if type(value) in (tuple, list):
        return type(value)(plain_values(one) for one in value)
    return value.detach() if isinstance(value, torch.Tensor) else value


def text_of(call):
    try:
        return case_of(call).shown
    except NoText:
        return repr(call)


def of_layer(name):
    info = layers().get(name)
    if info is None:
        return []
    calls = []
    try:
        samples = info.module_inputs_func(info, device="cpu", dtype=torch.float32, requires_grad=False, training=False)
    except Exception:
        return []
    for sample in samples:
        made, given = sample.constructor_input, sample.forward_input
        if given is None:
            continue
        named = {k: v for k, v in made.kwargs.items() if k not in ("device", "dtype")}
        calls.append(Call(name, plain_values(made.args), named, plain_values(given.args), dict(given.kwargs)))
    return [call for call in calls if small(call)]
