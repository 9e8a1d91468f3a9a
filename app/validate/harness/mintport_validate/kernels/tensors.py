"""mint functions of tensors, from functions that have a CPU kernel and from numpy."""

import math

import mindspore as ms
import numpy as np
from mindspore import Tensor, mint, ops


def number(x):
    return x.item() if isinstance(x, Tensor) else x


def zeros_like(x, *, dtype=None):
    return ops.zeros(tuple(x.shape), dtype or x.dtype)


def ones_like(x, *, dtype=None):
    return ops.ones(tuple(x.shape), dtype or x.dtype)


def full(size, fill_value, *, dtype=None):
    v = number(fill_value)
    if dtype is None:
        dtype = ms.bool_ if isinstance(v, bool) else ms.int64 if isinstance(v, int) else ms.float32
    return ops.full(tuple(size) if not isinstance(size, int) else (size,), v, dtype=dtype)


def full_like(x, fill_value, *, dtype=None):
    return full(tuple(x.shape), fill_value, dtype=dtype or x.dtype)


def arange(start=0, end=None, step=1, *, dtype=None):
    start, end, step = number(start), number(end), number(step)
    if end is None:
        start, end = 0, start
    if dtype is None:
        dtype = ms.float32 if any(isinstance(v, float) for v in (start, end, step)) else ms.int64
    n = max(0, math.ceil((end - start) / step))
    a = (
        np.arange(n, dtype=np.float64) * step + start
        if any(isinstance(v, float) for v in (start, end, step))
        else np.arange(start, end, step)
    )
    return Tensor(a.astype(np.float32) if dtype in (ms.bfloat16,) else a).astype(dtype)


