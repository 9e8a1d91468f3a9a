"""Calls that torch's own samples lack, in the notation of calls.py, and pieces of several lines, whose last gives the
result. Calls are varied as torch's samples are; pieces run as they are. See also written_modules.py."""

from written_modules import WRITTEN_MODULES

# Functions with the same parameters, whose samples serve.
LIKE = {
    "torch.Tensor.slogdet": "torch.linalg.slogdet", "torch.slogdet": "torch.linalg.slogdet", "torch.Tensor.numel": "torch.numel",
    "torch.cholesky": "torch.linalg.cholesky", "torch.Tensor.cholesky": "torch.linalg.cholesky", "torch.asarray": "torch.tensor",
    "torch.as_tensor": "torch.tensor", "torch.Tensor.nelement": "torch.numel", "torch.Tensor.is_complex": "torch.is_complex",
    "torch.Tensor.is_floating_point": "torch.is_floating_point", "torch.Tensor.is_nonzero": "torch.is_nonzero",
    "torch.Tensor.new_tensor": "torch.Tensor.new_full", "torch.Tensor.unsafe_split_with_sizes": "torch.Tensor.split_with_sizes",
    "torch.func.vmap": "torch.vmap", "torch.nn.SeLU": "torch.nn.SELU", "torch.nn.functional.upsample": "torch.nn.functional.interpolate",
    "torch.fft.rfftfreq": "torch.fft.fftfreq", "torch.hann_window": "torch.bartlett_window",
    "torch.hamming_window": "torch.bartlett_window", "torch.blackman_window": "torch.bartlett_window",
    "torch.kaiser_window": "torch.bartlett_window", "torch.nn.functional.lp_pool2d": "torch.nn.functional.lp_pool1d",
    "torch.nn.init.ones_": "torch.nn.init.zeros_",
}  # fmt: skip

ANY_TENSOR = ("f32[2,3]", "i64[4]", "bool[2]", "f16[3,1,2]", "bf16[2]", "f32[]", "f32[0,3]", "c64[2]")


def asked(expression, kinds=ANY_TENSOR):
    """A question put to tensors of each kind."""
    return [expression.replace("TENSOR", kind) for kind in kinds]


def of_dtype(name):
    """What is done with an element type."""
    return [
        f"\nreturn f32[2,3].to({name})", f"\nreturn i64[3]{{0,1,2}}.to(dtype={name})", f"\nreturn bool[3].to({name})",
        f"\nreturn torch.zeros(2, 3, dtype={name})", f"\nreturn torch.ones((3,), dtype={name})",
        f"\nreturn torch.tensor([1, 0, 2], dtype={name})", f"\nreturn torch.zeros(2).type({name})",
        f"\nreturn torch.zeros(2, dtype={name}).dtype == {name}", f"\nreturn {name}",
        f"\nreturn torch.zeros(2, dtype={name}).is_floating_point()", f"\nreturn str(torch.zeros(1, dtype={name}).dtype)",
        f"\nreturn torch.full((2,), 3, dtype={name}).float()",
    ]  # fmt: skip


def of_typed_class(name):
    """torch.LongTensor and its kin: values, sizes, and isinstance."""
    return [
        f"\nreturn {name}([1, 2, 3])", f"\nreturn {name}([[1.0, 0.0]])", f"\nreturn {name}(2, 3).shape",
        f"\nreturn {name}(2).dtype", f"\nreturn {name}()", f"\nreturn {name}((1, 2))", f"\nreturn {name}([]).shape",
        f"\nreturn isinstance(torch.zeros(2), {name})", f"\nreturn torch.zeros(2).type({name})",
    ]  # fmt: skip


DTYPES = """float32 float float64 double float16 half bfloat16 int64 long int32 int int16 short int8 uint8 uint16 uint32 uint64 bool
complex64 cfloat complex128 cdouble float8_e4m3fn float8_e5m2""".split()
CLASSES = "Float Double Half BFloat16 Int Long Short Bool Byte Char".split()

