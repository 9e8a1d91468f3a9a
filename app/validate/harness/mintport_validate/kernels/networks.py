"""mint.nn.functional, and flash attention, from functions that have a CPU kernel."""

import math

import mindspore as ms
import numpy as np
from mindspore import Tensor, mint, ops

from . import halves
from .tensors import number, var, vector_norm


def gelu(x, *, approximate="none"):
    if approximate == "tanh":
        return 0.5 * x * (1.0 + mint.tanh(math.sqrt(2 / math.pi) * (x + 0.044715 * x * x * x)))
    return 0.5 * x * (1.0 + mint.erf(x * (1 / math.sqrt(2.0))))


def softplus(x, beta=1, threshold=20):
    return mint.where(
        x * beta > threshold, x, ops.log1p(ops.exp(ops.minimum(x * beta, Tensor(threshold, x.dtype)))) / beta
    )


def logsigmoid(x):
    return -softplus(-x)


def mish(x):
    return x * mint.tanh(softplus(x))


def elu(x, alpha=1.0, inplace=False):
    return mint.where(x > 0, x, alpha * (mint.exp(x) - 1))


def selu(x, inplace=False):
    return 1.0507009873554805 * elu(x, 1.6732632423543772)


def leaky_relu(x, negative_slope=0.01, inplace=False):
    return mint.where(x > 0, x, x * negative_slope)


def relu6(x, inplace=False):
    return mint.clamp(x, 0, 6)


def dropout(x, p=0.5, training=True, inplace=False):
    return x if not training or p == 0 else x * Tensor((np.random.rand(*x.shape) >= p) / (1 - p)).astype(x.dtype)


def pad(x, pad, mode="constant", value=None):
    pad = tuple(int(number(p)) for p in pad)
    nd = len(pad) // 2
    for k in range(nd):
        l, r = pad[2 * k], pad[2 * k + 1]
        ax = x.ndim - 1 - k
        n = x.shape[ax]
        if l == 0 and r == 0:
            continue
        if mode == "constant":
            if l < 0 or r < 0:
                x = ops.gather(x, Tensor(np.arange(max(-l, 0), n - max(-r, 0))), ax)
                l, r = max(l, 0), max(r, 0)
            parts = []
            for w, at in ((l, 0), (None, 1), (r, 2)):
                if w is None:
                    parts.append(x)
                elif w > 0:
                    s = list(x.shape)
                    s[ax] = w
                    parts.append(ops.full(tuple(s), value or 0, dtype=x.dtype))
            x = mint.cat(parts, dim=ax) if len(parts) > 1 else x
        else:
            i = np.arange(-l, n + r)
            if mode == "reflect":
                i = np.abs(i)
                i = np.where(i > n - 1, 2 * (n - 1) - i, i)
            elif mode == "replicate":
                i = np.clip(i, 0, n - 1)
            elif mode == "circular":
                i = i % n
            x = ops.gather(x, Tensor(i.astype(np.int64)), ax)
    return x


def cubic(t, A=-0.75):
    f1 = lambda u: ((A + 2) * u - (A + 3)) * u * u + 1
    f2 = lambda u: ((A * u - 5 * A) * u + 8 * A) * u - 4 * A
    return [f2(t + 1), f1(t), f1(1 - t), f2(2 - t)]


def weights(n, m, mode, ac, scale):
    W = np.zeros((m, n), np.float64)
    o = np.arange(m)
    s = (n - 1) / (m - 1) if ac and m > 1 else 0.0 if ac else (1 / scale if scale else n / m)
    src = o * s if ac else (o + 0.5) * s - 0.5
    if mode == "nearest":
        W[o, np.minimum(np.floor(o * s if not ac else src).astype(int), n - 1)] = 1
        return W
    if mode == "cubic":
        f = np.floor(src)
        t = src - f
        for k, w in zip(range(-1, 3), cubic(t)):
            np.add.at(W, (o, np.clip(f.astype(int) + k, 0, n - 1)), w)
        return W
    src = np.maximum(src, 0)
    f = np.minimum(np.floor(src).astype(int), n - 1)
    t = src - f
    np.add.at(W, (o, f), 1 - t)
    np.add.at(W, (o, np.minimum(f + 1, n - 1)), t)
    return W


