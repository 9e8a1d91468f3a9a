"""The port's library: MindSpore, as decode, flatten and the drivers use it."""

import contextlib
import importlib

import mindspore
import numpy as np
from mindspore import Tensor, mint, ops

from . import noise


def prepare(device_target, threads):
    """Sets the context. Errors are raised at the operation that causes them."""
    if threads:
        mindspore.set_context(runtime_num_threads=threads)
    mindspore.set_context(mode=mindspore.PYNATIVE_MODE)
    if hasattr(mindspore, "set_device"):
        mindspore.set_device(device_target)
    else:
        mindspore.set_context(device_target=device_target)
    if hasattr(mindspore.runtime, "launch_blocking"):
        mindspore.runtime.launch_blocking()
        mindspore.runtime.launch_blocking = lambda: None  # once is enough; a port's tests do it again
    if hasattr(mindspore, "set_device"):
        mindspore.set_device = lambda *_: None  # a port's tests may name a device of their author's


class MindSpore:
    name = "mindspore"
    Module = mindspore.nn.Cell

    def __init__(self, package):
        self.package, self.own_packages = package, (package.split(".")[0],)

    def is_tensor(self, value):
        return isinstance(value, Tensor)

    def tensor(self, array):
        return Tensor(np.ascontiguousarray(array).reshape(array.shape).copy())

    def array(self, tensor):
        if tensor.dtype in (mindspore.complex64, mindspore.complex128):
            array = tensor.asnumpy()
            return np.stack([array.real, array.imag], -1)
        if tensor.dtype == mindspore.bfloat16:
            tensor = tensor.astype(mindspore.float32)
        return tensor.asnumpy().copy()

    def dtype(self, name):
        return getattr(mindspore, {"bool": "bool_"}.get(name, name))

    def dtype_name(self, value):
        return str(value).lower() if isinstance(value, mindspore.Type) else None

    def generator(self, seed):
        return np.random.default_rng(seed)

    def is_generator(self, value):
        return isinstance(value, (np.random.Generator, noise.Generator))

    def find(self, where):
        module, name = where.split(":")
        return getattr(importlib.import_module(f"{self.package}.{module}"), name)

    def cast(self, value, name):
        """Floating tensors of a cell or a tensor in another precision."""
        dtype = self.dtype(name)
        if isinstance(value, mindspore.nn.Cell):
            for parameter in value.get_parameters():
                if parameter.is_floating_point():
                    parameter.set_dtype(dtype)
            return value
        return value.astype(dtype) if value.is_floating_point() else value

    def compile(self, model):
        """Runs the model's own code as a graph."""
        model.construct = mindspore.jit(model.construct)

    def differentiate(self, function, parameters):
        """(value, gradients by the parameters) of a function without arguments."""
        for parameter in parameters:
            parameter.requires_grad = True
        return mindspore.value_and_grad(function, None, weights=mindspore.ParameterTuple(parameters))()

    @contextlib.contextmanager
    def shared_noise(self, seed=0):
        stream = noise.Stream(seed)
        np.random.seed(seed)

        def made(array, named, like=None):
            dtype = named.get("dtype") or (like.dtype if like is not None else None)
            return Tensor(array) if dtype is None else Tensor(array).astype(dtype)

        def into(draw):
            def method(self, *given, **named):
                self.assign_value(Tensor(np.asarray(draw(self.shape, *given, **named))).astype(self.dtype))
                return self

            return method

        def integers(*given, **named):
            given = list(given)
            size = named.get("size") or given.pop()
            low, high = ([0] + given)[-2:] if given else (named.get("low", 0), named.get("high"))
            return made(stream.integers(low, high, size), named)

        def normal_(shape, mean=0.0, std=1.0, *, generator=None):
            return mean + std * stream.normal(shape)

        def uniform_(shape, from_=0.0, to=1.0, *, generator=None):
            return stream.uniform(shape, from_, to)

        def pick(weights, count=1, *_, **named):
            return Tensor(stream.pick(weights.asnumpy(), named.get("num_samples", count)))

        path = type("Path", (noise.BrownianPath,), {"stream": stream, "tensor": staticmethod(self.tensor)})
        replacements = [(np.random, "default_rng", lambda *_: noise.Generator(stream))]
        for owner in (mint, ops):
            replacements += [
                (owner, "randn", lambda *n, **k: made(stream.normal(noise.sizes(n, k)), k)),
                (owner, "rand", lambda *n, **k: made(stream.uniform(noise.sizes(n, k)), k)),
                (owner, "randn_like", lambda x, *_, **k: made(stream.normal(x.shape), k, x)),
                (owner, "rand_like", lambda x, *_, **k: made(stream.uniform(x.shape), k, x)),
                (owner, "randint", integers),
                (owner, "randperm", lambda n, **k: made(stream.permutation(n), k)),
                (owner, "multinomial", pick),
            ]
        replacements.append((Tensor, "normal_", into(normal_)))
        replacements.append((Tensor, "uniform_", into(uniform_)))
        replacements += noise.brownian_paths(self.package, path) + noise.imported_names(self.package, replacements)
        with noise.replaced(replacements):
            yield stream