WRITTEN = {
    **{f"torch.{name}": of_dtype(f"torch.{name}") for name in DTYPES},
    **{f"torch.{name}Tensor": of_typed_class(f"torch.{name}Tensor") for name in CLASSES},
    **{
        f"torch.Tensor.{name}": asked(f"TENSOR.{name}")
        for name in ("data", "dtype", "is_meta", "itemsize", "nbytes", "ndim", "shape", "device", "T", "mT", "H", "mH", "real", "imag")
    },
    **{
        f"torch.Tensor.{name}": asked(f"TENSOR.{name}()")
        for name in (
            "dim", "ndimension", "is_contiguous", "is_signed", "numpy", "tolist", "stride", "storage_offset", "size", "type",
            "contiguous", "item", "half", "float", "double", "int", "long", "short", "byte", "bool", "bfloat16", "clone",
        )
    },
    "torch.numel": asked("torch.numel(TENSOR)"),
    "torch.is_tensor": [*asked("torch.is_tensor(TENSOR)"), "torch.is_tensor(3)", "torch.is_tensor([1])", "torch.is_tensor(None)"],
    "torch.is_complex": asked("torch.is_complex(TENSOR)"),
    "torch.is_floating_point": asked("torch.is_floating_point(TENSOR)"),
    "torch.is_nonzero": asked("torch.is_nonzero(TENSOR)", ("f32[1]", "i64[]", "bool[1,1]", "f16[1]", "f32[1]{0}", "bool[1]{False}")),
    "torch.tensor": [
        "torch.tensor(3)", "torch.tensor(2.5)", "torch.tensor(True)", "torch.tensor([1, 2])", "torch.tensor([1.5, 2])",
        "torch.tensor([[True, False]])", "torch.tensor((1, 2.0))", "torch.tensor([])", "torch.tensor([[1], [2]], dtype=torch.float16)",
        "torch.tensor(f32[2,3])", "torch.tensor(i64[2], dtype=torch.float32)", "torch.tensor([1, 2], dtype=torch.bool)",
        "torch.tensor(1 + 2j)", "\nreturn torch.tensor([f32[], f32[]])", "\nreturn torch.tensor(f32[2].numpy())",
        "\nreturn torch.tensor([0, 1], device=\"cpu\", dtype=torch.long)", "torch.tensor(data=[1, 2])",
    ],
    "torch.scalar_tensor": ["torch.scalar_tensor(2)", "torch.scalar_tensor(2.5, dtype=torch.float16)", "torch.scalar_tensor(True)"],
    "torch.from_numpy": [
        "\nreturn torch.from_numpy(f32[2,3].numpy())", "\nreturn torch.from_numpy(i64[3].numpy())", "\nreturn torch.from_numpy(bool[2].numpy())",
        "\nreturn torch.from_numpy(f16[2].numpy()).float()", "\nimport numpy as np\nreturn torch.from_numpy(np.arange(3))",
        "\nimport numpy as np\nreturn torch.from_numpy(np.linspace(0, 1, 4))", "\nimport numpy as np\nx = np.zeros(3)\nt = torch.from_numpy(x)\nx[0] = 1\nreturn t",
    ],
    "torch.frombuffer": ["\nreturn torch.frombuffer(bytearray(b\"abcdefgh\"), dtype=torch.uint8)", "\nreturn torch.frombuffer(bytearray(8), dtype=torch.float32)"],
    "torch.from_dlpack": ["\nreturn torch.from_dlpack(f32[2,3])", "\nreturn torch.from_dlpack(torch.utils.dlpack.to_dlpack(f32[2,3]))"],
    "torch.to_dlpack": ["\nreturn torch.from_dlpack(torch.to_dlpack(f32[2,3]))", "\nreturn torch.from_dlpack(torch.to_dlpack(i64[2]))"],
    "torch.bartlett_window": ["torch.bartlett_window(5)", "torch.bartlett_window(6, False)", "torch.bartlett_window(4, periodic=True)", "torch.bartlett_window(1)"],
    "torch.fft.fftfreq": ["torch.fft.fftfreq(5)", "torch.fft.fftfreq(4, 0.5)", "torch.fft.fftfreq(4, d=2.0)", "torch.fft.fftfreq(n=3)"],
    "torch.rand": ["torch.rand(40, 50)", "torch.rand((40, 50))", "torch.rand([2, 3])", "torch.rand(2)", "torch.rand(size=(2, 3))", "torch.rand(())", "torch.rand(2, 3, dtype=torch.float16)"],
    "torch.randn": ["torch.randn(40, 50)", "torch.randn((2, 3))", "torch.randn(size=(2, 3))", "torch.randn([2, 3], dtype=torch.float64)", "torch.randn(2, dtype=torch.bfloat16)", "torch.randn(())"],
    "torch.randint": ["torch.randint(5, (40, 50))", "torch.randint(0, 10, (2, 3))", "torch.randint(2, 10, size=(2,))", "torch.randint(low=0, high=3, size=(2, 2))", "torch.randint(0, 5, (3,), dtype=torch.int32)", "torch.randint(high=3, size=(4,))"],
    "torch.randperm": ["torch.randperm(5).sort().values", "torch.randperm(5)", "torch.randperm(n=4)", "torch.randperm(3, dtype=torch.int32)", "torch.randperm(0)"],
    "torch.zeros": ["torch.zeros(2, 3)", "torch.zeros((2, 3))", "torch.zeros([2])", "torch.zeros(size=(2, 3))", "torch.zeros(())", "torch.zeros(2, dtype=torch.int64)"],
    "torch.ones": ["torch.ones(2, 3)", "torch.ones((2, 3))", "torch.ones([2])", "torch.ones(size=(2, 3))", "torch.ones(())", "torch.ones(2, dtype=torch.bool)"],
    "torch.full": ["torch.full((2, 3), 1)", "torch.full([2], 2.5)", "torch.full((2,), True)", "torch.full(size=(2,), fill_value=3)", "torch.full((), 1.0)", "torch.full((2,), 1, dtype=torch.float16)"],
    "torch.arange": ["torch.arange(5)", "torch.arange(1, 6, 2)", "torch.arange(0.0, 1.0, 0.25)", "torch.arange(5.0)", "torch.arange(start=1, end=4)", "torch.arange(end=4)", "torch.arange(3, 0, -1)", "torch.arange(4, dtype=torch.float32)", "torch.arange(0)", "torch.arange(0, 1, step=0.3)"],
    "torch.linspace": ["torch.linspace(0, 1, 5)", "torch.linspace(0.0, 1.0, steps=4)", "torch.linspace(start=1, end=10, steps=3)", "torch.linspace(0, 1, 1)", "torch.linspace(0, 4, 5, dtype=torch.int64)", "torch.linspace(f32[]{0}, f32[]{2}, 3)"],
    "torch.logspace": ["torch.logspace(0, 2, 3)", "torch.logspace(-1.0, 0.0, 4)", "torch.logspace(0, 2, 3, base=2)", "torch.logspace(start=0, end=1, steps=5, base=2.0)", "torch.logspace(-1, 0, 4)"],
    "torch.eye": ["torch.eye(3)", "torch.eye(2, 4)", "torch.eye(n=3, m=2)", "torch.eye(2, dtype=torch.int64)"],
    "torch.where": ["torch.where(bool[2,3], f32[2,3], f32[2,3])", "torch.where(bool[2,3], f32[3], 0.0)", "torch.where(bool[3], 1.0, f32[3])", "torch.where(bool[2], 1, 0)", "torch.where(bool[2], i64[2], 2)", "torch.where(bool[2,3])", "torch.where(bool[2], f32[2], i64[2])", "torch.where(condition=bool[2], input=f32[2], other=f32[2])", "torch.where(bool[2,1], f16[3], f16[])"],
    "torch.Tensor.where": ["f32[2,3].where(bool[2,3], f32[2,3])", "f32[2,3].where(bool[3], 0.0)", "i64[2].where(bool[2], 1)", "f32[2].where(condition=bool[2], other=f32[2])"],
    "torch.conv_tbc": ["torch.conv_tbc(f32[5,2,3], f32[3,3,4], f32[4], 1)", "torch.conv_tbc(f32[5,2,3], f32[3,3,4], f32[4])", "torch.conv_tbc(f32[5,2,3], f32[3,3,4], bias=f32[4], pad=1)"],
    "torch.batch_norm_stats": ["torch.batch_norm_stats(f32[4,3,2], 1e-5)"],
    "torch.batch_norm_elemt": ["torch.batch_norm_elemt(f32[4,3], f32[3], f32[3], f32[3], f32[3], 1e-5)"],
    "torch.batch_norm_gather_stats_with_counts": ["torch.batch_norm_gather_stats_with_counts(f32[4,3], f32[2,3], f32[2,3], None, None, 0.1, 1e-5, f32[2]{4,4})"],
    "torch.vander": ["torch.vander(f32[3])", "torch.vander(f32[3], 2)", "torch.vander(f32[3], N=4, increasing=True)"],
    "torch.vmap": [
        "\nreturn torch.vmap(torch.sum)(f32[2,3])", "\nreturn torch.vmap(lambda x, y: x * y)(f32[2,3], f32[2,3])",
        "\nreturn torch.vmap(lambda x: x.sum(), in_dims=1)(f32[2,3])", "\nreturn torch.vmap(lambda x: x * 2, out_dims=1)(f32[2,3])",
    ],
    "torch.Tensor.qr": ["\nq, r = f32[3,3].qr()\nreturn q @ r"],
    "torch.Tensor.smm": ["f32[2,3].smm(f32[3,2])"],
    "torch.Tensor.lstsq": [],
    "torch.Tensor.fill_diagonal_": ["f32[3,3].fill_diagonal_(2)", "f32[3,3].fill_diagonal_(0.5)", "i64[3,4].fill_diagonal_(0)", "f32[6,2].fill_diagonal_(1.0, wrap=True)", "f32[3,3].fill_diagonal_(fill_value=2)"],
    "torch.Tensor.random_": ["f32[40,50].random_(0, 10)", "i64[40,50].random_(5)", "i64[4].random_()", "f32[2].random_(0, to=3)"],
    "torch.Tensor.uniform_": ["f32[40,50].uniform_()", "f32[40,50].uniform_(0, 2)", "f32[40,50].uniform_(-1.0, 1.0)", "f32[40,50].uniform_(0.0, to=2.0)"],
    "torch.Tensor.normal_": ["f32[40,50].normal_()", "f32[40,50].normal_(1, 2)", "f32[40,50].normal_(mean=1.0, std=0.5)", "f16[40,50].normal_(std=0.02)"],
    "torch.Tensor.exponential_": ["f32[40,50].exponential_()", "f32[40,50].exponential_(2.0)", "f32[40,50].exponential_(lambd=2)"],
    "torch.Tensor.bernoulli_": ["f32[40,50].bernoulli_(0.3)", "f32[40,50].bernoulli_(p=0.3)", "f32[40,50].bernoulli_()", "f32[40,50].bernoulli_(torch.full((40, 50), 0.2))"],
    "torch.Tensor.copy_": ["f32[2,3].copy_(f32[2,3])", "f32[2,3].copy_(f32[3])", "f32[2,3].copy_(i64[2,3])", "i64[3].copy_(f32[3])", "f32[2].copy_(f32[])", "f16[2].copy_(f32[2], True)", "f32[2,3].copy_(src=f32[1,3])"],
    "torch.Tensor.zero_": ["f32[2,3].zero_()", "i64[3].zero_()", "bool[2].zero_()", "f32[].zero_()"],
    "torch.Tensor.fill_": ["f32[2,3].fill_(2)", "f32[2,3].fill_(0.5)", "i64[3].fill_(7)", "bool[2].fill_(True)", "f32[2].fill_(f32[])", "f32[2].fill_(value=3)"],
    "torch.Tensor.set_": ["\na = f32[2,3]\na.set_(f32[4])\nreturn a"],
    "torch.Tensor.index": [],
    "torch.Tensor.resize": ["f32[2,3].resize(3, 2)", "f32[2,3].resize((6,))"],
    "torch.Tensor.register_hook": ["\nhandle = f32[2].requires_grad_().register_hook(lambda g: g * 2)\nhandle.remove()\nreturn 1"],
    "torch.Tensor.data_ptr": ["\nx = f32[2]\nreturn x.data_ptr() == x.data_ptr()", "\nreturn isinstance(f32[2].data_ptr(), int)"],
    "torch.Tensor.storage": ["\nreturn len(f32[2,3].storage())"],
    "torch.Tensor.untyped_storage": ["\nreturn f32[2,3].untyped_storage().nbytes()", "\nreturn f32[2,3].untyped_storage().size()", "\nx = f32[2,3]\nreturn x.untyped_storage().data_ptr() == x.data_ptr()"],
    "torch.Tensor.new": ["f32[2].new([1.0, 2.0])", "i64[2].new([1, 2])", "f32[2].new(2, 3).shape", "f32[2].new(2).dtype"],
    "torch.Tensor.new_tensor": ["f32[2].new_tensor([1, 2])", "i64[2].new_tensor([1.5])", "f16[2].new_tensor([1.0, 2.0])", "f32[2].new_tensor(3)", "f32[2].new_tensor([1, 2], dtype=torch.int32)", "f32[2].new_tensor(data=[1.0])"],
    "torch.Tensor.new_zeros": ["f32[2].new_zeros(2, 3)", "i64[2].new_zeros((2, 3))", "f16[2].new_zeros([2])", "f32[2].new_zeros(2, dtype=torch.int64)", "f32[2].new_zeros(size=(2,))", "\nreturn f32[2].new_zeros(2, requires_grad=False)"],
    "torch.Tensor.new_ones": ["f32[2].new_ones(2, 3)", "i64[2].new_ones((2, 3))", "bool[2].new_ones([2])", "f32[2].new_ones(2, dtype=torch.bool)", "f32[2].new_ones(size=(2,))"],
    "torch.Tensor.new_full": ["f32[2].new_full((2, 3), 1)", "i64[2].new_full([2], 2)", "f32[2].new_full((2,), 0.5)", "f32[2].new_full(size=(2,), fill_value=3)", "f32[2].new_full((2,), 1, dtype=torch.int64)"],
    "torch.Tensor.new_empty": ["f32[2].new_empty(2, 3)", "i64[2].new_empty((2, 3))", "f32[2].new_empty(size=(2,))"],
    "torch.Tensor.size": [*asked("TENSOR.size()"), "f32[2,3].size(0)", "f32[2,3].size(-1)", "f32[2,3].size(dim=1)"],
    "torch.Tensor.stride": ["f32[2,3].stride()", "f32[2,3].stride(0)", "f32[2,3].stride(-1)", "\nreturn f32[2,3].t().stride()", "f32[2,3].stride(dim=1)"],
    "torch.Tensor.type": [*asked("TENSOR.type(torch.float32)"), "f32[2].type(torch.int64)", "f32[2].type(dtype=torch.float16)", "f32[2].type()", "\nreturn f32[2].type(\"torch.LongTensor\")", "\nreturn f32[2].type(torch.LongTensor)"],
    "torch.Tensor.type_as": ["f32[2,3].type_as(i64[2])", "i64[2].type_as(f16[1])", "f32[2].type_as(other=bool[2])", "i64[3].type_as(bf16[1])"],
    "torch.Tensor.to": [
        "f32[2].to(torch.float16)", "i64[2].to(dtype=torch.float32)", "f32[2].to(i64[2])", "f32[2].to(other=f16[2])", "\nreturn f32[2].to(\"cpu\")",
        "\nreturn f32[2].to(\"cpu\", torch.float16)", "\nreturn f32[2].to(device=\"cpu\", dtype=torch.int64)", "\nreturn f32[2].to(torch.device(\"cpu\"), torch.bfloat16)",
        "\nreturn f32[2].to(torch.float16, non_blocking=True)", "\nreturn f32[2].to(torch.float32, copy=True)", "f32[2].to(torch.bool)", "f32[2].to(torch.complex64)",
    ],
    "torch.Tensor.view": ["f32[2,3].view(3, 2)", "f32[2,3].view(-1)", "f32[2,3].view((3, 2))", "f32[2,3].view([6])", "f32[2,3].view(1, -1)", "\nreturn f32[2].view(torch.int32)", "f32[2,3].view(size=(6,))", "\nreturn f32[2,3].view(torch.Size([3, 2]))", "\nreturn f32[2,3].view(*i64[3,2].shape)"],
    "torch.Tensor.repeat": ["f32[2].repeat(3)", "f32[2].repeat(2, 3)", "f32[2].repeat((2, 1))", "f32[2,1].repeat([1, 2])", "f32[2].repeat(repeats=(2, 2))", "\nsizes = (2, 1)\nreturn f32[2].repeat(*sizes)", "f32[].repeat(3)"],
    "torch.Tensor.expand": ["f32[1,3].expand(2, 3)", "f32[3].expand(2, -1)", "f32[1].expand((4,))", "f32[1,1].expand([2, 3])", "f32[3].expand(size=(2, 3))", "f32[].expand(2)", "\nreturn f32[1,3].expand(f32[4,3].shape)"],
    "torch.Tensor.permute": ["f32[2,3,4].permute(2, 0, 1)", "f32[2,3,4].permute((0, 2, 1))", "f32[2,3].permute([1, 0])", "f32[2,3,4].permute(0, -1, 1)", "f32[2,3].permute(dims=(1, 0))", "\norder = [1, 0]\nreturn f32[2,3].permute(*order)"],
    "torch.Tensor.transpose": ["f32[2,3,4].transpose(1, 2)", "f32[2,3].transpose(-1, -2)", "f32[2,3].transpose(dim0=0, dim1=1)", "f32[2,3].transpose(0, dim1=1)", "i64[2,3].transpose(0, 1)"],
    "torch.Tensor.flip": ["f32[2,3].flip(0)", "f32[2,3].flip(0, 1)", "f32[2,3].flip([0])", "f32[2,3].flip((-1,))", "f32[2,3].flip(dims=(0, 1))", "f32[2,3].flip(dims=[-1])"],
    "torch.Tensor.item": ["f32[1].item()", "i64[].item()", "bool[1,1].item()", "f16[1].item()", "bf16[].item()"],
    "torch.Tensor.masked_fill": ["f32[2,3].masked_fill(bool[2,3], 0)", "f32[2,3].masked_fill(bool[3], -1.5)", "f32[2,3].masked_fill(mask=bool[2,1], value=2.0)", "f16[2].masked_fill(bool[2], float(\"-inf\"))", "i64[3].masked_fill(bool[3], 5)", "f32[2].masked_fill(bool[2], f32[])", "bool[2].masked_fill(bool[2], True)", "\nreturn f32[2].masked_fill(i64[2] == 1, 0.0)"],
    "torch.nn.functional.affine_grid": ["torch.nn.functional.affine_grid(f32[1,2,3], (1, 1, 2, 2))", "torch.nn.functional.affine_grid(f32[1,2,3], [1, 1, 2, 2], align_corners=True)", "torch.nn.functional.affine_grid(theta=f32[1,2,3], size=(1, 1, 2, 2), align_corners=False)"],
    "torch.nn.functional.dropout1d": ["torch.nn.functional.dropout1d(f32[2,3,4], 0.5, False)", "torch.nn.functional.dropout1d(f32[2,3,4], p=0.0)"],
    "torch.nn.functional.fold": ["torch.nn.functional.fold(f32[1,4,9], (4, 4), (2, 2))", "torch.nn.functional.fold(f32[1,4,4], output_size=4, kernel_size=2, stride=2)", "torch.nn.functional.fold(f32[1,4,16], [5, 5], 2, padding=0, stride=1)"],
    "torch.nn.functional.gumbel_softmax": ["torch.nn.functional.gumbel_softmax(f32[2,4])", "torch.nn.functional.gumbel_softmax(f32[2,4], tau=0.5, hard=True)", "torch.nn.functional.gumbel_softmax(f32[2,4], dim=0)"],
    "torch.nn.functional.lp_pool1d": ["torch.nn.functional.lp_pool1d(f32[1,2,6], 2, 2)", "torch.nn.functional.lp_pool1d(f32[1,2,6], norm_type=1.5, kernel_size=3, stride=2)", "torch.nn.functional.lp_pool1d(f32[1,2,7], 2.0, 3, ceil_mode=True)"],
    "torch.Generator": ["\nreturn torch.randn(2, generator=torch.Generator().manual_seed(0)).shape", "\ng = torch.Generator()\ng.manual_seed(3)\nreturn torch.rand(2, generator=g).shape", "\nreturn isinstance(torch.Generator(), torch.Generator)", "\nreturn torch.randn(2, generator=torch.Generator(device=\"cpu\")).shape"],
    "torch.OutOfMemoryError": ["\ntry:\n    raise torch.OutOfMemoryError(\"x\")\nexcept torch.OutOfMemoryError:\n    return 1", "\nreturn issubclass(torch.OutOfMemoryError, RuntimeError)"],
    "torch.Size": ["\nreturn torch.Size([2, 3]) == f32[2,3].shape", "\nreturn torch.Size((2, 3))", "\nreturn isinstance(f32[2].shape, torch.Size)", "\nreturn torch.Size([2]) + torch.Size([3])", "\nreturn torch.zeros(torch.Size([2, 3]))", "\nreturn f32[2,3].shape[1:]", "\nreturn torch.Size([2, 3]).numel()", "\nreturn list(torch.Size([2]))"],
    "torch.Tensor": ["\nreturn isinstance(f32[2], torch.Tensor)", "\nreturn torch.Tensor([1, 2])", "\nreturn torch.Tensor([1.5])", "\nreturn torch.Tensor(2, 3).shape", "\nreturn torch.Tensor([[True]])", "\nreturn torch.Tensor()", "\nreturn isinstance(3, torch.Tensor)", "\nreturn torch.Tensor([]).dtype", "\nreturn torch.Tensor(f32[2])", "\nimport numpy as np\nreturn torch.Tensor(np.array([1, 2]))"],
    "torch.dtype": ["\nreturn isinstance(torch.float32, torch.dtype)", "\nreturn isinstance(f32[2].dtype, torch.dtype)", "\nreturn isinstance(\"float32\", torch.dtype)", "\nreturn isinstance(f32[2], torch.dtype)"],
    "torch.inf": ["\nreturn f32[2] < torch.inf", "\nreturn torch.full((2,), torch.inf)", "\nreturn -torch.inf"],
    "torch.nan": ["\nreturn torch.full((2,), torch.nan)", "\nreturn torch.nan != torch.nan"],
    "torch.pi": ["\nreturn torch.pi", "\nreturn f32[2] * torch.pi", "\nreturn torch.full((2,), torch.pi)"],
    "torch.default_generator": ["\nreturn torch.rand(2, generator=torch.default_generator).shape"],
    "torch.manual_seed": ["\ntorch.manual_seed(0)\nx = torch.rand(3)\ntorch.manual_seed(0)\nreturn bool((x == torch.rand(3)).all())", "\nreturn torch.manual_seed(1) is None", "\ntorch.manual_seed(seed=3)\nreturn torch.rand(2).shape"],
    "torch.random.manual_seed": ["\ntorch.random.manual_seed(0)\nx = torch.rand(3)\ntorch.random.manual_seed(0)\nreturn bool((x == torch.rand(3)).all())"],
    "torch.seed": ["\nreturn isinstance(torch.seed(), int)"],
    "torch.initial_seed": ["\ntorch.manual_seed(5)\nreturn torch.initial_seed()"],
    "torch.get_rng_state": ["\nstate = torch.get_rng_state()\nx = torch.rand(3)\ntorch.set_rng_state(state)\nreturn bool((x == torch.rand(3)).all())", "\nreturn torch.get_rng_state().dtype"],
    "torch.set_rng_state": ["\nstate = torch.get_rng_state()\nx = torch.rand(3)\ntorch.set_rng_state(state)\nreturn bool((x == torch.rand(3)).all())", "\ntorch.set_rng_state(new_state=torch.get_rng_state())\nreturn 1"],
    "torch.__version__": ["\nreturn isinstance(torch.__version__, str)", "\nreturn int(torch.__version__.split(\".\")[0]) >= 2"],
    **WRITTEN_MODULES,
}  # fmt: skip
