"""Other ways to make the same call, and calls that differ in one respect. torch says which of them are valid."""

from dataclasses import replace

import torch

from calls import SHORT
from signatures import MISSING, bound, qualified

TYPES = (torch.float32, torch.float16, torch.bfloat16, torch.int32, torch.int64, torch.bool)
SHAPES = ((), (0,), (1,), (0, 3), (4,), (2, 3), (1, 3, 1, 2))
UNUSED = {
    "out",
    "device",
    "layout",
    "pin_memory",
    "memory_format",
    "generator",
    "requires_grad",
    "names",
    "non_blocking",
}


def bindings(call):
    return bound(qualified(call.callee), call.args, call.named)


def spelled(call):
    """Positional and keyword spellings of the same arguments."""
    pairs, parameters = bindings(call)
    if not pairs:
        return
    first = 1 if call.callee.startswith(".") else 0
    args = [value for _, value in pairs[:first]]
    yield call.tagged("arguments by keyword", args=tuple(args), named={p.name: v for p, v in pairs[first:]})
    if len(pairs) - first > 2:
        keep = call.args[: first + 1]
        named = {p.name: v for p, v in pairs[len(keep) :]}
        yield call.tagged("options by keyword", args=keep, named=named)
    given = {p.name: v for p, v in pairs}
    positional = []
    for parameter in parameters:
        if parameter.keyword_only or parameter.name not in given:
            break
        positional.append(given.pop(parameter.name))
    yield call.tagged("arguments by position", args=tuple(positional), named=given)


def with_value(call, pairs, index, value):
    """The call with another value of its argument `index`."""
    if index < len(call.args):
        return replace(call, args=(*call.args[:index], value, *call.args[index + 1 :]))
    name = pairs[index][0].name
    return replace(call, named={**call.named, name: value})


def defaults(call):
    """Each parameter that is absent at its default, each that is given left out."""
    pairs, parameters = bindings(call)
    if pairs is None:
        return
    given = {p.name for p, _ in pairs}
    for p in parameters:
        if p.name in UNUSED or p.name in given or p.default is MISSING:
            continue
        yield call.tagged(f"{p.name} at its default", named={**call.named, p.name: p.default})
    for index, (p, _) in enumerate(pairs):
        if p.default is MISSING:
            continue
        if p.name in call.named:
            yield call.tagged("", named={k: v for k, v in call.named.items() if k != p.name})
        elif index == len(call.args) - 1:
            yield call.tagged("", args=call.args[:-1])


def other_values(call):
    """Each value of another kind: a list for a tuple, an int for a float, a negative dimension; True for False."""
    pairs, parameters = bindings(call)
    if pairs is None:
        return
    rank = next((v.dim() for _, v in pairs if isinstance(v, torch.Tensor)), 0)
    for index, (p, value) in enumerate(pairs):
        for other in others(p.name, value, rank):
            yield with_value(call, pairs, index, other)
    given = {p.name for p, _ in pairs}
    for p in parameters:
        if p.name in UNUSED or p.name in given or p.default is MISSING:
            continue
        for other in unlike_default(p, rank):
            yield replace(call, named={**call.named, p.name: other})


def numbers(value):
    return value and all(isinstance(v, (int, float)) and not isinstance(v, bool) for v in value)


def others(name, value, rank):
    if isinstance(value, bool):
        yield not value
    elif isinstance(value, (list, tuple)) and numbers(value):
        yield list(value) if isinstance(value, tuple) else tuple(value)
        if len(set(value)) == 1:
            yield value[0]
        if "dim" in name or "axis" in name:
            yield tuple(v - rank if v >= 0 else v + rank for v in value)
        if all(isinstance(v, float) and v == int(v) for v in value):
            yield tuple(int(v) for v in value)
    elif isinstance(value, (list, tuple)) and value and isinstance(value[0], torch.Tensor):
        yield tuple(value) if isinstance(value, list) else list(value)
    elif isinstance(value, int):
        if "dim" in name or "axis" in name:
            yield value - rank if value >= 0 else value + rank
            yield (value,)
            yield [value]
        else:
            yield float(value)
            yield (value, value)
    elif isinstance(value, float):
        if value == value and abs(value) < 1e6:
            yield int(value) if value == int(value) else round(value) or 1


