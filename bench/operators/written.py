"""Cases that torch's own samples lack: those of written/*.txt, and those that many names have in common.

A file of written/ has a section for each name. A line of it is a call, in the notation of calls.py, which is varied as
torch's samples are; what begins with `return`, or stands in several lines behind `--`, runs as it is, and gives the result."""

from pathlib import Path

# Functions with the same parameters, whose samples serve.
LIKE = {
    "torch.Tensor.slogdet": "torch.linalg.slogdet", "torch.slogdet": "torch.linalg.slogdet", "torch.Tensor.numel": "torch.numel",
    "torch.cholesky": "torch.linalg.cholesky", "torch.Tensor.cholesky": "torch.linalg.cholesky",
    "torch.asarray": "torch.tensor", "torch.as_tensor": "torch.tensor", "torch.Tensor.nelement": "torch.numel",
    "torch.Tensor.is_complex": "torch.is_complex", "torch.Tensor.is_floating_point": "torch.is_floating_point",
    "torch.Tensor.is_nonzero": "torch.is_nonzero", "torch.Tensor.unsafe_split_with_sizes": "torch.Tensor.split_with_sizes",
    "torch.func.vmap": "torch.vmap", "torch.nn.SeLU": "torch.nn.SELU", "torch.nn.LogSoftMax": "torch.nn.LogSoftmax",
    "torch.nn.functional.upsample": "torch.nn.functional.interpolate", "torch.fft.rfftfreq": "torch.fft.fftfreq",
    "torch.hann_window": "torch.bartlett_window", "torch.hamming_window": "torch.bartlett_window",
    "torch.blackman_window": "torch.bartlett_window", "torch.kaiser_window": "torch.bartlett_window",
    "torch.nn.functional.lp_pool2d": "torch.nn.functional.lp_pool1d", "torch.nn.init.ones_": "torch.nn.init.zeros_",
}  # fmt: skip

KINDS = ("f32[2,3]", "i64[4]", "bool[2]", "f16[3,1,2]", "bf16[2]", "f32[]", "f32[0,3]", "c64[2]")
DTYPES = """float32 float float64 double float16 half bfloat16 int64 long int32 int int16 short int8 uint8 uint16 uint32
uint64 bool complex64 cfloat complex128 cdouble float8_e4m3fn float8_e5m2""".split()
CLASSES = ("Float", "Double", "Half", "BFloat16", "Int", "Long", "Short", "Bool", "Byte", "Char")

OF_DTYPE = """
f32[2,3].to(NAME)
i64[3]{0,1,2}.to(dtype=NAME)
bool[3].to(NAME)
torch.zeros(2, 3, dtype=NAME)
torch.ones((3,), dtype=NAME)
torch.tensor([1, 0, 2], dtype=NAME)
torch.zeros(2).type(NAME)
torch.zeros(2, dtype=NAME).dtype == NAME
NAME
torch.zeros(2, dtype=NAME).is_floating_point()
str(torch.zeros(1, dtype=NAME).dtype)
torch.full((2,), 3, dtype=NAME).float()
"""
OF_TYPED_CLASS = """
NAME([1, 2, 3])
NAME([[1.0, 0.0]])
NAME(2, 3).shape
NAME(2).dtype
NAME()
NAME((1, 2))
NAME([]).shape
isinstance(torch.zeros(2), NAME)
torch.zeros(2).type(NAME)
"""
# Arguments of initializers, of which the first is the parameter p.
INITIALIZERS = {
    "constant_": ["p, 0.5", "p, val=2", "tensor=p, val=1.0"],
    "zeros_": ["p", "tensor=p"],
    "normal_": ["p", "p, 1.0, 2.0", "p, mean=0.5, std=0.02", "p, std=3", "tensor=p"],
    "kaiming_normal_": ["p", 'p, mode="fan_out"', 'p, nonlinearity="relu"', "p, a=1", 'p, 0.2, "fan_in", "leaky_relu"'],
    "kaiming_uniform_": ["p", 'p, mode="fan_out"', 'p, nonlinearity="relu"', "p, a=1", "p, a=2.236"],
    "xavier_normal_": ["p", "p, gain=2.0", "p, 1"],
    "xavier_uniform_": ["p", "p, gain=0.5", "p, 2"],
    "orthogonal_": ["p", "p, gain=2.0"],
}


def pieces(template, name):
    return ["\nreturn " + line.replace("NAME", name) for line in template.strip().split("\n")]


def initialized(name, arguments):
    """The initializer on a Parameter, and on a layer's weight."""
    made = (
        "\np = torch.nn.Parameter(torch.zeros(40, 50))\nNAME(ARGUMENTS)\nreturn p",
        "\nlayer = torch.nn.Linear(40, 50)\np = layer.weight\nNAME(ARGUMENTS)\nreturn layer.weight",
    )
    return [piece.replace("NAME", name).replace("ARGUMENTS", one) for one in arguments for piece in made]


def section(text):
    """The cases of a section: calls, and pieces that begin with a line break."""
    lines, *blocks = (
        text.split("\n--\n") if not text.startswith("--\n") else ["", *text.removeprefix("--\n").split("\n--\n")]
    )
    cases = []
    for line in lines.split("\n"):
        kinds = KINDS if "TENSOR" in line else ("",)
        cases += ["\n" * line.startswith("return ") + line.replace("TENSOR", kind) for kind in kinds if line]
    return cases + ["\n" + block.strip("\n") for block in blocks]


def read():
    """{name: cases}"""
    found = {}
    for path in sorted((Path(__file__).parent / "written").glob("*.txt")):
        for part in path.read_text().split("\n== ")[1:]:
            name, _, text = part.partition("\n")
            found[name] = section(text.strip("\n"))
    return found


WRITTEN = {
    **{f"torch.{name}": pieces(OF_DTYPE, f"torch.{name}") for name in DTYPES},
    **{f"torch.{name}Tensor": pieces(OF_TYPED_CLASS, f"torch.{name}Tensor") for name in CLASSES},
    **{f"torch.nn.init.{name}": initialized(f"torch.nn.init.{name}", all_) for name, all_ in INITIALIZERS.items()},
    **read(),
}