def linspace(start, end, steps, *, dtype=None):
    start, end = np.float32(number(start)), np.float32(number(end))
    s = int(number(steps))
    f = np.float32
    if dtype == ms.float64:
        return Tensor(np.linspace(float(start), float(end), s))
    st = (end - start) / f(max(s - 1, 1))
    i = np.arange(s)  # torch: symmetric halves in f32
    a = np.where(i < s // 2, start + st * i.astype(f), end - st * (s - 1 - i).astype(f)).astype(f)
    return Tensor(a).astype(dtype or ms.float32)


def randn(*size, generator=None, dtype=None):
    size = size[0] if size and isinstance(size[0], (tuple, list)) else size
    return Tensor(np.asarray(np.random.randn(*size), np.float32)).astype(dtype or ms.float32)


def rand(*size, generator=None, dtype=None):
    size = size[0] if size and isinstance(size[0], (tuple, list)) else size
    return Tensor(np.asarray(np.random.rand(*size), np.float32)).astype(dtype or ms.float32)


def randn_like(x, *, dtype=None):
    return randn(tuple(x.shape), dtype=dtype or x.dtype)


def rand_like(x, *, dtype=None):
    return rand(tuple(x.shape), dtype=dtype or x.dtype)


def randint(*a, generator=None, dtype=None):
    lo, hi, size = a if len(a) == 3 else (0, *a)
    return Tensor(np.random.randint(lo, hi, size)).astype(dtype or ms.int64)


def normal(mean=0.0, std=1.0, size=None, generator=None):
    return Tensor(np.asarray(np.random.normal(mean, std, size), np.float32))


def randperm(n, generator=None, dtype=None):
    return Tensor(np.random.permutation(n)).astype(dtype or ms.int64)


def multinomial(x, n, replacement=False, generator=None):
    p = x.asnumpy().astype(np.float64)
    p2 = p.reshape(-1, p.shape[-1])
    o = np.stack([np.random.choice(p.shape[-1], n, replace=replacement, p=r / r.sum()) for r in p2])
    return Tensor(o.reshape(p.shape[:-1] + (n,)))


def stack(tensors, dim=0):
    return ops.stack(list(tensors), axis=dim)


def log2(x):
    return ops.log(x) / math.log(2.0)


def equal(a, b):
    return mint.eq(a, b)


def cumsum(x, dim, dtype=None):
    return ops.cumsum(x if dtype is None else x.astype(dtype), dim)


def var(x, dim=None, *, axis=None, correction=1, ddof=None, unbiased=None, keepdim=False, keepdims=False):
    dim, keepdim = (axis if dim is None else dim), keepdim or keepdims
    c = ddof if ddof is not None else correction if unbiased is None else int(unbiased)
    ax = tuple(range(x.ndim)) if dim is None else dim
    m = mint.mean(x, dim=ax, keepdim=True)
    n = int(np.prod([x.shape[i] for i in (ax if isinstance(ax, (tuple, list)) else (ax,))]))
    return mint.sum((x - m) * (x - m), dim=ax, keepdim=keepdim) / (n - c)


def std(x, dim=None, **k):
    return mint.sqrt(var(x, dim, **k))


def std_mean(x, dim=None, *, correction=1, keepdim=False):
    return std(x, dim, correction=correction, keepdim=keepdim), mint.mean(
        x, dim=tuple(range(x.ndim)) if dim is None else dim, keepdim=keepdim
    )


def vector_norm(x, ord=2, dim=None, keepdim=False, *, dtype=None):
    ax = tuple(range(x.ndim)) if dim is None else dim
    if ord == float("inf"):
        return mint.amax(mint.abs(x), ax, keepdim)
    if ord == 2:
        return mint.sqrt(mint.sum(x * x, dim=ax, keepdim=keepdim))
    return mint.pow(mint.sum(mint.pow(mint.abs(x), ord), dim=ax, keepdim=keepdim), 1.0 / ord)


def norm(x, p="fro", dim=None, keepdim=False, *, ord=None, dtype=None):
    p = p if ord is None else ord
    return vector_norm(x, 2 if p in ("fro", None) else p, dim, keepdim)


def logsumexp(x, dim, keepdim=False):
    return ops.logsumexp(x, dim, keepdim)


def outer(a, b):
    return a.reshape(-1, 1) * b.reshape(1, -1)


def mm(a, b):
    return mint.matmul(a, b)


def baddbmm(i, a, b, *, beta=1, alpha=1):
    r = mint.bmm(a, b)
    r = r if alpha == 1 else r * alpha
    if beta == 0:
        return r
    if i.ndim == 4:  # a mask for each head; flash attention, which runs on Ascend, takes it as it is
        i = mint.broadcast_to(i, (i.shape[0], r.shape[0] // i.shape[0], *r.shape[1:])).reshape(r.shape)
    return i * beta + r


def einsum(eq, *xs):
    if len(xs) == 1 and isinstance(xs[0], (tuple, list)):
        xs = tuple(xs[0])
    eq = eq.replace(" ", "")
    lhs, _, rhs = eq.partition("->")
    if "..." in eq or len(xs) != 2 or not rhs:
        return Tensor(np.einsum(eq, *[x.asnumpy() for x in xs]))
    la, lb = lhs.split(",")
    alls = rhs + "".join(c for c in dict.fromkeys(la + lb) if c not in rhs)

    def al(x, l):
        o = [c for c in alls if c in l]
        x = x.permute(*[l.index(c) for c in o]) if o != list(l) else x
        it = iter(x.shape)
        return x.reshape(tuple(next(it) if c in l else 1 for c in alls))

    r = al(xs[0], la) * al(xs[1], lb)
    n = len(alls) - len(rhs)
    return mint.sum(r, dim=tuple(range(len(rhs), len(alls)))) if n else r


def index_select(x, dim, index):
    return ops.gather(x, index, dim)


def roll(x, shifts, dims=None):
    return Tensor(np.roll(x.asnumpy(), shifts, dims))


def repeat_interleave(x, repeats, dim=None, *, output_size=None):
    if isinstance(repeats, Tensor):
        repeats = repeats.asnumpy()
    if dim is None:
        x = x.reshape(-1)
        dim = 0
    n = x.shape[dim]
    idx = np.repeat(np.arange(n), repeats)
    return ops.gather(x, Tensor(idx.astype(np.int64)), dim)


def tril(x, diagonal=0):
    return x * Tensor(np.tril(np.ones(x.shape[-2:]), diagonal)).astype(x.dtype)


def sort(x, *, dim=-1, descending=False, stable=False):
    a = x.asnumpy()
    i = np.argsort(-a if descending else a, axis=dim, kind="stable")
    return Tensor(np.take_along_axis(a, i, dim)), Tensor(i.astype(np.int64))


def argsort(x, dim=-1, descending=False, stable=False):
    return sort(x, dim=dim, descending=descending)[1]


def topk(x, k, dim=-1, largest=True, sorted=True):
    v, i = sort(x, dim=dim, descending=largest)
    s = [slice(None)] * x.ndim
    s[dim] = slice(0, k)
    return v[tuple(s)], i[tuple(s)]


def median(x, dim=None, keepdim=False):
    a = x.asnumpy()
    if dim is None:
        f = np.sort(a.reshape(-1))
        return Tensor(f[(f.size - 1) // 2])
    i = np.take(np.argsort(a, axis=dim, kind="stable"), (a.shape[dim] - 1) // 2, axis=dim)
    v = np.take_along_axis(a, np.expand_dims(i, dim), dim)
    return (Tensor(v), Tensor(np.expand_dims(i, dim))) if keepdim else (Tensor(v.squeeze(dim)), Tensor(i))


def argmax(x, dim=None, keepdim=False):
    r = np.argmax(x.asnumpy(), axis=dim)
    return Tensor(np.expand_dims(r, dim) if keepdim else r)


def argmin(x, dim=None, keepdim=False):
    r = np.argmin(x.asnumpy(), axis=dim)
    return Tensor(np.expand_dims(r, dim) if keepdim else r)


def unique(x, sorted=True, return_inverse=False, return_counts=False, dim=None):
    r = np.unique(x.asnumpy(), return_inverse=return_inverse, return_counts=return_counts, axis=dim)
    return tuple(map(Tensor, r)) if isinstance(r, tuple) else Tensor(r)


def count_nonzero(x, dim=None):
    return mint.sum((x != 0).astype(ms.int64), dim=dim) if dim is not None else mint.sum((x != 0).astype(ms.int64))


def svd(x, full_matrices=True):
    return tuple(map(Tensor, np.linalg.svd(x.asnumpy(), full_matrices)))


def nonzero(x, *, as_tuple=False):
    r = np.stack(np.nonzero(x.asnumpy()), 1).astype(np.int64)
    return tuple(Tensor(np.ascontiguousarray(r[:, i])) for i in range(r.shape[1])) if as_tuple else Tensor(r)


def clone(x):
    return x.clone()


def lerp(a, b, weight):  # torch's formula (safe at +-inf, unlike the CPU kernel)
    if isinstance(weight, Tensor):
        return mint.where(mint.abs(weight) < 0.5, a + weight * (b - a), b - (b - a) * (1 - weight))
    return a + weight * (b - a) if abs(weight) < 0.5 else b - (b - a) * (1 - weight)


_log = mint.log


def log(x):
    return _log(x.astype(ms.float32) if x.dtype not in (ms.float32, ms.float16) else x)


def bitwise_and(a, b):
    return ops.bitwise_and(a, b if isinstance(b, Tensor) else Tensor(b, a.dtype))


def bincount(x, weights=None, minlength=0):
    return Tensor(np.bincount(x.asnumpy(), minlength=minlength))


def empty(*size, dtype=None, device=None):
    return ops.zeros(tuple(size[0]) if isinstance(size[0], (tuple, list)) else size, dtype or ms.float32)


def empty_like(x, *, dtype=None, device=None):
    return zeros_like(x, dtype=dtype)


def new_full(x, size, fill_value, *, dtype=None):
    return full(size, fill_value, dtype=dtype or x.dtype)


def scatter_add(x, dim, index, src):
    result, index, src = x.asnumpy().copy(), index.asnumpy(), src.asnumpy()
    places = list(np.indices(index.shape))
    places[dim] = index
    np.add.at(result, tuple(places), src[tuple(slice(n) for n in index.shape)])
    return Tensor(result)