def unlike_default(parameter, rank):
    name, default = parameter.name, parameter.default
    if isinstance(default, bool):
        yield not default
    elif name in ("dim", "axis"):
        yield from (0, -1, (0,), [0])
        if rank > 1:
            yield from ((0, 1), [0, -1], (0, -1))
    elif name == "dtype":
        yield from (torch.float32, torch.float64, torch.float16, torch.int32)
    elif isinstance(default, int):
        yield default + 1
    elif isinstance(default, float):
        yield default + 0.5
        yield int(default) + 1
    elif name in ("min", "max"):
        yield from (0, 0.5)
    elif name == "p":
        yield from (1, 2.0)


def tensors_of(call):
    """Tensors of a call's arguments, each once, those in lists too."""
    out = []

    def visit(value):
        if isinstance(value, torch.Tensor):
            if not any(value is known for known in out):
                out.append(value)
        elif isinstance(value, (list, tuple)):
            for one in value:
                visit(one)
        elif isinstance(value, dict):
            visit(tuple(value.values()))

    visit((call.args, call.named, call.inputs or (), call.input_names))
    return out


def exchanged(value, change):
    """`value` with its tensors changed; the same tensor stays the same."""
    if isinstance(value, torch.Tensor):
        return change(value)
    if isinstance(value, (list, tuple)):
        return type(value)(exchanged(one, change) for one in value) if type(value) in (list, tuple) else value
    if isinstance(value, dict):
        return {key: exchanged(one, change) for key, one in value.items()}
    return value


def with_tensors(call, tag, change):
    known = {}

    def once(tensor):
        if id(tensor) not in known:
            known[id(tensor)] = change(tensor)
        return known[id(tensor)]

    inputs = None if call.inputs is None else exchanged(call.inputs, once)
    return call.tagged(
        tag, args=exchanged(call.args, once), named=exchanged(call.named, once), inputs=inputs,
        input_names=exchanged(call.input_names, once),
    )  # fmt: skip


def from_turn(items, turn):
    return (*items[turn % len(items) :], *items[: turn % len(items)])


def types(call, turn):
    """Tensors of each element type; one of another type than the first. `turn` says with which to begin."""
    all_tensors = tensors_of(call)
    if not all_tensors:
        return
    main = all_tensors[0].dtype
    for dtype in from_turn(TYPES, turn):
        if dtype is not main and call.inputs is None:
            yield with_tensors(call, "", lambda t: t.to(dtype) if t.dtype is main else t)
    if len(all_tensors) > 1:
        for dtype in from_turn((torch.int64, torch.float16, torch.float64, torch.bool), turn):
            if dtype is not main:
                yield with_tensors(call, "", lambda t: t if t is all_tensors[0] else t.to(dtype))
                yield with_tensors(call, "", lambda t: t.to(dtype) if t is all_tensors[0] else t)