def interpolate(
    input, size=None, scale_factor=None, mode="nearest", align_corners=None, recompute_scale_factor=None, **k
):
    x = input
    nd = x.ndim - 2
    if scale_factor is not None and not isinstance(scale_factor, (tuple, list)):
        scale_factor = (scale_factor,) * nd
    if size is not None and not isinstance(size, (tuple, list)):
        size = (size,) * nd
    if size is None:
        size = [math.floor(float(d) * float(s)) for d, s in zip(x.shape[2:], scale_factor)]
    kind = {"nearest": "nearest", "linear": "lin", "bilinear": "lin", "trilinear": "lin", "bicubic": "cubic"}.get(mode)
    if kind is None:
        raise NotImplementedError(mode)
    for a in range(nd):
        ax = 2 + a
        n, m = x.shape[ax], int(number(size[a]))
        W = weights(
            n,
            m,
            kind,
            bool(align_corners),
            (scale_factor[a] if scale_factor is not None and not recompute_scale_factor else None),
        )
        if kind == "nearest":
            x = ops.gather(x, Tensor(W.argmax(1).astype(np.int64)), ax)
        else:
            y = x.swapaxes(ax, -1)
            x = mint.matmul(y, Tensor(W.T.astype(np.float32)).astype(x.dtype)).swapaxes(ax, -1)
    return x


def normalize(x, p=2.0, dim=1, eps=1e-12):
    return x / mint.clamp(vector_norm(x, p, dim, True), min=eps)


def layer_norm(x, normalized_shape, weight=None, bias=None, eps=1e-5):
    ax = tuple(range(x.ndim - len(normalized_shape), x.ndim))
    dt = x.dtype
    y = x.astype(ms.float32)
    m = mint.mean(y, dim=ax, keepdim=True)
    c = y - m
    y = c * mint.rsqrt(mint.mean(c * c, dim=ax, keepdim=True) + eps)
    y = y.astype(dt)
    if weight is not None:
        y = y * weight
    return y if bias is None else y + bias


def embedding(i, weight, padding_idx=None, max_norm=None, norm_type=2.0, scale_grad_by_freq=False):
    return ops.gather(weight, i, 0)


def one_hot(x, num_classes=-1):
    n = num_classes if num_classes > 0 else int(x.asnumpy().max()) + 1
    return (x.unsqueeze(-1) == Tensor(np.arange(n))).astype(ms.int64)


def mse_loss(x, y, reduction="mean"):
    d = (x - y) * (x - y)
    return d if reduction == "none" else getattr(mint, reduction)(d)


def l1_loss(x, y, reduction="mean"):
    d = mint.abs(x - y)
    return d if reduction == "none" else getattr(mint, reduction)(d)


def per_dimension(v, n):
    return (int(v),) * n if isinstance(v, (int, np.integer)) else (tuple(v) * n if len(v) == 1 else tuple(v))


