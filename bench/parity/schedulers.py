"""schedulers.py NAME...: torch's scheduler and the port's take the same steps from the same noise.

Each sets ten timesteps and steps through them with fixed model outputs; timesteps, sigmas, every sample and add_noise
are compared. Random functions of both libraries are replaced by one stream of numbers."""

import harness  # noqa: F401  (first)

import contextlib
import inspect
import sys
from dataclasses import dataclass, field
from typing import Any, Callable

import mindspore as ms
import numpy as np
import torch
from mindspore import mint

import compare

compare.prepare()
import diffusers.schedulers
import mindone.diffusers.schedulers

SHAPE = (1, 4, 8, 8)
ARGUMENTS = {"AmusedScheduler": {"mask_token_id": 15}, "VQDiffusionScheduler": {"num_vec_classes": 16}}
STEPS = {"ConsistencyDecoderScheduler": 2, "SCMScheduler": 2}


def of_shape(sizes):
    """zeros(2, 3) or zeros((2, 3))"""
    return tuple(int(n) for n in (sizes[0] if isinstance(sizes[0], (tuple, list)) else sizes))


def uniform(shape):
    """The same numbers for the same shape, for both libraries."""
    shape = tuple(int(n) for n in shape)
    return np.random.RandomState(int(np.prod(shape))).rand(*shape).astype(np.float32)


def pick(probabilities):
    """One index for each row."""
    rows = probabilities.astype(np.float64).reshape(-1, probabilities.shape[-1])
    taken = [np.searchsorted(np.cumsum(row) / row.sum(), (i * 0.37 + 0.11) % 1) for i, row in enumerate(rows)]
    return np.stack(taken).reshape(probabilities.shape[:-1] + (1,)).clip(0, probabilities.shape[-1] - 1)


class Generator:
    """Replaces numpy's generator where the port takes one."""

    def uniform(self, *sizes, **named):
        return uniform(named.get("size") or sizes[-1])


@dataclass
class Library:
    name: str
    schedulers: Any
    tensor: Callable  # of an array
    array: Callable  # of a tensor
    generator: dict = field(default_factory=dict)  # keyword arguments that pass a generator to a scheduler
    normal: np.random.RandomState = None

    def noise(self, shape):
        return self.tensor(self.normal.randn(*[int(n) for n in shape]).astype(np.float32))

    def randn_tensor(self, shape, generator=None, device=None, dtype=None, layout=None):
        made = self.noise(shape)
        return made if dtype is None else made.to(dtype)

    def numbers(self, value):
        if hasattr(value, "detach") or isinstance(value, ms.Tensor):
            value = self.array(value)
        return np.asarray(value, np.float64)


TORCH = Library("torch", diffusers.schedulers, lambda a: torch.from_numpy(a.copy()), lambda t: t.numpy())
PORT = Library(
    "port",
    mindone.diffusers.schedulers,
    lambda a: ms.Tensor(a.copy()),
    lambda t: t.asnumpy(),
    {"generator": Generator()},
)


class Brownian:
    """Replaces BrownianTreeNoiseSampler, whose tree is random."""

    def __init__(self, x, *_, **__):
        self.shape = tuple(x.shape)

    def __call__(self, *_):
        return self.library.noise(self.shape)


def share_noise():
    """Call again after each loaded module, because some import a function by name."""
    torch.randn = lambda *n, **_: TORCH.noise(of_shape(n))
    torch.randn_like = lambda x, **_: TORCH.noise(x.shape)
    torch.rand = lambda *n, **_: torch.from_numpy(uniform(of_shape(n)))
    torch.rand_like = lambda x, **_: torch.from_numpy(uniform(x.shape))
    torch.multinomial = lambda p, *_, **__: torch.from_numpy(pick(p.numpy()))
    torch.Tensor.uniform_ = lambda self, *_, **__: torch.from_numpy(uniform(self.shape)).to(self.dtype)
    mint.randn = lambda *n, **_: PORT.noise(of_shape(n))
    mint.randn_like = lambda x, **_: PORT.noise(x.shape)
    mint.rand = lambda *n, **_: ms.Tensor(uniform(of_shape(n)))
    mint.rand_like = ms.ops.rand_like = lambda x, *_, **__: ms.Tensor(uniform(x.shape))
    ms.ops.rand = lambda *n, **_: ms.Tensor(uniform(of_shape(n)))
    mint.multinomial = lambda p, *_, **__: ms.Tensor(pick(p.asnumpy()))
    ms.Tensor.uniform_ = lambda self, *_, **__: ms.Tensor(uniform(self.shape))
    for name, module in list(sys.modules.items()):
        for library, package in ((TORCH, "diffusers.schedulers"), (PORT, "mindone.diffusers.schedulers")):
            if name.startswith(package):
                share_in_module(library, module)


def port_randn_tensor(shape, generator=None, dtype=None):
    return PORT.randn_tensor(shape, dtype=dtype)


def share_in_module(library, module):
    """Names that the module has imported already."""
    if hasattr(module, "randn_tensor"):
        module.randn_tensor = library.randn_tensor if library is TORCH else port_randn_tensor
    if "BrownianTreeNoiseSampler" in vars(module):
        module.BrownianTreeNoiseSampler = type("Shared", (Brownian,), {"library": library})
    if library is PORT and hasattr(module, "multinomial"):
        module.multinomial = mint.multinomial


