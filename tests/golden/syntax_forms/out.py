import asyncio
import contextlib
import functools
import mindspore as ms
from mindspore import mint, ops
import torch

# Line continuations and semicolons.
total = mint.zeros(1) + \
    mint.ones(1); again = total.shape[0]; print(total, \
                                               again)

# Conditional expressions, one-line ifs, lambdas, walrus.
value = ms.float16 if again else ms.float32
if value: extra = mint.cat([total]); print(extra)
else: extra = None
activation = lambda x, *, fn=mint.nn.functional.silu: fn(x)
if (n := total.shape[0]) > 1 and (m := ops.numel(total)): print(n, m)

# Strings that are code, and strings that are not.
print(f"{mint.cat([total]).shape!r:>{ops.numel(total)}} {{torch.cat}} torch.cat", "torch.stack(x)")
print(f"""torch.zeros {
    mint.zeros(1)
} torch.ones""", 'torch.nn', rb"torch.abs", "torch." "cat")
KEYS = {"torch.cat": mint.cat, 'mindspore_dtype': "torch.float16"}
logger.warning("use ms.float16 instead of `ms.bfloat16`")


def decorate(fn):
    @functools.wraps(fn)
    def inner(*args, **kwargs):
        def innermost(x: ms.Tensor, *rest: ms.Tensor, flag: bool = False, **options) -> ms.Tensor:
            nonlocal fn
            return mint.stack([x, *rest], **options)

        return innermost(*args, **kwargs)

    return inner


@decorate
def decorated(mindspore_dtype=ms.float32, /, *shape, **kwargs):
    # Comments inside argument lists stay with what they are about.
    return mint.randn(
        *shape,  # how large
        # what kind
        dtype=mindspore_dtype,
        **kwargs,  # the rest
    )


async def later(tensors):
    async with contextlib.AsyncExitStack() as stack:
        await stack.enter_async_context(tensors)
        async for tensor in tensors:
            yield mint.squeeze(tensor, 0)
    results = [mint.abs(t) async for t in tensors if not ops.is_tensor(t)]
    await asyncio.sleep(0)
    yield results


def chained(x: ms.Tensor):
    return (
        x.reshape(1, -1)
        # joined twice
        .tile((2, 1))
        .swapaxes(0, 1)[..., None]
        .to(ms.float16)
        .sum(dim=-1, keepdim=True)
    )


def matching(x):
    match x:
        case {"dtype": ms.float16 | ms.bfloat16 as dtype}:
            return dtype
        case ms.Tensor(shape=[n, *_]) if n > ops.numel(x):
            return tuple([n])
        case _:
            return None


def capturing(x):
    match x:
        case [torch, F]:
            return torch.cat, F.silu


def shadowed(torch, x):
    F = torch.functional
    return torch.cat(F.silu(x))


try:
    total = mint.linalg.inv(total)
except (torch.linalg.LinAlgError, RuntimeError) as error:
    print(error)
finally:
    del total

assert isinstance(extra, (ms.Tensor, list)), f"not {ms.Tensor}"