def same_padding(padding, k, d, n):  # torch 'same'/'valid'
    if padding == "valid":
        return (0,) * n, None
    tot = [d[i] * (k[i] - 1) for i in range(n)]
    p = []
    for t in reversed(tot):
        p += [t // 2, t - t // 2]
    return (0,) * n, tuple(p)


def convolve(x, w, b, stride, padding, dilation, groups, n):
    unb = x.ndim == n + 1
    x = x.unsqueeze(0) if unb else x
    k = tuple(w.shape[2:])
    s = per_dimension(stride, n)
    d = per_dimension(dilation, n)
    if isinstance(padding, str):
        p, ex = same_padding(padding, k, d, n)
        x = pad(x, ex) if ex else x
    else:
        p = per_dimension(padding, n)
    if n == 1:
        x, w, k, s, p, d = x.unsqueeze(2), w.unsqueeze(2), (1,) + k, (1,) + s, (0,) + p, (1,) + d
    if n <= 2:
        y = ops.Conv2D(
            w.shape[0], k, mode=1, pad_mode="pad", pad=(p[0], p[0], p[1], p[1]), stride=s, dilation=d, group=groups
        )(x, w)
        y = y.squeeze(2) if n == 1 else y
    elif groups == 1 and d == (1, 1, 1):
        y = ops.Conv3D(w.shape[0], k, mode=1, pad_mode="pad", pad=(p[0], p[0], p[1], p[1], p[2], p[2]), stride=s)(x, w)
    elif d != (1, 1, 1):
        raise NotImplementedError("dilated convolution in three dimensions")
    else:  # one convolution for each group
        xs = mint.chunk(x, groups, dim=1)
        ws = mint.chunk(w, groups, dim=0)
        y = mint.cat([convolve(a, c, None, s, p, d, 1, 3) for a, c in zip(xs, ws)], dim=1)
    if b is not None:
        y = y + b.reshape((1, -1) + (1,) * n)
    return y.squeeze(0) if unb else y


def conv1d(input, weight, bias=None, stride=1, padding=0, dilation=1, groups=1):
    return convolve(input, weight, bias, stride, padding, dilation, groups, 1)


def conv2d(input, weight, bias=None, stride=1, padding=0, dilation=1, groups=1):
    return convolve(input, weight, bias, stride, padding, dilation, groups, 2)


def conv3d(input, weight, bias=None, stride=1, padding=0, dilation=1, groups=1):
    return convolve(input, weight, bias, stride, padding, dilation, groups, 3)


def conv_transpose2d(input, weight, bias=None, stride=1, padding=0, output_padding=0, groups=1, dilation=1):
    s, p, op, d = (
        per_dimension(stride, 2),
        per_dimension(padding, 2),
        per_dimension(output_padding, 2),
        per_dimension(dilation, 2),
    )
    x = input
    k = weight.shape[2:]
    if s != (1, 1):  # zero-insert, then ordinary conv with flipped kernel
        B, C, H, W = x.shape
        x = pad(x.reshape(B, C, H, 1, W, 1), (0, s[1] - 1, 0, 0, 0, s[0] - 1)).reshape(B, C, H * s[0], W * s[1])[
            :, :, : H * s[0] - s[0] + 1, : W * s[1] - s[1] + 1
        ]
    q = [d[i] * (k[i] - 1) - p[i] for i in (0, 1)]
    x = pad(x, (q[1], q[1] + op[1], q[0], q[0] + op[0]))
    w = mint.flip(weight, (2, 3))
    w = mint.cat([c.swapaxes(0, 1) for c in mint.chunk(w, groups, dim=0)], dim=0)
    return convolve(x, w, bias, 1, 0, d, groups, 2)


def pooled_size(n, kernel, stride, padding, ceil_mode):
    """How many windows fit; a window that is cut off must start inside of the input or its left padding."""
    reach = n + 2 * padding - kernel
    size = (-(-reach // stride) if ceil_mode else reach // stride) + 1
    return size - 1 if ceil_mode and (size - 1) * stride >= n + padding else size


def window_counts(n, kernel, stride, padding, size, count_include_pad):
    """The number of elements in each window."""
    starts = np.arange(size) * stride - padding
    low, high = (-padding, n + padding) if count_include_pad else (0, n)
    return np.clip(starts + kernel, low, high) - np.clip(starts, low, high)


def avg_pool2d(
    input, kernel_size, stride=None, padding=0, ceil_mode=False, count_include_pad=True, divisor_override=None
):
    k, p = per_dimension(kernel_size, 2), per_dimension(padding, 2)
    s = per_dimension(stride if stride is not None else kernel_size, 2)
    sides = [int(n) for n in input.shape[-2:]]
    sizes = [pooled_size(sides[i], k[i], s[i], p[i], ceil_mode) for i in (0, 1)]
    right = [max(0, (sizes[i] - 1) * s[i] + k[i] - sides[i] - p[i]) for i in (0, 1)]
    x = pad(input, (p[1], right[1], p[0], right[0]))
    C = input.shape[-3]
    total = convolve(x, ops.ones((C, 1) + k, input.dtype), None, s, 0, 1, C, 2)
    total = total[..., : sizes[0], : sizes[1]]
    if divisor_override:
        return total / divisor_override
    rows, columns = (window_counts(sides[i], k[i], s[i], p[i], sizes[i], count_include_pad) for i in (0, 1))
    return total / Tensor(np.outer(rows, columns).astype(np.float32)).astype(input.dtype)


def avg_pool3d(input, kernel_size, stride=None, padding=0, *a, **kw):
    k = per_dimension(kernel_size, 3)
    s = per_dimension(stride if stride is not None else kernel_size, 3)
    x = pad(input, tuple(v for q in reversed(per_dimension(padding, 3)) for v in (q, q)))
    for ax, (kk, ss) in enumerate(zip(k, s), start=2):
        m = (x.shape[ax] - kk) // ss + 1
        x = sum(ops.gather(x, Tensor(np.arange(m) * ss + j), ax) for j in range(kk)) / kk
    return x


def max_pool2d(input, kernel_size, stride=None, padding=0, dilation=1, *, ceil_mode=False, return_indices=False):
    return ops.max_pool2d(
        input, kernel_size, stride, padding, dilation, return_indices=return_indices, ceil_mode=ceil_mode
    )


def adaptive_avg_pool2d(x, output_size):
    o = per_dimension(output_size, 2)
    for ax, m in ((-2, o[0]), (-1, o[1])):
        n = x.shape[ax]
        W = np.zeros((n, m), np.float32)
        for j in range(m):
            a, b = j * n // m, -(-(j + 1) * n // m)
            W[a:b, j] = 1 / (b - a)
        x = mint.matmul(x.swapaxes(ax, -1), Tensor(W).astype(x.dtype)).swapaxes(ax, -1)
    return x


def unfold(input, kernel_size, dilation=1, padding=0, stride=1):
    k, d, p, s = (per_dimension(v, 2) for v in (kernel_size, dilation, padding, stride))
    x = pad(input, (p[1], p[1], p[0], p[0]))
    B, C, H, W = x.shape
    oh, ow = (H - d[0] * (k[0] - 1) - 1) // s[0] + 1, (W - d[1] * (k[1] - 1) - 1) // s[1] + 1
    c = [
        x[:, :, i * d[0] : i * d[0] + s[0] * (oh - 1) + 1 : s[0], j * d[1] : j * d[1] + s[1] * (ow - 1) + 1 : s[1]]
        for i in range(k[0])
        for j in range(k[1])
    ]
    return ops.stack(c, axis=2).reshape(B, C * k[0] * k[1], oh * ow)


def batch_norm(input, running_mean, running_var, weight=None, bias=None, training=False, momentum=0.1, eps=1e-5):
    sh = (1, -1) + (1,) * (input.ndim - 2)
    ax = (0,) + tuple(range(2, input.ndim))
    m, v = (mint.mean(input, dim=ax), var(input, ax, correction=0)) if training else (running_mean, running_var)
    y = (input - m.reshape(sh)) * mint.rsqrt(v.reshape(sh) + eps)
    y = y if weight is None else y * weight.reshape(sh)
    return y if bias is None else y + bias.reshape(sh)


class FlashAttentionScore:
    """The attention output is the fourth of what it returns. A mask is true where a key is left out."""

    def __init__(
        self,
        head_num,
        keep_prob=1.0,
        scale_value=1.0,
        pre_tokens=2**31 - 1,
        next_tokens=2**31 - 1,
        inner_precise=0,
        input_layout="BSH",
        sparse_mode=0,
    ):
        self.heads, self.scale, self.layout = head_num, scale_value, input_layout

    def __call__(self, query, key, value, real_shift=None, drop_mask=None, padding_mask=None, attn_mask=None, *_, **__):
        dtype = query.dtype
        q, k, v = (self._heads_first(halves.before_cast(one)).astype(ms.float32) for one in (query, key, value))
        scores = mint.matmul(q, k.swapaxes(-2, -1)) * self.scale
        if real_shift is not None:
            scores = scores + real_shift.astype(ms.float32)
        if attn_mask is not None:
            scores = scores.masked_fill(attn_mask.astype(ms.bool_), -1e9)
        output = self._as_given(mint.matmul(mint.softmax(scores, -1), v))
        return None, None, None, halves.of_attention(output, dtype)

    def _heads_first(self, x):
        if self.layout == "BSH":
            x = x.reshape(x.shape[0], x.shape[1], self.heads, -1)
        return x if self.layout == "BNSD" else x.swapaxes(1, 2)

    def _as_given(self, x):
        if self.layout == "BNSD":
            return x
        x = x.swapaxes(1, 2)
        return x.reshape(x.shape[0], x.shape[1], -1) if self.layout == "BSH" else x


def flash_attention_score(
    query,
    key,
    value,
    head_num,
    real_shift=None,
    drop_mask=None,
    padding_mask=None,
    attn_mask=None,
    *_,
    scalar_value=1.0,
    input_layout="BSH",
    **__,
):
    attention = FlashAttentionScore(head_num, scale_value=scalar_value, input_layout=input_layout)
    return attention(query, key, value, real_shift, drop_mask, padding_mask, attn_mask)[3]