def resized(tensor, shape):
    count = 1
    for n in shape:
        count *= n
    flat = tensor.reshape(-1)
    if not flat.numel():
        flat = torch.ones(1, dtype=tensor.dtype)
    return flat.repeat(count // flat.numel() + 1)[:count].reshape(shape).clone()


def shapes(call, turn):
    """Tensors of each shape, where all have one; broadcasting of one with the rest. `turn` as above."""
    all_tensors = tensors_of(call)
    if not all_tensors or call.inputs is not None:
        return
    if len({t.shape for t in all_tensors}) == 1:
        for shape in from_turn(SHAPES, turn):
            yield with_tensors(call, "", lambda t: resized(t, shape))
        for first, rest in (((2, 3), (3,)), ((2, 3), ()), ((), (2, 3)), ((2, 1), (1, 3)), ((1,), (2, 3))):
            if len(all_tensors) > 1:
                change = lambda t: resized(t, first if t is all_tensors[0] else rest)  # noqa: E731
                yield with_tensors(call, "", change)
    else:
        yield with_tensors(call, "", lambda t: t[:0] if t.dim() and t is all_tensors[0] else t)
        yield with_tensors(call, "", lambda t: t[:0] if t.dim() else t)


def scalars(call):
    """Python's numbers beside tensors: which type the result has."""
    floats = [i for i, value in enumerate(call.args) if isinstance(value, torch.Tensor)]
    for index in floats[:2]:
        if len(floats) < 2 or (index == 0 and call.callee.startswith(".")):
            continue
        for number in (2, 0.5, True):
            args = (*call.args[:index], number, *call.args[index + 1 :])
            for dtype in (torch.float32, torch.int64, torch.float16, torch.bool):
                other = exchanged(args, lambda t: t.to(dtype))
                yield call.tagged("", args=other)
    for index, value in enumerate(call.args[1:], 1):
        if isinstance(value, (int, float)) and not isinstance(value, bool):
            for number in (2, 0.5):
                yield call.tagged("", args=(*call.args[:index], number, *call.args[index + 1 :]))


def effects(call):
    """out=, and writing into what may be a view."""
    if call.inputs is None and not call.callee.startswith("."):
        yield call.tagged("out=", named={**call.named, "out": torch.empty(0)})
    first = tensors_of(call)[:1]
    if first and call.then == "value" and first[0].dim():
        yield call.tagged("written into", then="write")
        yield call.tagged("changed in place", then="change")


def all_of(call, turn):
    """Variations by kind. Calls of one name have different turns, so that what is kept of each is not the same."""
    return {
        "spelled": spelled(call), "defaults": defaults(call), "values": other_values(call), "types": types(call, turn),
        "shapes": shapes(call, turn), "scalars": scalars(call), "effects": effects(call),
    }  # fmt: skip


def described(call):
    """What can be said of a call, for `differs when`: how its arguments are given, and what its tensors are."""
    said = {tag for tag in call.tags if tag}
    pairs, parameters = bindings(call)
    for index, (p, value) in enumerate(pairs or ()):
        said |= said_of(p, value, index < len(call.args))
    if pairs is not None:
        given = {p.name for p, _ in pairs}
        said |= {f"without {p.name}" for p in parameters if p.name not in given and p.name not in UNUSED}
    said |= {f"{name} by keyword in the layer's call" for name in call.input_names}
    tensors = tensors_of(call)
    if tensors:
        kinds = {t.dtype for t in tensors}
        said |= {SHORT.get(t, str(t)) for t in kinds} | {f"{SHORT.get(tensors[0].dtype)} first"}
        said |= {"element types differ"} if len(kinds) > 1 else {f"all {SHORT.get(tensors[0].dtype)}"}
        said |= {"of 0 dimensions" for t in tensors if not t.dim()} | {"empty" for t in tensors if not t.numel()}
        said |= {"complex" for t in tensors if t.is_complex()}
        said |= {f"of {tensors[0].dim()} dimensions"}
        said |= {"broadcast"} if len({t.shape for t in tensors}) > 1 else set()
    return sorted(said)


def said_of(parameter, value, positional):
    name = parameter.name
    said = {f"{name} given"}
    if not positional:
        said.add(f"{name} by keyword")
    if value is None or isinstance(value, (bool, str)):
        return said | {f"{name}={value!r}"}
    if isinstance(value, (list, tuple)):
        said.add(f"{name} as a {type(value).__name__}")
        if len(value) > 1:
            said.add(f"several {name}")
        if not len(value):
            said.add(f"{name} empty")
        if numbers(value) and any(v < 0 for v in value):
            said.add(f"{name} negative")
    elif isinstance(value, torch.Tensor):
        said |= {f"{name} as a tensor"} | ({f"{name} {SHORT[value.dtype]}"} if value.dtype in SHORT else set())
        said |= {f"{name} of 0 dimensions"} if not value.dim() else set()
    elif isinstance(value, (int, float)):
        said.add(f"{name} as {'an int' if isinstance(value, int) else 'a float'}")
        if value < 0:
            said.add(f"{name} negative")
    elif isinstance(value, torch.dtype):
        said.add(f"{name}={value}")
    return said
