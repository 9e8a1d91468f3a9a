import asyncio
import contextlib
import functools
import torch
import torch.nn.functional as F

# Line continuations and semicolons.
total = torch.zeros(1) + \
    torch.ones(1); again = total.size(0); print(total, \
                                               again)

# Conditional expressions, one-line ifs, lambdas, walrus.
value = torch.float16 if again else torch.float32
if value: extra = torch.cat([total]); print(extra)
else: extra = None
activation = lambda x, *, fn=F.silu: fn(x)
if (n := total.size(0)) > 1 and (m := torch.numel(total)): print(n, m)

# Strings that are code, and strings that are not.
print(f"{torch.cat([total]).shape!r:>{torch.numel(total)}} {{torch.cat}} torch.cat", "torch.stack(x)")
print(f"""torch.zeros {
    torch.zeros(1)
} torch.ones""", 'torch.nn', rb"torch.abs", "torch." "cat")
KEYS = {"torch.cat": torch.cat, 'torch_dtype': "torch.float16"}
logger.warning("use torch.float16 instead of `torch.bfloat16`")


def decorate(fn):
    @functools.wraps(fn)
    def inner(*args, **kwargs):
        def innermost(x: torch.Tensor, *rest: torch.Tensor, flag: bool = False, **options) -> torch.Tensor:
            nonlocal fn
            return torch.stack([x, *rest], **options)

        return innermost(*args, **kwargs)

    return inner


@decorate
@torch.no_grad()
@torch.jit.script
def decorated(torch_dtype=torch.float32, /, *shape, **kwargs):
    # Comments inside argument lists stay with what they are about.
    return torch.randn(
        *shape,  # how large
        # what kind
        dtype=torch_dtype,
        **kwargs,  # the rest
    )


async def later(tensors):
    async with contextlib.AsyncExitStack() as stack:
        await stack.enter_async_context(tensors)
        async for tensor in tensors:
            yield torch.squeeze(tensor, 0)
    results = [torch.abs(t) async for t in tensors if not torch.is_tensor(t)]
    await asyncio.sleep(0)
    yield results


def chained(x: torch.Tensor):
    return (
        x.reshape(1, -1)
        # joined twice
        .repeat(2, 1)
        .transpose(0, 1)[..., None]
        .to(torch.float16)
        .sum(dim=-1, keepdim=True)
    )


def matching(x):
    match x:
        case {"dtype": torch.float16 | torch.bfloat16 as dtype}:
            return dtype
        case torch.Tensor(shape=[n, *_]) if n > torch.numel(x):
            return torch.Size([n])
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
    total = torch.linalg.inv(total)
except (torch.linalg.LinAlgError, RuntimeError) as error:
    print(error)
finally:
    del total

assert isinstance(extra, (torch.Tensor, list)), f"not {torch.Tensor}"
