"""The parameters of torch's names, with their defaults: from the schemas of native functions, else from Python."""

import functools
import importlib
import inspect
from dataclasses import dataclass

import torch

MISSING = object()
NATIVE_PREFIXES = {
    "torch.nn.functional.": "", "torch.linalg.": "linalg_", "torch.fft.": "fft_", "torch.special.": "special_",
    "torch.Tensor.": "", "torch.": "",
}  # fmt: skip


@dataclass(frozen=True)
class Parameter:
    name: str
    type: str
    default: object = MISSING
    keyword_only: bool = False


def found(name):
    """torch.nn.functional.pad, the object; None: torch has no such name."""
    value = torch
    for part in name.split(".")[1:]:
        if not hasattr(value, part):
            try:
                importlib.import_module(value.__name__ + "." + part)
            except Exception:
                return None
        value = getattr(value, part, None)
    return value


def native(name):
    """Overloads by aten's schemas, without those for out=."""
    for prefix, start in NATIVE_PREFIXES.items():
        if name.startswith(prefix):
            rest = name[len(prefix) :]
            schemas = torch._C._jit_get_schemas_for_operator("aten::" + start + rest) if "." not in rest else ()
            return [parameters for parameters in map(of_schema, schemas) if parameters is not None]
    return []


def of_schema(schema):
    parameters = []
    for argument in schema.arguments:
        if argument.name == "out" or argument.is_out:
            return None
        default = argument.default_value if argument.has_default_value() else MISSING
        # A dtype has the number of a type, of which Python knows no name.
        if argument.name in ("dtype", "layout", "device", "pin_memory", "memory_format", "generator"):
            default = None if default is not MISSING else MISSING
        name = "input" if argument.name == "self" else argument.name
        parameters.append(Parameter(name, str(argument.type), default, argument.kwarg_only))
    return tuple(parameters)


def of_python(function):
    try:
        signature = inspect.signature(function)
    except (TypeError, ValueError):
        return None
    kinds = inspect.Parameter
    out = []
    for parameter in signature.parameters.values():
        if parameter.kind in (kinds.VAR_POSITIONAL, kinds.VAR_KEYWORD):
            return None
        default = MISSING if parameter.default is kinds.empty else parameter.default
        out.append(Parameter(parameter.name, str(parameter.annotation), default, parameter.kind == kinds.KEYWORD_ONLY))
    return tuple(out)


@functools.cache
def overloads(name):
    """Possible lists of parameters of a torch name; a method's begin with its receiver, a layer's are without self."""
    thing = found(name)
    if inspect.isclass(thing):
        one = of_python(thing)
        return [one] if one else []
    natives = native(name)
    one = of_python(thing) if thing is not None else None
    return ([one] if one else []) + natives


def bound(name, args, named):
    """[(parameter, value)] in the order of the call's first fitting overload, and all its parameters; (None, ())."""
    for parameters in overloads(name):
        positional = [p for p in parameters if not p.keyword_only]
        by_name = {p.name: p for p in parameters}
        if len(args) > len(positional) or any(key not in by_name for key in named):
            continue
        pairs = [*zip(positional, args), *((by_name[key], value) for key, value in named.items())]
        given = [p.name for p, _ in pairs]
        if len(set(given)) < len(given):
            continue
        if any(p.default is MISSING and p.name not in given for p in parameters):
            continue
        if all(fits(p, value) for p, value in pairs):
            return pairs, parameters
    return None, ()


def fits(parameter, value):
    """Whether a value may be meant for a native parameter; Python's annotations are not asked."""
    kind = parameter.type
    if kind == "Tensor":
        return isinstance(value, torch.Tensor)
    if kind in ("int", "Scalar", "number", "float", "bool"):
        return isinstance(value, (int, float, complex, torch.Tensor))
    if kind.startswith("List["):
        return isinstance(value, (list, tuple, int, float, torch.Tensor))
    return True


def qualified(callee):
    return "torch.Tensor" + callee if callee.startswith(".") else callee