# ---- how each is stepped: (library, scheduler, timesteps, random numbers) -> samples


def ordinary(library, scheduler, timesteps, start, outputs, **more):
    x = library.tensor(start)
    sigma = getattr(scheduler, "init_noise_sigma", 1.0)
    x = x * (sigma.item() if hasattr(sigma, "item") else float(sigma))
    takes_return_dict = "return_dict" in inspect.signature(scheduler.step).parameters
    samples = []
    for output, t in zip(outputs, timesteps):
        if hasattr(scheduler, "scale_model_input"):
            scheduler.scale_model_input(x, t)
        named = {"return_dict": False} if takes_return_dict else {}
        given = scheduler.step(library.tensor(output), t, x, **named, **more)
        x = given[0] if isinstance(given, (tuple, list)) else getattr(given, "prev_sample", given)
        samples.append(x)
    if hasattr(scheduler, "add_noise"):
        with contextlib.suppress(NotImplementedError):
            samples.append(scheduler.add_noise(library.tensor(start), library.tensor(outputs[0]), timesteps[2:3]))
    return samples


def of_tokens(library, scheduler, timesteps, start, outputs):
    random, x, samples = np.random.RandomState(2), library.tensor(np.full((1, 8, 8), 15, np.int64)), []
    for t in timesteps:
        logits = random.randn(1, 15, 8, 8).astype(np.float32)
        x = scheduler.step(library.tensor(logits), t, x, return_dict=False)[0]
        samples.append(x)
    return samples


def of_vectors(library, scheduler, timesteps, start, outputs):
    random, x, samples = np.random.RandomState(2), library.tensor(np.full((1, 64), 15, np.int64)), []
    odds = np.log(random.dirichlet(np.ones(15), size=(10, 1, 64))).transpose(0, 1, 3, 2).astype(np.float32)
    for i, t in enumerate(timesteps):
        x = scheduler.step(library.tensor(odds[i]), t, x, return_dict=False, **library.generator)[0]
        samples.append(x)
    return samples


def with_old_sample(library, scheduler, timesteps, start, outputs):
    x, old, samples = library.tensor(start), None, []
    for i, t in enumerate(timesteps):
        before = timesteps[i - 1] if i > 0 else None
        x, old = scheduler.step(library.tensor(outputs[i]), old, t, before, x, return_dict=False)
        samples.append(x)
    return samples


def of_one_ratio(library, scheduler, timesteps, start, outputs):
    x, samples = library.tensor(start), []
    for output, t in zip(outputs, timesteps[:-1]):
        x = scheduler.step(library.tensor(output), t.reshape(1), x, return_dict=False)[0]
        samples.append(x)
    return samples


def corrected(library, scheduler, timesteps, start, outputs):
    scheduler.set_sigmas(len(timesteps))
    x, samples = library.tensor(start), []
    for i, t in enumerate(timesteps):
        x = scheduler.step_correct(library.tensor(outputs[i]), x, return_dict=False)[0]
        x = scheduler.step_pred(library.tensor(outputs[i + 10]), t, x, return_dict=False)[0]
        samples.append(x)
    return samples


def repainted(library, scheduler, timesteps, start, outputs):
    image, mask = library.tensor(start * 0.1), library.tensor((start > 0).astype(np.float32))
    return ordinary(library, scheduler, timesteps, start, outputs, original_image=image, mask=mask)


def without_the_last(library, scheduler, timesteps, start, outputs):
    return ordinary(library, scheduler, timesteps[:-1], start, outputs)


STEPPED = {
    "AmusedScheduler": of_tokens,
    "CogVideoXDPMScheduler": with_old_sample,
    "DDPMWuerstchenScheduler": of_one_ratio,
    "RePaintScheduler": repainted,
    "SCMScheduler": without_the_last,
    "ScoreSdeVeScheduler": corrected,
    "VQDiffusionScheduler": of_vectors,
}


def results(library, name):
    """Timesteps, sigmas, and every sample, as arrays."""
    library.normal = np.random.RandomState(0)
    scheduler = getattr(library.schedulers, name)(**ARGUMENTS.get(name, {}))
    shift = {"mu": 0.5} if scheduler.config.get("use_dynamic_shifting") else {}
    scheduler.set_timesteps(STEPS.get(name, 10), **shift)
    out = [np.array([t.item() if hasattr(t, "item") else t for t in scheduler.timesteps], np.float64)]
    sigmas = getattr(scheduler, "sigmas", None)
    if sigmas is not None and not callable(sigmas):
        out.append(library.numbers(sigmas))
    random = np.random.RandomState(1)
    start = random.randn(*SHAPE).astype(np.float32)
    outputs = [random.randn(*SHAPE).astype(np.float32) for _ in range(30)]
    samples = STEPPED.get(name, ordinary)(library, scheduler, scheduler.timesteps, start, outputs)
    return out + [library.numbers(sample) for sample in samples]


def compared(name):
    for library in (TORCH, PORT):
        getattr(library.schedulers, name)  # modules load on access
    share_noise()
    equal, worst = compare.same(results(TORCH, name), results(PORT, name))
    return equal, worst, {}


def main():
    for name in sys.argv[1:]:
        compare.report(name, compared)


main()
