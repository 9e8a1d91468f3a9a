"""One use of a torch name, as a value that can be varied and written down.

A tensor is shown by its type and shape, `f32[2,3]`, and cases written by hand (written/) use the same notation, with
values where they matter: `i64[3]{0,2,1}`. So every example in the results can be read, and be put among those cases."""

import ast
import re
from dataclasses import dataclass, field, replace

import torch

SHORT = {
    torch.float32: "f32", torch.float64: "f64", torch.float16: "f16", torch.bfloat16: "bf16",
    torch.int64: "i64", torch.int32: "i32", torch.int16: "i16", torch.int8: "i8", torch.uint8: "u8",
    torch.bool: "bool", torch.complex64: "c64", torch.complex128: "c128",
}  # fmt: skip
LONG = {short: dtype for dtype, short in SHORT.items()}
TENSOR = re.compile(r"\b(f32|f64|f16|bf16|i64|i32|i16|i8|u8|bool|c64|c128)\[([\d, ]*)\](?:\{([^}]*)\})?")


class NoText(Exception):
    """A value that has no text: a generator, a storage."""


@dataclass(frozen=True)
class Call:
    """callee(*args, **named): `torch.add`; `.add` is a method of the first argument, and `.T` with property a property.
    A layer is called with `inputs` and `input_names` once it is made. `then` says what becomes of the result."""

    callee: str
    args: tuple = ()
    named: dict = field(default_factory=dict)
    inputs: tuple | None = None
    input_names: dict = field(default_factory=dict)
    is_property: bool = False
    then: str = (
        "value"  # "receiver": what was changed in place; "write": into the result, and the first argument is given
    )
    tags: tuple = ()  # what a variation did, as "dim as a list"

    def tagged(self, tag, **changes):
        return replace(self, tags=(*self.tags, tag), **changes)


@dataclass
class Case:
    """Torch code of a function `case` (and, for layers, `make`), and its tensors."""

    lines: list
    tensors: dict
    shown: str
    make: str | None = None
    tags: tuple = ()


class Text:
    """Collects the tensors of values that are written down, and names them."""

    def __init__(self):
        self.tensors, self.shown = {}, {}

    def of(self, value):
        if isinstance(value, torch.Tensor):
            return self.tensor(value)
        if value is None or isinstance(value, (bool, int)):
            return repr(value)
        if isinstance(value, float):
            return f'float("{value}")' if value != value or value in (float("inf"), float("-inf")) else repr(value)
        if isinstance(value, complex):
            return repr(value)
        if isinstance(value, str):
            return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'
        if isinstance(value, torch.dtype) or isinstance(value, (torch.memory_format, torch.layout)):
            return str(value)
        if isinstance(value, slice):
            return "slice(" + ", ".join(self.of(x) for x in (value.start, value.stop, value.step)) + ")"
        if value is Ellipsis:
            return "..."
        if isinstance(value, list):
            return "[" + ", ".join(self.of(x) for x in value) + "]"
        if isinstance(value, tuple):
            return "(" + ", ".join(self.of(x) for x in value) + ("," if len(value) == 1 else "") + ")"
        raise NoText(type(value).__name__)

    def tensor(self, value):
        for name, known in self.tensors.items():
            if known is value:
                return name
        if value.dtype not in SHORT or value.layout is not torch.strided or value.is_quantized:
            raise NoText(str(value.dtype))
        name = "abcdefghijklmnopqrstuvw"[len(self.tensors)] if len(self.tensors) < 23 else f"x{len(self.tensors)}"
        self.tensors[name] = value
        self.shown[name] = shape_text(value)
        return name

    def arguments(self, args, named):
        return ", ".join([*(self.of(a) for a in args), *(f"{k}={self.of(v)}" for k, v in named.items())])


def shape_text(tensor):
    return f"{SHORT[tensor.dtype]}[{','.join(map(str, tensor.shape))}]"


def case_of(call):
    """Raises NoText where an argument can't be written down."""
    text = Text()
    make = None
    if call.inputs is not None:
        make = f"{call.callee}({text.arguments(call.args, call.named)})"
        expression = f"layer({text.arguments(call.inputs, call.input_names)})"
        shown = make + expression.removeprefix("layer")
    elif call.callee.startswith("."):
        receiver = text.of(call.args[0])
        arguments = "" if call.is_property else f"({text.arguments(call.args[1:], call.named)})"
        shown = expression = f"{receiver}{call.callee}{arguments}"
    else:
        shown = expression = f"{call.callee}({text.arguments(call.args, call.named)})"
    first = next(iter(text.tensors), None)
    lines = {
        "value": [f"return {expression}"],
        "receiver": [expression, f"return {first}"],
        "write": [f"part = {expression}", "part[...] = 1", f"return {first}"],
        "change": [f"part = {expression}", "part.zero_()", f"return {first}"],
    }[call.then]
    effects = {"value": "", "receiver": "", "write": ", written into", "change": ", changed in place"}
    return Case(lines, text.tensors, with_shapes(shown, text.shown) + effects[call.then], make, call.tags)


def with_shapes(text, shown):
    if not shown:
        return text
    return re.sub(r"(?<![\w.\"])(" + "|".join(shown) + r")\b(?![=\"(])", lambda m: shown[m[1]], text)


def tensor_of(kind, shape, values, generator):
    """A tensor of the notation; without values, numbers that tell: around zero, small and without repetition."""
    shape = [int(n) for n in shape.replace(" ", "").split(",") if n]
    dtype = LONG[kind]
    if values:
        return torch.tensor([eval(v) for v in values.split(",")], dtype=dtype).reshape(shape)
    if dtype is torch.bool:
        return torch.randint(0, 2, shape, generator=generator).bool()
    if not dtype.is_floating_point and not dtype.is_complex:
        return torch.randint(1, 5, shape, generator=generator).to(dtype)
    return torch.randn(shape, generator=generator, dtype=dtype if dtype.is_complex else torch.float32).to(dtype)


def parsed(text):
    """A Call from its text, `torch.sum(f32[2,3], dim=0)` or `torch.nn.ReLU()(f32[2])`; a Case from one of several lines."""
    generator = torch.Generator().manual_seed(sum(map(ord, text)))
    tensors = {}

    def tensor(match):
        name = "abcdefghijklmnopqrstuvw"[len(tensors)]
        tensors[name] = tensor_of(*match.groups(), generator)
        return name

    plain = TENSOR.sub(tensor, text)
    if "\n" in text:
        return Case(
            plain.strip("\n").split("\n"), tensors, "; ".join(line.strip() for line in text.strip().split("\n"))
        )
    node = ast.parse(plain.strip(), mode="eval").body

    def value(part):
        return eval(compile(ast.Expression(part), "written", "eval"), {"torch": torch, **tensors})

    def arguments(call):
        return tuple(value(a) for a in call.args), {k.arg: value(k.value) for k in call.keywords}

    if isinstance(node, ast.Attribute):
        return Call("." + node.attr, (value(node.value),), is_property=True)
    if isinstance(node.func, ast.Call):
        args, named = arguments(node.func)
        inputs, input_names = arguments(node)
        return Call(ast.unparse(node.func.func), args, named, inputs, input_names)
    args, named = arguments(node)
    if isinstance(node.func.value, ast.Name) and node.func.value.id in tensors:
        then = "receiver" if node.func.attr.endswith("_") else "value"
        return Call("." + node.func.attr, (value(node.func.value), *args), named, then=then)
    return Call(ast.unparse(node.func), args, named)
