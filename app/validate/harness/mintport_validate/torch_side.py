"""The original's library: torch, as decode, flatten and the drivers use it."""

import contextlib
import importlib

import numpy as np
import torch

from . import noise


class Torch:
    name = "torch"
    Module = torch.nn.Module

    def __init__(self, package):
        self.package, self.own_packages = package, (package.split(".")[0],)

    def is_tensor(self, value):
        return isinstance(value, torch.Tensor)

    def tensor(self, array):
        return torch.from_numpy(np.ascontiguousarray(array).reshape(array.shape).copy())

    def array(self, tensor):
        tensor = tensor.detach()
        if tensor.is_complex():
            tensor = torch.view_as_real(tensor)
        if tensor.dtype == torch.bfloat16:
            tensor = tensor.float()
        return tensor.cpu().resolve_conj().resolve_neg().numpy()

    def dtype(self, name):
        return getattr(torch, name)

    def dtype_name(self, value):
        return str(value).removeprefix("torch.") if isinstance(value, torch.dtype) else None

    def generator(self, seed):
        return torch.Generator().manual_seed(seed)

    def is_generator(self, value):
        return isinstance(value, torch.Generator)

    def find(self, where):
        module, name = where.split(":")
        return getattr(importlib.import_module(f"{self.package}.{module}"), name)

    def cast(self, value, name):
        """Floating tensors of a module or a tensor in another precision."""
        if isinstance(value, torch.nn.Module) or value.is_floating_point():
            return value.to(getattr(torch, name))
        return value

    @contextlib.contextmanager
    def shared_noise(self, seed=0):
        stream = noise.Stream(seed)
        torch.manual_seed(seed)
        np.random.seed(seed)

        def made(array, named, like=None):
            dtype = named.get("dtype") or (like.dtype if like is not None else None)
            tensor = torch.from_numpy(np.asarray(array))
            return tensor if dtype is None else tensor.to(dtype)

        def into(draw):
            return lambda self, *a, **k: self.copy_(torch.from_numpy(np.asarray(draw(self.shape, *a, **k))))

        def integers(*given, **named):
            given = list(given)
            size = named.get("size") or given.pop()
            low, high = ([0] + given)[-2:] if given else (named.get("low", 0), named.get("high"))
            return made(stream.integers(low, high, size), named)

        def normal_(shape, mean=0.0, std=1.0, generator=None):
            return mean + std * stream.normal(shape)

        def uniform_(shape, *bounds, generator=None, **named):
            low, high = bounds if bounds else (named.get("from", 0.0), named.get("to", 1.0))
            return stream.uniform(shape, low, high)

        path = type("Path", (noise.BrownianPath,), {"stream": stream, "tensor": staticmethod(self.tensor)})
        replacements = [
            (torch, "randn", lambda *n, **k: made(stream.normal(noise.sizes(n, k)), k)),
            (torch, "rand", lambda *n, **k: made(stream.uniform(noise.sizes(n, k)), k)),
            (torch, "randn_like", lambda x, **k: made(stream.normal(x.shape), k, x)),
            (torch, "rand_like", lambda x, **k: made(stream.uniform(x.shape), k, x)),
            (torch, "randint", integers),
            (torch, "randperm", lambda n, **k: made(stream.permutation(n), k)),
            (
                torch,
                "multinomial",
                lambda p, n=1, *a, **k: torch.from_numpy(stream.pick(p.detach().numpy(), k.get("num_samples", n))),
            ),
            (torch.Tensor, "normal_", into(normal_)),
            (torch.Tensor, "uniform_", into(uniform_)),
        ]
        replacements += noise.brownian_paths(self.package, path) + noise.imported_names(self.package, replacements)
        with noise.replaced(replacements):
            yield stream
